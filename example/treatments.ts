import { dutyLevelIds } from '../src/domain/duties.ts'
import type { NewMoneyEntry } from '../src/funding/money/contract.ts'
import type { PlanContent } from '../src/planning/plans/contract.ts'
import { daysAfter, daysBetween, exampleDay, exampleYear } from './calendar.ts'
import { inventedMark } from './facts.ts'
import { responsibleFor } from './responsible.ts'
import type { ExampleWater } from './waters.ts'

// Quantities, money and days of every treatment are invented and say so; measures of the named waters are those of the published account,
// but for 宝峰河, of which it tells none.

/** A measure with so much of it, and what it costs each, in yuan. */
type Line = {
  readonly measureId: string
  readonly quantity: number
  readonly yuanEach: number
  /** Its part of the works, 0 to 1: when it begins and ends. */
  readonly from: number
  readonly to: number
}

const line = (measureId: string, quantity: number, yuanEach: number, [from, to]: readonly [number, number]): Line => ({
  measureId,
  quantity,
  yuanEach,
  from,
  to,
})

const namedLines: Readonly<Record<string, readonly Line[]>> = {
  宝峰河: [
    line('sewer-pipe', 1600, 550, [0, 0.6]),
    line('dredging', 2400, 120, [0.5, 0.9]),
    line('aquatic-plants', 900, 120, [0.8, 1]),
  ],
  大肚子河: [
    line('demolition', 180, 3000, [0, 0.3]),
    line('sewer-pipe', 1800, 550, [0, 0.6]),
    line('outlet-closure', 6, 25_000, [0.4, 0.65]),
    line('make-up-water', 20_000, 0.6, [0.7, 1]),
    line('riparian-buffer', 2600, 80, [0.7, 1]),
  ],
  转龙小河: [
    line('rubbish-removal', 1, 12_000, [0, 0.2]),
    line('debris-removal', 3400, 2, [0, 0.2]),
    line('dredging', 1020, 120, [0.2, 0.65]),
    line('aquatic-plants', 800, 120, [0.65, 0.9]),
    line('floating-island', 120, 350, [0.7, 0.9]),
    line('microbial-agent', 60, 90, [0.8, 1]),
  ],
  水井大田水塘: [
    line('outlet-closure', 3, 20_000, [0, 0.35]),
    line('dredging', 900, 120, [0.35, 0.65]),
    line('make-up-water', 9000, 0.8, [0.7, 1]),
  ],
}

/** Treatments of which the example keeps plan, works and money: of the named waters, and of those under way in their first cycle. */
export function isDocumented({ invented, history: { treatment, relapse } }: ExampleWater): boolean {
  if (!invented) return true
  return relapse === undefined && treatment.plannedOn !== undefined && treatment.acceptedOn === undefined
}

function linesOf(water: ExampleWater): readonly Line[] {
  const { invented, values } = water
  const area = values.areaM2 ?? 0
  if (!invented) return namedLines[values.name] ?? []
  const [dredgedBy, plantedFrom] = paceOf(water)?.pace === 'on-time' ? [0.9, 0.965] : [0.8, 0.75]
  return [
    line('outlet-closure', 2, 15_000, [0, 0.35]),
    line('dredging', Math.round(area * 0.4), 110, [0.3, dredgedBy]),
    line('aquatic-plants', Math.round(area * 0.2) + 10, 110, [plantedFrom, 1]),
  ]
}

/**
 * How works under way, due by the end of the year, keep to their schedule: up to which day they are done as planned, and when that was
 * reported last.
 */
const paces = {
  // A little ahead, because quantities are reported in whole units.
  'on-time': { doneUntil: exampleDay(5), reportedOn: exampleDay(-2) },
  slipping: { doneUntil: exampleDay(-12), reportedOn: exampleDay(-2) },
  silent: { doneUntil: exampleDay(-20), reportedOn: exampleDay(-20) },
  late: { doneUntil: exampleDay(-71), reportedOn: exampleDay(-3) },
} as const
const dueOn = `${exampleYear}-12-31`
const turns = ['slipping', 'late', 'on-time', 'on-time', 'silent', 'on-time', 'on-time'] as const

/** Of works under way; absent before they begin and once they are completed. */
export function paceOf({ id, invented, history: { treatment } }: ExampleWater) {
  if (!invented || treatment.startedOn === undefined || treatment.completedOn !== undefined) return undefined
  const pace = turns[Number.parseInt(id.slice(-2), 16) % turns.length]! // within the list
  return { pace, ...paces[pace], endsOn: dueOn }
}

export type Works = { readonly startsOn: string; readonly endsOn: string }

/** When the works are carried out, or planned to be. */
export function worksOf(water: ExampleWater): Works {
  const { treatment } = water.history
  return {
    startsOn: treatment.startedOn ?? exampleDay(15),
    endsOn: treatment.completedOn ?? paceOf(water)?.endsOn ?? exampleDay(222),
  }
}

export type PlannedLine = PlanContent['measures'][number] & { readonly from: string; readonly to: string }

export function plannedLines(water: ExampleWater): readonly PlannedLine[] {
  const { startsOn, endsOn } = worksOf(water)
  const days = daysBetween(startsOn, endsOn)
  return linesOf(water).map(({ measureId, quantity, yuanEach, from, to }) => ({
    measureId,
    quantity,
    costYuan: Math.round(quantity * yuanEach),
    from: daysAfter(startsOn, Math.round(days * from)),
    to: daysAfter(startsOn, Math.round(days * to)),
    note: inventedMark.slice(1, -1),
  }))
}

/** The plan of a water, as its county wrote it. */
export function planOf(water: ExampleWater): PlanContent {
  const measures = plannedLines(water).map(planned => ({ ...planned }))
  const { causes = [], causesText, areaM2 } = water.values
  const shares = causes.length === 0 ? [{ causeId: 'other', percent: 100 }] : evenly(causes)
  return {
    presentState: `水域面积 ${areaM2 ?? '未知'} 平方米。${causesText ?? '水色发黑，有异味'}${inventedMark}。`,
    causes: shares.map(share => ({ ...share, note: '占比为示意' })),
    target: {
      goal: water.site.named?.surfaceClass === 'III' ? 'class-III' : 'not-black-odorous',
      by: daysAfter(worksOf(water).endsOn, 60),
    },
    route: water.invented
      ? `先控源截污，再清淤，后恢复水生植物${inventedMark}。`
      : `${water.site.named?.measures ?? ''}。补水、菌剂均在截污核实之后${inventedMark}。`,
    measures,
    funding: fundingOf(water).map(({ source, yuan }) => ({ source, yuan })),
    persons: Object.fromEntries(
      dutyLevelIds.map((level, index) => [level, { name: personsFor(water)[index] ?? `责任人${inventedMark}` }]),
    ),
    upkeep: {
      duties: `村级河长每周巡查一次，现场人员每日保洁，镇级河长每月检查${inventedMark}。`,
      yearlyYuan: 2000 + Math.round((areaM2 ?? 0) * 4),
    },
  }
}

function evenly(causes: readonly string[]): readonly { readonly causeId: string; readonly percent: number }[] {
  const each = Math.floor(100 / causes.length)
  return causes.map((causeId, index) => ({ causeId, percent: index === 0 ? 100 - each * (causes.length - 1) : each }))
}

function personsFor({ values, invented }: ExampleWater): readonly string[] {
  return responsibleFor(invented ? '' : values.name, '2021-01-01').map(({ holder }) => holder.name)
}

type Fund = Pick<NewMoneyEntry, 'source' | 'yuan'> & { readonly source: 'municipal-grant' | 'county' }

/** In whole yuan: three fifths from the city, the rest from the county. */
export function fundingOf(water: ExampleWater): readonly Fund[] {
  const cost = plannedLines(water).reduce((sum, { costYuan }) => sum + costYuan, 0)
  const granted = Math.round(cost * 0.6)
  return [
    { source: 'municipal-grant', yuan: granted },
    { source: 'county', yuan: cost - granted },
  ]
}

/** Make-up water and agents with where they come from. */
export const declaredAt: Readonly<Record<string, readonly { readonly measureId: string; readonly source: string }[]>> =
  {
    大肚子河: [{ measureId: 'make-up-water', source: `上游来水${inventedMark}` }],
    转龙小河: [{ measureId: 'microbial-agent', source: `环保公司${inventedMark}` }],
    水井大田水塘: [{ measureId: 'make-up-water', source: '武安河和达标尾水' }],
  }
