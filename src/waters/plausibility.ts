import { parameterIds, parameters, type Parameter, type Sample } from '../domain/parameters.ts'
import { contains, levelOf, regionRange, type RegionCode, type RegionLevel } from '../domain/regions.ts'
import { waterTypes, type WaterType } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import { findUnitSlip } from './unit-slips.ts'

/** One thing that is wrong or odd about what was entered. `refuse`: it cannot be so. `warn`: it can, but look again. */
export type PlausibilityFinding = { readonly code: PlausibilityCode; readonly severity: 'refuse' | 'warn' } & Bilingual

/** Persisted: scripts and error workbooks show them. */
export type PlausibilityCode =
  | 'area.not-positive'
  | 'area.unit-slip'
  | 'area.beyond-division'
  | 'area.large-for-village'
  | 'area.impossible'
  | 'area.unusually-large'
  | 'area.unusually-small'
  | 'area.against-length-and-width'
  | 'length.not-positive'
  | 'width.not-positive'
  | 'width.beyond-length'
  | 'depth.unusual'
  | 'transparency.beyond-depth'
  | 'value.impossible'
  | 'value.unusual'
  | 'date.unreadable'
  | 'date.in-future'
  | 'date.too-early'
  | 'date.completed-before-survey'

/** A division the water is said to lie in, with its size as known from a source or reckoned from its outline. */
export type DivisionArea = {
  readonly level: 'village' | 'town' | 'county' | 'city'
  readonly name: string
  readonly areaM2: number
}

/** What a row or form says of a water; anything not said is absent. */
export type StatedWater = {
  readonly type?: WaterType
  readonly areaM2?: number
  readonly lengthM?: number
  readonly widthM?: number
  readonly divisions?: readonly DivisionArea[]
  readonly sample?: Sample
  /** YYYY-MM-DD */
  readonly surveyedOn?: string
  readonly sampledOn?: string
  /** YYYY-MM-DD; only for works that are said to be finished. A planned completion may lie in the future: leave it out. */
  readonly completedOn?: string
}

type Context = { readonly policy: PolicyValue<'plausibility'>; readonly today: string }

/**
 * Looks at everything a row says of one water and at how it fits together.
 *
 * @param context.today YYYY-MM-DD, China time
 * @example
 * checkPlausibility({ areaM2: 310_000_000_000, divisions: [{ level: 'city', name: '重庆市', areaM2: 82_402_000_000 }] }, context)
 * // [{ code: 'area.beyond-division', severity: 'refuse', zh: '面积 310000 平方千米，是重庆市全域（82402 平方千米）的 3.8 倍 ...', ... }]
 */
export function checkPlausibility(water: StatedWater, context: Context): readonly PlausibilityFinding[] {
  return [
    ...checkExtent(water, context.policy),
    ...checkDivisions(water, context.policy),
    ...checkSample(water, context.policy),
    ...checkDates(water, context),
  ]
}

/** Area, length and width by themselves and against each other. */
export function checkExtent(water: StatedWater, policy: PolicyValue<'plausibility'>): readonly PlausibilityFinding[] {
  const findings: PlausibilityFinding[] = notPositive(water)
  const { lengthM, widthM } = water
  if (findings.length > 0) return findings
  if (lengthM !== undefined && widthM !== undefined && widthM > lengthM)
    findings.push(widthBeyondLength(lengthM, widthM))
  return [...findings, ...checkSize(water, policy), ...checkRatio(water, policy)]
}

/** Area against the village, county and city it lies in; of those it exceeds, the largest is named. */
export function checkDivisions(
  water: StatedWater,
  policy: PolicyValue<'plausibility'>,
): readonly PlausibilityFinding[] {
  const { areaM2, divisions = [] } = water
  if (areaM2 === undefined || areaM2 <= 0) return []
  const exceeded = divisions.filter(division => areaM2 > division.areaM2)
  const largest = exceeded.toSorted((a, b) => b.areaM2 - a.areaM2)[0]
  if (largest !== undefined) return [beyondDivision(areaM2, largest)]
  const village = divisions.find(division => division.level === 'village')
  if (village === undefined || areaM2 <= village.areaM2 * policy.villageShareWarn) return []
  return [largeForVillage(areaM2, village)]
}

/**
 * The divisions whose size the policy knows and in which the place lies, for `StatedWater.divisions`.
 *
 * @param code twelve digits, any level
 */
export function knownDivisions(code: RegionCode, policy: PolicyValue<'plausibility'>): readonly DivisionArea[] {
  return policy.divisionAreas
    .filter(entry => contains(regionRange(entry.code), code))
    .map(({ code, name, areaKm2 }) => ({ level: divisionLevels[levelOf(code)], name: name.zh, areaM2: areaKm2 * 1e6 }))
}

/** A municipality like Chongqing has the code of a province and is spoken of as a city. */
const divisionLevels = {
  province: 'city',
  city: 'city',
  county: 'county',
  town: 'town',
  village: 'village',
} as const satisfies Record<RegionLevel, DivisionArea['level']>

/** Measured values: impossible ones are refused, unusual ones and those that contradict each other pointed out. */
export function checkSample(water: StatedWater, policy: PolicyValue<'plausibility'>): readonly PlausibilityFinding[] {
  const { sample = {}, type } = water
  const findings = parameterIds.flatMap(id => checkValue(id, sample, policy))
  const depth = sample.waterDepth
  if (depth?.qualifier === 'measured' && type !== undefined && depth.value > policy.depthWarnAboveCm[type]) {
    findings.push(depthUnusual(depth.value, policy.depthWarnAboveCm[type], type))
  }
  return [...findings, ...checkTransparency(sample, policy)]
}

/** Dates in the future, before anybody surveyed, or in the wrong order. */
export function checkDates(water: StatedWater, context: Context): readonly PlausibilityFinding[] {
  const { surveyedOn, sampledOn, completedOn } = water
  const findings = dateNames.flatMap(([field, name]) => checkDate(water[field], name, context))
  const first = surveyedOn ?? sampledOn
  if (findings.length > 0 || first === undefined || completedOn === undefined || completedOn >= first) return findings
  return [
    warn('date.completed-before-survey', {
      zh: `治理完成时间 ${completedOn} 早于排查或采样日期 ${first}。请核对两个日期。`,
      en: `Completed on ${completedOn}, before it was surveyed or sampled on ${first}. Check both dates.`,
    }),
  ]
}

const dateNames = [
  ['surveyedOn', { zh: '排查日期', en: 'date of survey' }],
  ['sampledOn', { zh: '采样日期', en: 'date of sampling' }],
  ['completedOn', { zh: '治理完成时间', en: 'date of completion' }],
] as const satisfies readonly (readonly [keyof StatedWater, Bilingual])[]

function notPositive({ areaM2, lengthM, widthM }: StatedWater): PlausibilityFinding[] {
  const measures = [
    ['area.not-positive', areaM2, { zh: '水域面积', en: 'area' }],
    ['length.not-positive', lengthM, { zh: '长', en: 'length' }],
    ['width.not-positive', widthM, { zh: '宽', en: 'width' }],
  ] as const
  return measures.flatMap(([code, value, name]) =>
    value === undefined || value > 0
      ? []
      : [
          refuse(code, {
            zh: `${name.zh}为 ${value}，应大于 0。未测量请留空，不要填 0。`,
            en: `The ${name.en} is ${value}; it must be above 0. Leave it empty where it was not measured.`,
          }),
        ],
  )
}

function widthBeyondLength(lengthM: number, widthM: number): PlausibilityFinding {
  return warn('width.beyond-length', {
    zh: `宽 ${widthM} 米大于长 ${lengthM} 米，可能长宽填反。请核对。`,
    en: `Width ${widthM} m is more than length ${lengthM} m: perhaps exchanged. Check both.`,
  })
}

function checkSize({ areaM2 }: StatedWater, policy: PolicyValue<'plausibility'>): readonly PlausibilityFinding[] {
  if (areaM2 === undefined) return []
  const [low, high] = policy.typicalAreaM2
  const typical = {
    zh: `公开统计的单个水体约 ${low}–${high} 平方米`,
    en: `published waters measure about ${low} to ${high} m2`,
  }
  if (areaM2 > policy.refuseAboveAreaM2) {
    return [
      refuse('area.impossible', {
        zh: `面积 ${areaM2} 平方米（${areaM2 / 1e6} 平方千米），不可能是一个农村黑臭水体；${typical.zh}。多半是单位写错（平方米误作平方千米或公顷），请核对。`,
        en: `Area ${areaM2} m2 (${areaM2 / 1e6} km2) cannot be one rural black water; ${typical.en}. Probably a slip of unit (m2 written as km2 or hectares): check it.`,
      }),
    ]
  }
  if (areaM2 > policy.warnAboveAreaM2) {
    return [
      warn('area.unusually-large', {
        zh: `面积 ${areaM2} 平方米，大于 ${policy.warnAboveAreaM2} 平方米；${typical.zh}。请核对数值和单位。`,
        en: `Area ${areaM2} m2 is above ${policy.warnAboveAreaM2} m2; ${typical.en}. Check the number and its unit.`,
      }),
    ]
  }
  if (areaM2 >= policy.warnBelowAreaM2) return []
  return [
    warn('area.unusually-small', {
      zh: `面积 ${areaM2} 平方米，小于 ${policy.warnBelowAreaM2} 平方米，可能原单位是亩、公顷或平方千米。请核对单位。`,
      en: `Area ${areaM2} m2 is below ${policy.warnBelowAreaM2} m2: perhaps it was written in mu, hectares or km2. Check the unit.`,
    }),
  ]
}

function checkRatio(water: StatedWater, policy: PolicyValue<'plausibility'>): readonly PlausibilityFinding[] {
  const { areaM2, lengthM, widthM, type } = water
  if (areaM2 === undefined || lengthM === undefined || widthM === undefined) return []
  const product = lengthM * widthM
  const ratio = areaM2 / product
  const bounds = type === undefined ? widest(policy) : policy.areaRatio[type]
  // A tolerance of rounding, so that 1.05 itself does not fail by its last binary digit.
  if (ratio >= bounds.low - 1e-9 && ratio <= bounds.high + 1e-9) return []
  const slip = findUnitSlip(ratio, bounds)
  const sums = {
    zh: `面积 ${areaM2} 平方米，而长 ${lengthM} 米 × 宽 ${widthM} 米 = ${round(product)} 平方米，相差 ${round(ratio)} 倍`,
    en: `Area ${areaM2} m2, but length ${lengthM} m x width ${widthM} m = ${round(product)} m2: a ratio of ${round(ratio)}`,
  }
  if (slip !== undefined)
    return [refuse('area.unit-slip', { zh: `${sums.zh}。${slip.zh}`, en: `${sums.en}. ${slip.en}` })]
  const gross = ratio < policy.refuseRatioBelow || ratio > policy.refuseRatioAbove
  return [
    finding(gross ? 'refuse' : 'warn', 'area.against-length-and-width', {
      zh: `${sums.zh}；合理范围 ${bounds.low}–${bounds.high}（${bounds.why.zh}）。请核对面积、长、宽和单位。`,
      en: `${sums.en}; plausible is ${bounds.low} to ${bounds.high} (${bounds.why.en}). Check area, length, width and their units.`,
    }),
  ]
}

function widest(policy: PolicyValue<'plausibility'>): PolicyValue<'plausibility'>['areaRatio'][WaterType] {
  const all = Object.values(policy.areaRatio)
  return {
    low: Math.min(...all.map(({ low }) => low)),
    high: Math.max(...all.map(({ high }) => high)),
    why: { zh: '水体类型未填，按各类中最宽的范围', en: 'kind of water not stated: the widest range of all kinds' },
  }
}

function beyondDivision(areaM2: number, division: DivisionArea): PlausibilityFinding {
  const times = round(areaM2 / division.areaM2)
  const whole = { village: '全村', town: '全域', county: '全域', city: '全域' } as const satisfies Record<
    DivisionArea['level'],
    string
  >
  const [area, size] = [shownKm2(areaM2), shownKm2(division.areaM2)]
  return refuse('area.beyond-division', {
    zh: `面积 ${area} 平方千米，是${division.name}${whole[division.level]}（${size} 平方千米）的 ${times} 倍，单位有误；是否应为 ${area} 平方米？请核对单位后重填。`,
    en: `Area ${area} km2 is ${times} times the whole of ${division.name} (${size} km2): the unit is wrong. Was ${area} m2 meant? Check the unit and enter it again.`,
  })
}

function largeForVillage(areaM2: number, village: DivisionArea): PlausibilityFinding {
  const percent = Math.round((areaM2 / village.areaM2) * 100)
  return warn('area.large-for-village', {
    zh: `面积 ${areaM2} 平方米，占${village.name}全村（${shownKm2(village.areaM2)} 平方千米）的 ${percent}%。请核对数值、单位和所在村。`,
    en: `Area ${areaM2} m2 is ${percent} % of the whole of ${village.name} (${shownKm2(village.areaM2)} km2). Check the number, its unit and the village.`,
  })
}

function checkValue(id: Parameter, sample: Sample, policy: PolicyValue<'plausibility'>): PlausibilityFinding[] {
  const measurement = sample[id]
  if (measurement === undefined) return []
  const { name, unit, plausible } = parameters[id]
  const shown = unit === 'none' ? `${measurement.value}` : `${measurement.value} ${unit}`
  const [least, most] = plausible
  if (!(measurement.value >= least && measurement.value <= most)) {
    return [
      refuse('value.impossible', {
        zh: `${name.zh} ${shown} 不可能出现（可能范围 ${least}–${most}）${slippedPoint(measurement.value, plausible)?.zh ?? ''}。请对照原始记录重填。`,
        en: `${name.en} ${shown} cannot be (possible is ${least} to ${most})${slippedPoint(measurement.value, plausible)?.en ?? ''}. Enter it again from the original record.`,
      }),
    ]
  }
  const usual = policy.unusual[id]
  if (usual === undefined || measurement.qualifier !== 'measured') return []
  if (measurement.value >= usual[0] && measurement.value <= usual[1]) return []
  return [
    warn('value.unusual', {
      zh: `${name.zh} ${shown} 少见（通常 ${usual[0]}–${usual[1]}）。请对照原始记录核对。`,
      en: `${name.en} ${shown} is unusual (mostly ${usual[0]} to ${usual[1]}). Check it against the original record.`,
    }),
  ]
}

/** pH 72 is most likely 7.2: said as a question, never corrected. */
function slippedPoint(value: number, [least, most]: readonly [number, number]): Bilingual | undefined {
  const tenth = value / 10
  if (!Number.isFinite(tenth) || tenth < least || tenth > most) return undefined
  return { zh: `，是否漏了小数点（${tenth}）？`, en: `; is the decimal point missing (${tenth})?` }
}

function depthUnusual(depthCm: number, mostCm: number, type: WaterType): PlausibilityFinding {
  const { label } = waterTypes[type]
  return warn('depth.unusual', {
    zh: `水深 ${depthCm} 厘米（${depthCm / 100} 米）对${label.zh}少见（通常不超过 ${mostCm} 厘米）。请核对数值和单位。`,
    en: `Depth ${depthCm} cm (${depthCm / 100} m) is unusual for a ${label.en} (mostly up to ${mostCm} cm). Check the number and its unit.`,
  })
}

function checkTransparency(sample: Sample, policy: PolicyValue<'plausibility'>): readonly PlausibilityFinding[] {
  const { secchiDepth: transparency, waterDepth: depth } = sample
  if (transparency === undefined || depth === undefined || depth.qualifier !== 'measured') return []
  // Below a detection limit says nothing of the value; seen to the bottom carries the depth itself.
  if (transparency.qualifier === 'below' || transparency.value <= depth.value) return []
  const beyond = transparency.value - depth.value > policy.transparencyOverDepthToleranceCm
  return [
    finding(beyond ? 'refuse' : 'warn', 'transparency.beyond-depth', {
      zh: `透明度 ${transparency.value} 厘米大于水深 ${depth.value} 厘米。请核对两个数值；看到水底请填“见底”。`,
      en: `Transparency ${transparency.value} cm is more than the depth of ${depth.value} cm. Check both; write 见底 where the bottom was seen.`,
    }),
  ]
}

function checkDate(text: string | undefined, name: Bilingual, { policy, today }: Context): PlausibilityFinding[] {
  if (text === undefined) return []
  if (!isDate(text)) {
    return [
      refuse('date.unreadable', {
        zh: `${name.zh}“${text}”不是有效日期，请写成 2026-11-23。`,
        en: `The ${name.en} "${text}" is no date. Write it like 2026-11-23.`,
      }),
    ]
  }
  if (text > today) {
    return [
      refuse('date.in-future', {
        zh: `${name.zh} ${text} 晚于今天（${today}）。请核对年份。`,
        en: `The ${name.en} ${text} is after today (${today}). Check the year.`,
      }),
    ]
  }
  if (text >= policy.earliestDate) return []
  return [
    refuse('date.too-early', {
      zh: `${name.zh} ${text} 早于 ${policy.earliestDate}。请核对年份。`,
      en: `The ${name.en} ${text} is before ${policy.earliestDate}. Check the year.`,
    }),
  ]
}

/** Rejects 2025-02-30, which `Date` would roll over to March. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function shownKm2(areaM2: number): string {
  return shownNumber(areaM2 / 1e6)
}

function shownNumber(value: number): string {
  return `${Number(value.toPrecision(6))}`
}

/** `toPrecision` takes no more. */
const mostDigits = 100

function round(value: number): number {
  const digits = 2 + Math.max(0, Math.ceil(Math.log10(Math.max(value, 1))) - 1)
  return Number(value.toPrecision(Math.min(digits, mostDigits)))
}

function refuse(code: PlausibilityCode, words: Bilingual): PlausibilityFinding {
  return finding('refuse', code, words)
}

function warn(code: PlausibilityCode, words: Bilingual): PlausibilityFinding {
  return finding('warn', code, words)
}

function finding(severity: 'refuse' | 'warn', code: PlausibilityCode, words: Bilingual): PlausibilityFinding {
  return { code, severity, ...words }
}
