import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { SurroundingValues } from './contract.ts'

/** Fields of works and settlements as people read them; units stand with the name. */
export const surroundingFields = {
  sort: { zh: '类别', en: 'sort' },
  name: { zh: '名称', en: 'name' },
  regionCode: { zh: '行政区划', en: 'division' },
  kind: { zh: '设施类型', en: 'kind of works' },
  state: { zh: '运行状态', en: 'state' },
  capacityM3PerDay: { zh: '设计规模（m³/d）', en: 'design capacity (m³/d)' },
  treatedM3PerDay: { zh: '实际处理量（m³/d）', en: 'treated (m³/d)' },
  treatedOn: { zh: '处理量统计日期', en: 'day of the treated flow' },
  households: { zh: '户数', en: 'households' },
  people: { zh: '人口', en: 'people' },
  handling: { zh: '污水去向', en: 'where its sewage goes' },
  livestock: { zh: '畜禽养殖', en: 'livestock' },
  dischargeStandard: { zh: '排放标准', en: 'discharge standard' },
  operator: { zh: '运维单位', en: 'operator' },
  document: { zh: '依据文件', en: 'document' },
  position: { zh: '位置', en: 'position' },
  note: { zh: '备注', en: 'note' },
} as const satisfies Record<string, Bilingual>
export type SurroundingField = keyof typeof surroundingFields

export type SurroundingFault = { readonly field: SurroundingField; readonly words: Bilingual }

type Slips = PolicyValue<'surroundings'>['slips']

/**
 * What cannot be as it is written, each fault with its field: a slip of units, a flow without its day, a day to come. What is left out
 * is not known and no fault.
 *
 * @param today YYYY-MM-DD, China time
 */
export function findFaults(
  values: SurroundingValues,
  { slips, today }: { readonly slips: Slips; readonly today: string },
): readonly SurroundingFault[] {
  return values.sort === 'facility'
    ? [...flowFaults(values, slips, today), ...capacityFaults(values, slips)]
    : peopleFaults(values, slips)
}

type Facility = Extract<SurroundingValues, { sort: 'facility' }>
type Settlement = Extract<SurroundingValues, { sort: 'settlement' }>

function flowFaults({ treatedM3PerDay, treatedOn, capacityM3PerDay }: Facility, slips: Slips, today: string) {
  const faults: SurroundingFault[] = []
  if (treatedM3PerDay !== undefined && treatedOn === undefined) faults.push({ field: 'treatedOn', words: dayMissing })
  if (treatedM3PerDay === undefined && treatedOn !== undefined)
    faults.push({ field: 'treatedM3PerDay', words: flowMissing })
  if (treatedOn !== undefined && treatedOn > today)
    faults.push({ field: 'treatedOn', words: dayToCome(treatedOn, today) })
  const most = capacityM3PerDay === undefined ? undefined : capacityM3PerDay * slips.flowAboveCapacityTimes
  if (treatedM3PerDay !== undefined && most !== undefined && treatedM3PerDay > most) {
    faults.push({ field: 'treatedM3PerDay', words: flowTooHigh(treatedM3PerDay, capacityM3PerDay ?? 0, slips) })
  }
  return faults
}

function capacityFaults({ capacityM3PerDay, households }: Facility, slips: Slips): readonly SurroundingFault[] {
  if (capacityM3PerDay === undefined || households === undefined || households === 0) return []
  if (capacityM3PerDay <= households * slips.mostM3PerHouseholdDay) return []
  return [{ field: 'capacityM3PerDay', words: capacityTooHigh(capacityM3PerDay, households, slips) }]
}

function peopleFaults({ people, households }: Settlement, slips: Slips): readonly SurroundingFault[] {
  if (people === undefined || households === undefined) return []
  if (households > people) return [{ field: 'households', words: moreHouseholds(households, people) }]
  if (people <= households * slips.mostPeoplePerHousehold) return []
  return [{ field: 'people', words: tooManyPeople(people, households, slips) }]
}

const dayMissing: Bilingual = {
  zh: '填写了实际处理量，但没有统计日期。请补充处理量是哪一天（或截至哪一天）的。',
  en: 'A treated flow is given without its day. Add the day it was measured or counted up to.',
}
const flowMissing: Bilingual = {
  zh: '填写了统计日期，但没有实际处理量。请补充处理量，或清空日期。',
  en: 'A day is given without the treated flow. Add the flow, or clear the day.',
}
const dayToCome = (day: string, today: string): Bilingual => ({
  zh: `统计日期 ${day} 晚于今天（${today}）。请核对日期。`,
  en: `The day ${day} is later than today (${today}). Check it.`,
})
const flowTooHigh = (flow: number, capacity: number, { flowAboveCapacityTimes }: Slips): Bilingual => ({
  zh: `实际处理量 ${flow} m³/d 超过设计规模 ${capacity} m³/d 的 ${flowAboveCapacityTimes} 倍。请核对单位：是不是写成了每月或每年的量。`,
  en: `${flow} m³/d treated is more than ${flowAboveCapacityTimes} times the design capacity of ${capacity} m³/d. Check the unit: it may be a month's or a year's flow.`,
})
const capacityTooHigh = (capacity: number, households: number, { mostM3PerHouseholdDay }: Slips): Bilingual => ({
  zh: `设计规模 ${capacity} m³/d 服务 ${households} 户，每户超过 ${mostM3PerHouseholdDay} m³/d。请核对单位和户数。`,
  en: `${capacity} m³/d for ${households} households is more than ${mostM3PerHouseholdDay} m³/d each. Check the unit and the households.`,
})
const moreHouseholds = (households: number, people: number): Bilingual => ({
  zh: `户数 ${households} 多于人口 ${people}。请核对两栏是否填反。`,
  en: `There are more households (${households}) than people (${people}). Check whether the two were exchanged.`,
})
const tooManyPeople = (people: number, households: number, { mostPeoplePerHousehold }: Slips): Bilingual => ({
  zh: `${households} 户 ${people} 人，每户超过 ${mostPeoplePerHousehold} 人。请核对。`,
  en: `${people} people in ${households} households are more than ${mostPeoplePerHousehold} each. Check them.`,
})
