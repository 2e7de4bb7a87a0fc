import { clearSample } from './bases.ts'
import { daysAfter, daysBetween, exampleDay, exampleYear, moment } from './calendar.ts'
import { chance, type Chance } from './chance.ts'
import type { ExampleEvent } from './events.ts'
import { inventedMark } from './facts.ts'
import { countyUsernames, deputyOf, laboratory, municipalOfficer, townChief } from './people.ts'
import {
  declaredAt,
  fundingOf,
  isDocumented,
  paceOf,
  plannedLines,
  planOf,
  worksOf,
  type PlannedLine,
} from './treatments.ts'
import type { ExampleWater } from './waters.ts'

/** Plans, money, works, visits and files of acceptance of the documented waters; their moves stand with the other events. */
export function treatmentEvents(seed: number, waters: readonly ExampleWater[]): readonly ExampleEvent[] {
  const random = chance(seed)
  const documented = waters.filter(isDocumented)
  const toAccept = documented.filter(({ history: { treatment } }) => treatment.completedOn !== undefined)
  return [
    ...documented.flatMap(water => [...planned(water), ...paid(random, water), ...worked(random, water)]),
    ...toAccept.flatMap((water, index) => (water.invented && index % 2 === 0 ? [] : filed(random, water))),
    ...annualPlans(documented),
  ]
}

type Frame = Pick<ExampleEvent, 'at' | 'by' | 'countyCode'>

/** By the officer of the county where nobody else is named. */
export function frame({ countyCode }: ExampleWater, on: string, hour: number, by?: string): Frame {
  const officer = countyUsernames[countyCode]
  if (officer === undefined) throw new RangeError(`no officer in ${countyCode}`)
  return { at: moment(on, hour), by: by ?? officer, countyCode }
}

const startedOn = ({ history }: ExampleWater) => history.treatment.startedOn
const plannedOn = ({ history }: ExampleWater) => history.treatment.plannedOn ?? ''

function planned(water: ExampleWater): readonly ExampleEvent[] {
  const written = { kind: 'plan-written', waterId: water.id, content: planOf(water) } as const
  const day = startedOn(water)
  const measures = plannedLines(water).map(({ from, to }, index) => ({
    number: index + 1,
    startsOn: from,
    endsOn: to,
    contractor: `建设公司${inventedMark}`,
  }))
  return [
    { ...written, ...frame(water, daysAfter(plannedOn(water), -6), 10) },
    ...(day === undefined
      ? []
      : [{ kind: 'scheduled', waterId: water.id, measures, ...frame(water, day, 7) } as const]),
  ]
}

/** Planned and allotted once the plan is approved; spent as the works go on. */
function paid(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const { completedOn } = water.history.treatment
  const begun = startedOn(water)
  return fundingOf(water).flatMap(({ source, yuan }, index) => {
    const entered = (kind: 'planned' | 'allotted' | 'spent', amount: number, on: string): ExampleEvent => {
      const told = frame(water, on, 14)
      const documentNumber = `示例财环〔${on.slice(0, 4)}〕${index + 1}号`
      const entry = { kind, source, yuan: amount, on, documentNumber, note: '示例' } as const
      return { kind: 'money-entered', id: random.id(told.at), waterId: water.id, entry, ...told }
    }
    const first = Math.round(yuan * 0.4)
    return [
      entered('planned', yuan, daysAfter(plannedOn(water), 2)),
      entered('allotted', begun === undefined ? Math.round(yuan / 2) : yuan, daysAfter(plannedOn(water), 8)),
      ...(begun === undefined ? [] : [entered('spent', first, daysAfter(begun, 30))]),
      ...(completedOn === undefined ? [] : [entered('spent', yuan - first, completedOn)]),
    ]
  })
}

function worked(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const begun = startedOn(water)
  const { completedOn } = water.history.treatment
  if (begun === undefined) return []
  const pace = paceOf(water)
  const last = completedOn ?? pace?.reportedOn ?? begun
  const half = daysAfter(begun, Math.round(daysBetween(begun, last) / 2))
  return [
    ...reported(random, water, { on: half, share: planned => (pace === undefined ? 0.5 : shareBy(planned, half)) }),
    {
      kind: 'visited',
      waterId: water.id,
      phase: 'during',
      photoIds: photoIds(random, half),
      ...frame(water, half, 16),
    },
    ...reported(random, water, {
      on: last,
      share: planned => (pace === undefined ? 1 : shareBy(planned, pace.doneUntil)),
    }),
  ]
}

/** What of a measure is planned to be done by the end of a day, 0 to 1. */
function shareBy({ from, to }: PlannedLine, day: string): number {
  return Math.min(1, Math.max(0, (daysBetween(from, day) + 1) / (daysBetween(from, to) + 1)))
}

type Reported = { readonly on: string; readonly share: (planned: PlannedLine) => number }

/** Nothing is said of what has not begun. */
function reported(random: Chance, water: ExampleWater, { on, share }: Reported): readonly ExampleEvent[] {
  return plannedLines(water).flatMap((planned, index): readonly ExampleEvent[] => {
    const part = share(planned)
    const doneQuantity = part === 1 ? planned.quantity : Math.floor(planned.quantity * part)
    if (doneQuantity === 0) return []
    const told = frame(water, on, 15)
    const id = random.id(told.at)
    return [{ kind: 'progress-reported', id, waterId: water.id, number: index + 1, doneQuantity, ...told }]
  })
}

const photoIds = (random: Chance, day: string) => [random.id(moment(day, 16)), random.id(moment(day, 16))]

/** What acceptance asks, and the file; of the invented waters it waits with the township. */
function filed(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const { completedOn = '', acceptedOn, delistedOn } = water.history.treatment
  const seenOn = daysAfter(completedOn, 20)
  const sentOn = acceptedOn === undefined ? exampleDay(-2) : daysAfter(acceptedOn, -3)
  const by = deputyOf[water.countyCode]
  return [
    {
      kind: 'visited',
      waterId: water.id,
      phase: 'after',
      photoIds: photoIds(random, seenOn),
      ...frame(water, seenOn, 10),
    },
    seen(random, water, seenOn),
    ...sampled(random, water),
    ...declared(water),
    ...(acceptedOn === undefined ? satisfied(random, water) : []),
    { kind: 'file-sent', waterId: water.id, ...frame(water, sentOn, 11, by) },
    ...(acceptedOn === undefined ? [] : accepted(water, { acceptedOn, delistedOn: delistedOn ?? '' })),
  ]
}

function accepted(
  water: ExampleWater,
  { acceptedOn, delistedOn }: { readonly acceptedOn: string; readonly delistedOn: string },
): readonly ExampleEvent[] {
  const inShaping = water.values.regionCode === '500231102000'
  const reason = inShaping ? `镇街自验合格${inventedMark}` : `镇街未设账号，市级代为核验${inventedMark}`
  const checkedBy = inShaping ? townChief : municipalOfficer
  const notice = { startsOn: daysAfter(acceptedOn, 1), endsOn: daysAfter(delistedOn, -1) }
  return [
    { kind: 'file-checked', waterId: water.id, reason, ...frame(water, daysAfter(acceptedOn, -1), 10, checkedBy) },
    { kind: 'notice-begun', waterId: water.id, ...notice, ...frame(water, daysAfter(acceptedOn, 1), 9) },
  ]
}

function seen(random: Chance, water: ExampleWater, on: string): ExampleEvent {
  const told = frame(water, on, 11)
  const record = {
    waterId: water.id,
    observedAt: told.at.toISOString(),
    colour: 'clear',
    odour: 0,
    finding: 'not-black-odorous',
    note: '示例数据',
    photos: [] as string[],
  } as const
  return { kind: 'senses-recorded', id: random.id(told.at), record, ...told }
}

const points = { river: ['上游断面', '河段中部', '下游断面'], ditch: ['上游', '下游'], reservoir: ['坝前', '库尾'], lake: ['湖心', '湖岸'], pond: ['1'] } as const // prettier-ignore

/** As often as acceptance asks, at every point. */
function sampled(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const { completedOn = '' } = water.history.treatment
  return [18, 36, 56].flatMap(days => {
    const on = daysAfter(completedOn, days)
    return points[water.site.type].map((point, index): ExampleEvent => {
      const told = frame(water, on, 15, laboratory)
      const takenAt = moment(on, 9, 30 + index).toISOString()
      const record = {
        waterId: water.id,
        point,
        takenAt,
        sample: clearSample(random),
        note: '示例数据',
        source: 'example',
      } as const
      return { kind: 'reading-taken', id: random.id(told.at), record, ...told }
    })
  })
}

function declared(water: ExampleWater): readonly ExampleEvent[] {
  const { endsOn } = worksOf(water)
  return (water.invented ? [] : (declaredAt[water.values.name] ?? [])).map(({ measureId, source }) => {
    const line = plannedLines(water).find(planned => planned.measureId === measureId)
    const measure = { measureId, source, quantity: line?.quantity ?? 1, startsOn: line?.from ?? endsOn }
    return { kind: 'measure-declared', waterId: water.id, measure, ...frame(water, daysAfter(endsOn, 25), 9) }
  })
}

function satisfied(random: Chance, water: ExampleWater): readonly ExampleEvent[] {
  const on = exampleDay(-8)
  const told = frame(water, on, 17)
  const forms = { issued: 34, valid: 34, black: 0, satisfied: 31 }
  const record = { waterId: water.id, heldOn: on, ...forms, note: '示例数据', photos: [] }
  const named = (['town', 'village', 'site'] as const).map((level): ExampleEvent => {
    const holder = { name: `责任人${inventedMark}`, organisation: `所在单位${inventedMark}` }
    return {
      kind: 'person-named',
      waterId: water.id,
      assignment: { level, fromOn: on, holder },
      ...frame(water, on, 18),
    }
  })
  return [{ kind: 'questionnaire-held', id: random.id(told.at), record, ...told }, ...named]
}

/** Of the county; the city's follows a fortnight later. */
const plansIssuedOn = [`${exampleYear}-03-10`, exampleDay(-20)].toSorted()[0]!
export const cityPlanIssuedOn = daysAfter(plansIssuedOn, 15)

/** Of each county with works under way, which are to be finished in the year; the city's comes after them. */
function annualPlans(documented: readonly ExampleWater[]): readonly ExampleEvent[] {
  const open = documented.filter(
    ({ history: { treatment } }) => treatment.startedOn !== undefined && treatment.completedOn === undefined,
  )
  return [...Map.groupBy(open, ({ countyCode }) => countyCode)].flatMap(([countyCode, waters]) => {
    const number = `示例环发〔${exampleYear}〕${countyCode.slice(-3)}号`
    return [
      {
        kind: 'annual-plan-issued',
        regionCode: `${countyCode}000000`,
        year: exampleYear,
        number,
        ...frame(waters[0]!, plansIssuedOn, 10),
      },
    ] // groups are never empty
  })
}
