import { stages, type Stage } from '../domain/lifecycle.ts'
import { countyOf, fullCode, type RegionCode } from '../domain/regions.ts'
import {
  supervisionListIds,
  supervisionLists,
  waterTypes,
  type SupervisionList,
  type WaterType,
} from '../domain/waters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import type { PolicyEdition, PolicyValue } from '../policy/policy.ts'

/** Something an officer should see; what was asked still happens. */
export type Warning = { readonly code: string; readonly severity: 'warn' } & Bilingual

/** Why something cannot be done, and what to do instead. */
export type RegisterRefusal = { readonly code: string; readonly severity: 'refuse' } & Bilingual

export type ListBasis = {
  /** `undefined`: not measured, never zero. */
  readonly areaM2: number | undefined
  /** 群众反映强烈: puts a water of any size in scope. */
  readonly strongComplaints: boolean
}

export type DerivedList = {
  readonly list: SupervisionList | undefined
  readonly scope: 'in' | 'out' | 'unknown'
  readonly words: Bilingual
  readonly citation: Citation
}

/**
 * The list on which a water identified as black-and-odorous belongs by its area: >= 2,000 m2 national, below it municipal,
 * out of scope below 200 m2 unless residents complain strongly. Limits and source come with the policy edition. The county
 * list is never derived: waters enter it by hand.
 *
 * @example deriveList({ areaM2: 2000, strongComplaints: false }, policyAt('lists', today)).list // 'national'
 */
export function deriveList(basis: ListBasis, policy: PolicyEdition<'lists'>): DerivedList {
  const { citation, value } = policy
  const { areaM2, strongComplaints } = basis
  if (areaM2 === undefined)
    return { list: undefined, scope: strongComplaints ? 'in' : 'unknown', words: areaMissing, citation }
  if (areaM2 < value.scopeFromM2 && !strongComplaints) {
    return { list: undefined, scope: 'out', words: outOfScope(areaM2, value.scopeFromM2), citation }
  }
  const list = areaM2 >= value.nationalFromM2 ? 'national' : 'municipal'
  return { list, scope: 'in', words: inScope(basis, value, list), citation }
}

/**
 * A declared list stays as stated; where the area says otherwise, this is the warning to show beside it (national waters below
 * 2,000 m2 are common: large or difficult ones may be promoted, and three of the four rows of Tianshui's notice of 2025 are so).
 */
export function compareDeclaredList(
  declared: SupervisionList,
  basis: ListBasis,
  policy: PolicyEdition<'lists'>,
): Warning | undefined {
  const derived = deriveList(basis, policy)
  if (derived.scope === 'unknown' || derived.list === declared || declared === 'county') return undefined
  if (basis.areaM2 === undefined) return undefined
  const stated = supervisionLists[declared]
  const would = derived.list === undefined ? nowhere : supervisionLists[derived.list]
  return {
    code: 'list.differs-from-area',
    severity: 'warn',
    zh: `公告列为${stated.zh}，按面积应为${would.zh}（${derived.words.zh}）。按公告保留；如有误请注明理由后调整。`,
    en: `The notice states the ${stated.en}; by area it would be the ${would.en} (${derived.words.en}). Kept as stated; if it is a mistake, change the list and give the reason.`,
  }
}

/** `promoted` is towards the national list. */
export function directionOfListChange(from: SupervisionList, to: SupervisionList): 'promoted' | 'demoted' | 'same' {
  const steps = supervisionListIds.indexOf(from) - supervisionListIds.indexOf(to)
  if (steps === 0) return 'same'
  return steps > 0 ? 'promoted' : 'demoted'
}

/** The kinds of water a county surveys: its own where policy names it, else the usual ones. Any code at or below county level. */
export function waterTypesOf(code: RegionCode, policy: PolicyValue<'water-types'>): readonly WaterType[] {
  const county = countyOf(code)
  const own = policy.counties.find(entry => county !== undefined && entry.code === fullCode(county))
  return own?.types ?? policy.byDefault
}

/** Warns where a county does not survey this kind of water; the water may still be declared by a higher office's list. */
export function checkWaterType(
  type: WaterType,
  code: RegionCode,
  policy: PolicyValue<'water-types'>,
): Warning | undefined {
  const allowed = waterTypesOf(code, policy)
  if (allowed.includes(type)) return undefined
  const names = allowed.map(id => waterTypes[id].label)
  return {
    code: 'type.not-surveyed-here',
    severity: 'warn',
    zh: `本区县排查的水体类型为${names.map(name => name.zh).join('、')}，不含${waterTypes[type].label.zh}。请核对类型，或由管理员在政策中增加。`,
    en: `This county surveys ${names.map(name => name.en).join(', ')}, not ${waterTypes[type].label.en}. Check the kind, or have it added to the policy.`,
  }
}

export type Colour = PolicyValue<'traffic-light'>['byStage'][Stage]

/** A colour set by hand, with its reason. It holds while the water stays in the stage in which it was set. */
export type ColourByHand = { readonly colour: Colour; readonly reason: string; readonly at: string }

export type Status = {
  readonly colour: Colour
  readonly byHand: boolean
  readonly words: Bilingual
  readonly citation: Citation
}

/**
 * Red, yellow or green, and why. A colour set by hand counts until the water enters its next stage.
 *
 * @param water `enteredAt` and `byHand.at` are ISO 8601 with offset
 */
export function statusOf(
  water: { readonly stage: Stage; readonly enteredAt: string; readonly byHand?: ColourByHand },
  policy: PolicyEdition<'traffic-light'>,
): Status {
  const { byHand, stage, enteredAt } = water
  const { citation, value } = policy
  if (byHand !== undefined && Date.parse(byHand.at) >= Date.parse(enteredAt)) {
    return { colour: byHand.colour, byHand: true, words: setByHand(byHand, value), citation }
  }
  const colour = value.byStage[stage]
  return { colour, byHand: false, words: byStage(stage, colour, value), citation }
}

/** A number that an authority gave the water. One water has several; issuer and number together are unique. */
export type ExternalNumber = {
  readonly issuer: string
  readonly number: string
  /** YYYY-MM-DD */
  readonly issuedOn: string
}

/**
 * Why a number cannot be added; `undefined` where it can. Spaces, full-width digits and case do not make another number.
 *
 * @param known numbers already on record, this water's included
 * @param today YYYY-MM-DD, China time
 */
export function refuseExternalNumber(
  added: ExternalNumber,
  known: readonly ExternalNumber[],
  today: string,
): RegisterRefusal | undefined {
  const refuse = (code: string, zh: string, en: string) => ({ code, severity: 'refuse', zh, en }) as const
  if (plainText(added.issuer) === '')
    return refuse('number.no-issuer', '请填写编号的发放单位。', 'Name the issuer of the number.')
  if (plainText(added.number) === '') return refuse('number.empty', '请填写编号。', 'Give the number.')
  if (!isDate(added.issuedOn)) {
    return refuse(
      'number.date',
      `发放日期“${added.issuedOn}”无法识别，请写成 2026-11-23。`,
      `Cannot read the date of issue "${added.issuedOn}". Write it like 2026-11-23.`,
    )
  }
  if (added.issuedOn > today) {
    return refuse(
      'number.in-future',
      `发放日期 ${added.issuedOn} 晚于今天，请核对。`,
      `The date of issue ${added.issuedOn} is in the future. Check it.`,
    )
  }
  if (known.some(number => sameNumber(number, added))) {
    return refuse(
      'number.taken',
      `${added.issuer}的编号 ${added.number} 已登记。请核对编号，或查看已登记的水体。`,
      `Number ${added.number} of ${added.issuer} is already on record. Check it, or look at the water that has it.`,
    )
  }
  return undefined
}

export function sameNumber(a: ExternalNumber, b: ExternalNumber): boolean {
  return plainText(a.issuer) === plainText(b.issuer) && plainText(a.number) === plainText(b.number)
}

const areaMissing: Bilingual = {
  zh: '水域面积未填写，无法按面积确定清单；请补测面积',
  en: 'the area is not known, so no list follows from it; measure it',
}
const nowhere: Bilingual = { zh: '不列入清单', en: 'absence from every list' }

function outOfScope(areaM2: number, fromM2: number): Bilingual {
  return {
    zh: `面积 ${areaM2} 平方米，小于 ${fromM2} 平方米且无群众强烈反映，不在排查范围`,
    en: `area ${areaM2} m2 is below ${fromM2} m2 and residents do not complain strongly: out of scope`,
  }
}

function inScope(basis: ListBasis, limits: PolicyValue<'lists'>, list: SupervisionList): Bilingual {
  const small = basis.areaM2 !== undefined && basis.areaM2 < limits.scopeFromM2
  const sign = list === 'national' ? { zh: '不小于', en: 'at least' } : { zh: '小于', en: 'below' }
  return {
    zh: `面积 ${basis.areaM2} 平方米，${sign.zh} ${limits.nationalFromM2} 平方米${small ? `；虽小于 ${limits.scopeFromM2} 平方米，群众反映强烈，纳入范围` : ''}`,
    en: `area ${basis.areaM2} m2 is ${sign.en} ${limits.nationalFromM2} m2${small ? `; below ${limits.scopeFromM2} m2 but in scope because residents complain strongly` : ''}`,
  }
}

function setByHand(byHand: ColourByHand, value: PolicyValue<'traffic-light'>): Bilingual {
  const { label } = value.colours[byHand.colour]
  return { zh: `人工调整为${label.zh}：${byHand.reason}`, en: `set to ${label.en} by hand: ${byHand.reason}` }
}

function byStage(stage: Stage, colour: Colour, value: PolicyValue<'traffic-light'>): Bilingual {
  const { label, meaning } = value.colours[colour]
  const at = stages[stage].label
  return { zh: `${label.zh}：${meaning.zh}（阶段：${at.zh}）`, en: `${label.en}: ${meaning.en} (stage: ${at.en})` }
}

function plainText(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
}

/** Rejects 2025-02-30, which `Date` would roll over to March. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
