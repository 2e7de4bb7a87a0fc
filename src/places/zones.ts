import { fullCode, levelOf } from '../domain/regions.ts'
import type { RegionCode } from '../domain/regions.ts'
import { Problem, problemKind } from '../domain/problems.ts'
import type { Confidence } from '../domain/words.ts'
import type { DivisionTable } from './divisions.ts'

/**
 * A functional zone (万盛经开区, 高新区) that reports like a county but has no county code: towns of one or more counties.
 * The towns keep their statistical codes in every record; only reports and jurisdictions see the reporting codes. Persisted.
 */
export type Zone = {
  /** Six digits of the statistics pattern for zones: the last two are 71 to 89, as in `500171`. */
  readonly code: string
  readonly name: string
  /** The edition whose town codes stand here. */
  readonly edition: string
  readonly source: string
  readonly confidence: Confidence
  /** In the order of joining: a town that joins later is added at the end, so that no reporting code changes. */
  readonly towns: readonly ZoneTown[]
}

/** A town of a zone: the code it has in the edition, and the code it reports under. */
export type ZoneTown = { readonly statistical: RegionCode; readonly reporting: RegionCode }

export const zoneCodeWrong = problemKind<{ code: string }>({
  code: 'zone.code-wrong',
  status: 422,
  title: { zh: '功能区代码不合规', en: 'Wrong zone code' },
  say: ({ code }) => ({
    zh: `功能区代码“${code}”应为六位数字且末两位在 71 至 89 之间，例如 500171。`,
    en: `Zone code “${code}” must be six digits ending in 71 to 89, such as 500171.`,
  }),
})

export const zoneTownUnknown = problemKind<{ code: string; edition: string }>({
  code: 'zone.town-unknown',
  status: 422,
  title: { zh: '区划中没有此乡镇', en: 'No such town in the edition' },
  say: ({ code, edition }) => ({
    zh: `${edition} 年版区划中没有代码为 ${code} 的乡镇或街道，或它在别的省。请核对功能区所辖乡镇。`,
    en: `Edition ${edition} has no town ${code}, or it lies in another province. Check the towns of the zone.`,
  }),
})

export const zoneTownTaken = problemKind<{ code: string; zone: string }>({
  code: 'zone.town-taken',
  status: 409,
  title: { zh: '乡镇已属某功能区', en: 'Town already in a zone' },
  say: ({ code, zone }) => ({
    zh: `乡镇 ${code} 已列入“${zone}”，一个乡镇只能由一个功能区上报。请先从原功能区移出。`,
    en: `Town ${code} already belongs to “${zone}”; a town reports through one zone only. Remove it there first.`,
  }),
})

/** What is needed to define a zone. */
export type NewZone = Omit<Zone, 'towns' | 'edition'> & { readonly statisticalTowns: readonly RegionCode[] }

/**
 * Defines a zone over the towns of an edition. A town keeps its three digits in the reporting code where they are free in
 * the zone; else it gets the first free number from 901 up (two counties may number their towns alike).
 *
 * @param others zones defined already; a town may belong to one zone only
 * @throws Problem `zone.code-wrong`, `zone.town-unknown`, `zone.town-taken`
 */
export function defineZone(table: DivisionTable, wanted: NewZone, others: readonly Zone[] = []): Zone {
  const { statisticalTowns, ...rest } = wanted
  if (!/^\d{4}(?:7[1-9]|8\d)$/.test(rest.code)) throw new Problem(zoneCodeWrong, { code: rest.code })
  const taken = new Map(others.flatMap(zone => zone.towns.map(town => [town.statistical, zone.name] as const)))
  const towns: ZoneTown[] = []
  for (const statistical of statisticalTowns) {
    checkTown(table, statistical, rest.code)
    const holder = taken.get(statistical)
    if (holder !== undefined) throw new Problem(zoneTownTaken, { code: statistical, zone: holder })
    taken.set(statistical, rest.name)
    towns.push({ statistical, reporting: freeReportingCode(rest.code, statistical, towns) })
  }
  return { ...rest, edition: table.edition, towns }
}

/**
 * The code a place reports under: its own, or the zone's where its town is run by a zone. Villages keep their three digits.
 *
 * @example reportingCodeOf([wansheng], '500110021003') // '500171021003' where 500110021 is a town of 万盛经开区
 */
export function reportingCodeOf(zones: readonly Zone[], statistical: RegionCode): RegionCode {
  const town = zoneTownOf(zones, statistical, 'statistical')
  return town ? town.reporting.slice(0, 9) + statistical.slice(9) : statistical
}

/** The way back: the statistical code behind a reporting code. A zone's own county-level code stays as it is. */
export function statisticalCodeOf(zones: readonly Zone[], reporting: RegionCode): RegionCode {
  const town = zoneTownOf(zones, reporting, 'reporting')
  return town ? town.statistical.slice(0, 9) + reporting.slice(9) : reporting
}

/** The zone that runs the town of a statistical code, if any. */
export function zoneOf(zones: readonly Zone[], statistical: RegionCode): Zone | undefined {
  const town = fullCode(statistical.slice(0, 9))
  return zones.find(zone => zone.towns.some(one => one.statistical === town))
}

function zoneTownOf(zones: readonly Zone[], code: RegionCode, by: keyof ZoneTown): ZoneTown | undefined {
  const town = fullCode(code.slice(0, 9))
  return zones.flatMap(zone => zone.towns).find(one => one[by] === town)
}

function checkTown(table: DivisionTable, code: RegionCode, zoneCode: string): void {
  const known = table.byCode.has(code) && levelOf(code) === 'town' && code.slice(0, 2) === zoneCode.slice(0, 2)
  if (!known) throw new Problem(zoneTownUnknown, { code, edition: table.edition })
}

function freeReportingCode(zoneCode: string, statistical: RegionCode, towns: readonly ZoneTown[]): RegionCode {
  const used = new Set(towns.map(town => town.reporting))
  const kept = fullCode(zoneCode + statistical.slice(6, 9))
  if (!used.has(kept)) return kept
  let number = 901
  while (used.has(fullCode(zoneCode + number))) number++
  return fullCode(zoneCode + number)
}
