import type { Transition } from '../src/domain/lifecycle.ts'
import type { SupervisionList } from '../src/domain/waters.ts'
import {
  blackSample,
  classThreeSample,
  goodSample,
  identifyingForms,
  satisfiedForms,
  seenAndSmelt,
  type DecidingBasis,
  type Forms,
} from './bases.ts'
import { daysAfter, moment } from './calendar.ts'
import type { Chance } from './chance.ts'
import type { ExampleEvent, Picture } from './events.ts'
import { inventedMark } from './facts.ts'
import { nearby } from './geometries.ts'
import type { Relapse, Treatment } from './histories.ts'
import { countyUsernames, laboratory, municipalOfficer, townChief } from './people.ts'
import { responsibleFor } from './responsible.ts'
import { isDocumented } from './treatments.ts'
import type { ExampleWater } from './waters.ts'

/** The edition in force when the waters were found. */
const standardId = 'rural-black-odorous-2019'
const madeUp = '示例数据'

/** Everything that happened to one water, in order. */
export function eventsOf(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const { treatment, relapse } = water.history
  return [
    ...foundAndJudged(random, water),
    ...(water.invented && random.yes(0.75) ? [] : sourcesOf(random, water)),
    ...listed(water),
    ...treated(random, water, treatment),
    ...laterReadings(random, water),
    ...(relapse === undefined ? [] : relapsed(random, water, relapse)),
  ]
}

type Telling = { readonly water: ExampleWater; readonly on: string; readonly hour: number; readonly by?: string }

/** The frame of an event: done by the county's officer where nobody else is named. */
function frame({ water, on, hour, by }: Telling) {
  const officer = countyUsernames[water.countyCode]
  if (officer === undefined) throw new RangeError(`no officer in ${water.countyCode}`)
  return { at: moment(on, hour), by: by ?? officer, countyCode: water.countyCode } as const
}

function foundAndJudged(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const { foundOn, judgedOn } = water.history
  const basis = random.pick<DecidingBasis>([
    ...Array<'senses'>(7).fill('senses'),
    'questionnaire',
    'questionnaire',
    'monitoring',
  ])
  const finder = water.values.regionCode.startsWith('500231102') ? { by: townChief } : {}
  const seen = frame({ water, on: foundOn, hour: 9, ...finder })
  return [
    { kind: 'water-recorded', water, ...seen },
    sensesOf(random, { water, on: foundOn, hour: 10, ...finder }, basis),
    ...(hasPictures(water) ? [pictured(random, { water, on: foundOn, hour: 11, ...finder }, 'before')] : []),
    readingOf(
      random,
      { water, on: daysAfter(foundOn, random.whole(2, 6)), hour: 16 },
      blackSample(random, depthOf(water)),
    ),
    ...(basis === 'questionnaire'
      ? [formsOf(random, { water, on: daysAfter(foundOn, random.whole(7, 12)), hour: 17 }, identifyingForms(random))]
      : []),
    { kind: 'judged', waterId: water.id, standardId, ...frame({ water, on: judgedOn, hour: 15 }) },
  ]
}

function sensesOf(random: Chance, telling: Telling, basis: DecidingBasis): ExampleEvent {
  const { note, ...seen } = seenAndSmelt(random, basis, telling.water.site)
  const told = frame(telling)
  const record = {
    waterId: telling.water.id,
    observedAt: told.at.toISOString(),
    ...seen,
    note: note === undefined ? madeUp : `${note}（来源载明曾有死鱼；日期为示意）`,
    photos: [],
  }
  return { kind: 'senses-recorded', id: random.id(told.at), record, ...told }
}

function formsOf(random: Chance, telling: Telling, forms: Forms): ExampleEvent {
  const told = frame(telling)
  const record = { waterId: telling.water.id, heldOn: telling.on, ...forms, note: madeUp, photos: [] }
  return { kind: 'questionnaire-held', id: random.id(told.at), record, ...told }
}

/** Of the named waters the depth is not known; their readings are illustrative anyway. */
const illustrativeDepthCm = 150

function depthOf({ values }: ExampleWater): number {
  return values.depthCm ?? illustrativeDepthCm
}

type Sample = ReturnType<typeof goodSample>

/** Taken in the morning, reported by the laboratory in the afternoon. */
function readingOf(random: Chance, telling: Telling, sample: Sample): ExampleEvent & { readonly id: string } {
  const told = frame({ ...telling, by: laboratory })
  const record = {
    waterId: telling.water.id,
    point: telling.water.site.type === 'river' ? '河段中部' : '1',
    takenAt: moment(telling.on, 9, 30).toISOString(),
    sample,
    weather: random.pick(['sunny', 'cloudy', 'after-rain'] as const),
    note: madeUp,
    source: 'example',
  } as const
  return { kind: 'reading-taken', id: random.id(told.at), record, ...told }
}

function sourcesOf(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const told = frame({ water, on: daysAfter(water.history.foundOn, 3), hour: 14 })
  const known = water.values.causes?.flatMap(cause => sourceFor[cause] ?? []) ?? []
  return known.slice(0, 2).map((source): ExampleEvent => {
    const quantity = random.whole(source.from, source.to)
    const values = {
      kind: source.kind,
      name: `${source.name}${inventedMark}`,
      quantity,
      quantityUnit: source.unit,
      position: nearby(random, water.position, random.whole(60, 300)),
      coordinateSource: 'illustrative',
      note: madeUp,
    } as const
    return { kind: 'source-recorded', id: random.id(told.at), waterId: water.id, values, ...told }
  })
}

type SourceKind = 'households' | 'livestock-farm' | 'farmland' | 'aquaculture' | 'rubbish'
type Source = {
  readonly kind: SourceKind
  readonly name: string
  readonly unit: string
  readonly from: number
  readonly to: number
}

/** Cause → what stands beside such a water. Causes inside the water (sediment, poor flow) have no source around it. */
const sourceFor: Readonly<Record<string, Source>> = {
  'domestic-sewage': { kind: 'households', name: '散排农户', unit: '户', from: 6, to: 60 },
  livestock: { kind: 'livestock-farm', name: '养殖户', unit: '头', from: 20, to: 300 },
  'farmland-runoff': { kind: 'farmland', name: '周边农田', unit: '亩', from: 20, to: 400 },
  aquaculture: { kind: 'aquaculture', name: '鱼塘', unit: '亩', from: 2, to: 12 },
  'domestic-rubbish': { kind: 'rubbish', name: '垃圾堆放点', unit: '处', from: 1, to: 3 },
}

function listed(water: ExampleWater): readonly ExampleEvent[] {
  const { list, pilot } = water.site.group
  const told = frame({ water, on: water.history.listedOn, hour: 10, by: municipalOfficer })
  const entry: ExampleEvent = { kind: 'moved', waterId: water.id, transition: 'list', list, ...told }
  return pilot ? [entry, numbered(water)] : [entry]
}

const pilotOn = '2022-07-15'

function numbered(water: ExampleWater): ExampleEvent {
  const number = {
    issuer: `2022年国家农村黑臭水体治理试点${inventedMark}`,
    number: `SD-2022-${water.id.slice(-6)}`,
    issuedOn: pilotOn,
  }
  return {
    kind: 'numbered',
    waterId: water.id,
    number,
    ...frame({ water, on: pilotOn, hour: 10, by: municipalOfficer }),
  }
}

type Step = Telling & {
  readonly transition: Transition
  readonly list?: SupervisionList
  readonly reason?: string
  readonly values?: Record<string, string>
}

function step({ transition, list, reason, values, ...telling }: Step): ExampleEvent {
  return {
    kind: 'moved',
    waterId: telling.water.id,
    transition,
    ...(list === undefined ? {} : { list }),
    ...(reason === undefined ? {} : { reason }),
    ...(values === undefined ? {} : { values }),
    ...frame(telling),
  }
}

/** Where plan and file are kept, the city decides, as the policies ask for its lists. */
function decidedByCity(water: ExampleWater): { readonly by?: string } {
  return isDocumented(water) ? { by: municipalOfficer } : {}
}

/** References of papers that do not exist, and say so. */
function paper(kind: string, { id }: ExampleWater): string {
  return `示例${kind}-${id.slice(-6)}`
}

function treated(random: Chance, water: ExampleWater, treatment: Treatment): readonly ExampleEvent[] {
  const { plannedOn, startedOn, completedOn, acceptedOn } = treatment
  return [
    ...(plannedOn === undefined ? [] : planned(random, water, plannedOn, treatment)),
    ...(startedOn === undefined ? [] : [step({ water, on: startedOn, hour: 8, transition: 'start-works' })]),
    ...(completedOn === undefined ? [] : completed(random, water, completedOn)),
    ...(acceptedOn === undefined ? [] : accepted(random, water, { ...treatment, acceptedOn })),
  ]
}

function planned(random: Chance, water: ExampleWater, on: string, treatment: Treatment): readonly ExampleEvent[] {
  const measures = water.site.named?.measures ?? inventedMeasures(random, water)
  const approval = step({
    water,
    on,
    hour: 11,
    ...decidedByCity(water),
    transition: 'approve-plan',
    reason: `主要措施：${measures}${water.invented ? inventedMark : ''}`,
    values: { planReference: paper('方案', water) },
  })
  const persons = responsibleFor(water.invented ? '' : water.values.name, on).map(assignment => ({
    kind: 'person-named' as const,
    waterId: water.id,
    assignment,
    ...frame({ water, on, hour: 13 }),
  }))
  if (treatment.completedOn !== undefined) return [approval, ...persons]
  const changes = { completion: { text: '2026年12月', on: '2026-12-01', precision: 'month' } } as const
  const due = corrected({ water, on, hour: 12 }, changes, '按批复方案登记计划完成时间（示例）')
  return [approval, due, ...persons]
}

function inventedMeasures(random: Chance, water: ExampleWater): string {
  const first = water.values.causes?.includes('livestock') === true ? '粪污资源化利用' : '控源截污'
  return [first, '清淤疏浚', random.pick(['生态修复', '水体净化', '水系连通'])].join('、')
}

function corrected(
  telling: Telling,
  changes: Extract<ExampleEvent, { kind: 'corrected' }>['changes'],
  reason: string,
): ExampleEvent {
  return { kind: 'corrected', waterId: telling.water.id, changes, reason, ...frame(telling) }
}

function completed(random: Chance, water: ExampleWater, on: string): readonly ExampleEvent[] {
  const yearRound = water.invented ? { yearRound: random.yes(0.85) } : {}
  const changes = { completion: { text: on, on, precision: 'day' }, ...yearRound } as const
  return [
    ...(hasPictures(water) ? [pictured(random, { water, on, hour: 15 }, 'works')] : []),
    step({ water, on, hour: 16, transition: 'complete', values: { completedOn: on } }),
    corrected({ water, on, hour: 17 }, changes, '登记治理完成时间（日期为示意）'),
    readingOf(random, { water, on: daysAfter(on, random.whole(6, 12)), hour: 16 }, goodSample(random, depthOf(water))),
  ]
}

function accepted(
  random: Chance,
  water: ExampleWater,
  { acceptedOn: on, delistedOn, upkeepOn }: Treatment & { readonly acceptedOn: string },
): readonly ExampleEvent[] {
  const asked = formsOf(random, { water, on: daysAfter(on, -random.whole(4, 9)), hour: 17 }, satisfiedForms(random))
  const values = { acceptanceReference: paper('验收', water) }
  const notice = { noticeReference: paper('公示', water) }
  return [
    asked,
    step({ water, on, hour: 14, transition: 'accept', values }),
    ...(delistedOn === undefined
      ? []
      : [step({ water, on: delistedOn, hour: 16, ...decidedByCity(water), transition: 'delist', values: notice })]),
    ...(upkeepOn === undefined ? [] : [step({ water, on: upkeepOn, hour: 9, transition: 'start-upkeep' })]),
    ...(upkeepOn !== undefined && hasPictures(water)
      ? [pictured(random, { water, on: upkeepOn, hour: 10 }, 'after')]
      : []),
  ]
}

const checksOn = ['2023-07-12', '2024-08-06', '2025-07-15', '2026-05-12']

/** Checks of what was delisted: of the named waters every year, of the others here and there. */
function laterReadings(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const { treatment, relapse } = water.history
  const from = treatment.upkeepOn
  if (from === undefined) return []
  const until = relapse === undefined ? '2026-12-31' : daysAfter(relapse.seenOn, -30)
  const days = checksOn.filter(on => on > from && on < until && (!water.invented || random.yes(0.35)))
  return days.map(on => readingOf(random, { water, on, hour: 16 }, checkedSample(random, water)))
}

function checkedSample(random: Chance, water: ExampleWater): Sample {
  return water.site.named?.surfaceClass === 'III' ? classThreeSample() : goodSample(random, depthOf(water))
}

function relapsed(random: Chance, water: ExampleWater, relapse: Relapse): readonly ExampleEvent[] {
  const { seenOn, relistedOn, plannedOn, startedOn } = relapse
  const reading = readingOf(random, { water, on: seenOn, hour: 15 }, blackSample(random, depthOf(water)))
  const { list } = water.site.group
  const reason = '监测发现水体返黑返臭（示例）'
  return [
    reading,
    step({ water, on: seenOn, hour: 17, transition: 'relapse', reason, values: { relapseReference: reading.id } }),
    ...(relistedOn === undefined
      ? []
      : [step({ water, on: relistedOn, hour: 10, by: municipalOfficer, transition: 'relist', list })]),
    ...treated(random, water, {
      ...(plannedOn === undefined ? {} : { plannedOn }),
      ...(startedOn === undefined ? {} : { startedOn }),
    }),
  ]
}

/** The named waters and about one in ten of the others. */
function hasPictures(water: ExampleWater): boolean {
  return !water.invented || Number.parseInt(water.id.slice(-1), 16) === 0
}

function pictured(random: Chance, telling: Telling, picture: Picture): ExampleEvent {
  const told = frame(telling)
  return { kind: 'pictured', id: random.id(told.at), waterId: telling.water.id, picture, ...told }
}
