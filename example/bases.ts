import type { Sample } from '../src/domain/parameters.ts'
import type { Chance } from './chance.ts'
import type { Site } from './sites.ts'

/** Which basis identifies a water; the others, where recorded, agree with it. */
export type DecidingBasis = 'senses' | 'questionnaire' | 'monitoring'

export type SeenAndSmelt = {
  readonly colour: 'black' | 'grey' | 'other-abnormal' | 'slightly-abnormal'
  readonly colourText?: string
  /** 0 none to 5 very strong */
  readonly odour: number
  readonly finding: 'black-odorous' | 'undecided'
  readonly floating?: string
  readonly weather: string
  readonly note?: string
}

/** A strongly coloured or smelling water for the senses; a doubtful one for the other bases. */
export function seenAndSmelt(random: Chance, basis: DecidingBasis, site: Site): SeenAndSmelt {
  const weather = random.pick(['晴', '阴', '多云'])
  const floating = random.yes(0.4) ? { floating: random.pick(['零星生活垃圾', '浮萍', '枯枝落叶', '泡沫']) } : {}
  const note = site.named?.fishDied === true ? { note: '水面有死鱼。' } : {}
  if (basis !== 'senses') {
    return { colour: 'slightly-abnormal', odour: 2, finding: 'undecided', weather, ...floating, ...note }
  }
  const colour = random.pick(['black', 'black', 'grey', 'other-abnormal'] as const)
  const colourText = colour === 'other-abnormal' ? { colourText: random.pick(['墨绿', '乳白', '黄褐']) } : {}
  return { colour, ...colourText, odour: random.whole(3, 5), finding: 'black-odorous', weather, ...floating, ...note }
}

export type Forms = {
  readonly issued: number
  readonly valid: number
  readonly black: number
  readonly satisfied?: number
}

/** At least 30 valid forms, of which 60 % and more say black or odorous. */
export function identifyingForms(random: Chance): Forms {
  const valid = random.whole(30, 42)
  const issued = valid + random.whole(0, 6)
  return { issued, valid, black: Math.ceil(valid * random.decimal(0.62, 0.95, 2)) }
}

/** Residents after treatment: most of them satisfied, nearly nobody says black or odorous. */
export function satisfiedForms(random: Chance): Forms {
  const valid = random.whole(30, 40)
  return { issued: valid, valid, black: random.whole(0, 1), satisfied: valid - random.whole(0, 4) }
}

const measured = (value: number) => ({ value, qualifier: 'measured' }) as const

/** At least one of transparency, dissolved oxygen and ammonia nitrogen fails; they disagree, as they do in practice. */
export function blackSample(random: Chance, depthCm: number): Sample {
  const failing = random.pick(['secchiDepth', 'dissolvedOxygen', 'ammoniaNitrogen'] as const)
  const fails = (parameter: typeof failing) => parameter === failing || random.yes(0.5)
  return {
    waterTemperature: measured(random.decimal(14, 29, 1)),
    waterDepth: measured(depthOn(random, depthCm)),
    secchiDepth: measured(fails('secchiDepth') ? random.whole(6, 23) : random.whole(26, 38)),
    dissolvedOxygen: measured(fails('dissolvedOxygen') ? random.decimal(0.3, 1.9, 1) : random.decimal(2.2, 4.1, 1)),
    ammoniaNitrogen: measured(fails('ammoniaNitrogen') ? random.decimal(15.4, 32, 1) : random.decimal(2.5, 13.6, 1)),
  }
}

/** After treatment all three pass with room to spare. */
export function goodSample(random: Chance, depthCm: number): Sample {
  const depth = depthOn(random, depthCm)
  return {
    waterTemperature: measured(random.decimal(12, 28, 1)),
    waterDepth: measured(depth),
    secchiDepth: measured(Math.min(depth, random.whole(38, 95))),
    dissolvedOxygen: measured(random.decimal(4.2, 8.3, 1)),
    ammoniaNitrogen: measured(random.decimal(0.2, 3.4, 2)),
  }
}

/** Clear by every indicator, as acceptance asks; the depth is not known everywhere, so that transparency is well above its limit. */
export function clearSample(random: Chance): Sample {
  return {
    waterTemperature: measured(random.decimal(14, 24, 1)),
    waterDepth: measured(120),
    secchiDepth: measured(random.whole(55, 95)),
    dissolvedOxygen: measured(random.decimal(5.2, 7.9, 1)),
    ammoniaNitrogen: measured(random.decimal(0.3, 1.4, 2)),
  }
}

/** Where the sample was taken it is at most as deep as the water. */
function depthOn(random: Chance, depthCm: number): number {
  return Math.round(depthCm * random.decimal(0.75, 1, 2))
}

/** What makes the water of a pond class III of GB 3838-2002 (lakes): every item within III, not all within II. */
export function classThreeSample(): Sample {
  return {
    waterTemperature: measured(21.4),
    ph: measured(7.6),
    waterDepth: measured(150),
    secchiDepth: measured(82),
    dissolvedOxygen: measured(6.4),
    permanganateIndex: measured(5.1),
    chemicalOxygenDemand: measured(18),
    biochemicalOxygenDemand: measured(3.4),
    ammoniaNitrogen: measured(0.61),
    totalPhosphorus: measured(0.044),
  }
}
