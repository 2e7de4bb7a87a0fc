import { fullCode, levelOf } from '../../domain/regions.ts'
import type { RegionCode, TownMove } from '../../domain/regions.ts'
import { Problem, problemKind } from '../../domain/problems.ts'
import type { Confidence } from '../../domain/words.ts'
import type { DivisionTable } from '../divisions.ts'

/**
 * A functional zone (万盛经开区, 高新区) that reports like a county but has no county code: towns of one or more counties.
 * The code book keeps the towns under their statistical codes; records, jurisdictions and reports of what stands there carry the
 * reporting codes, and follow when a town joins or leaves. Persisted.
 */
export type Zone = {
  /** Six digits of the statistics pattern for zones: the last two are 71 to 89, as in `500171`. */
  readonly code: string
  readonly name: string
  /** The edition whose town codes stand here. */
  readonly edition: string
  readonly source: string
  readonly confidence: Confidence
  /** In the order of joining: a town that joins later is added at the end, so that no reporting code changes. Empty: dissolved. */
  readonly towns: readonly ZoneTown[]
  /** Towns that left. Their reporting codes are kept for them and never given to another. */
  readonly formerTowns: readonly ZoneTown[]
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
export type NewZone = Omit<Zone, 'towns' | 'formerTowns' | 'edition'> & {
  readonly statisticalTowns: readonly RegionCode[]
}

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
  return withTowns(table, { ...rest, edition: table.edition, towns: [], formerTowns: [] }, statisticalTowns, others)
}

/**
 * The zone with other towns. Towns that stay keep their reporting codes and their order; those that join come after them, one
 * that comes back with the code it had. No town at all dissolves the zone.
 *
 * @param others the other zones
 * @throws Problem `zone.town-unknown`, `zone.town-taken`
 */
export function withTowns(
  table: DivisionTable,
  zone: Zone,
  statisticalTowns: readonly RegionCode[],
  others: readonly Zone[],
): Zone {
  const twice = statisticalTowns.find((code, index) => statisticalTowns.indexOf(code) !== index)
  if (twice !== undefined) throw new Problem(zoneTownTaken, { code: twice, zone: zone.name })
  const holders = new Map(others.flatMap(other => other.towns.map(town => [town.statistical, other.name] as const)))
  const stays = (town: ZoneTown) => statisticalTowns.includes(town.statistical)
  const towns = zone.towns.filter(stays)
  const known = [...zone.towns, ...zone.formerTowns]
  for (const statistical of statisticalTowns) {
    if (towns.some(town => town.statistical === statistical)) continue
    checkTown(table, statistical, zone.code)
    const holder = holders.get(statistical)
    if (holder !== undefined) throw new Problem(zoneTownTaken, { code: statistical, zone: holder })
    const before = known.find(town => town.statistical === statistical)
    towns.push(before ?? { statistical, reporting: freeReportingCode(zone.code, statistical, [...known, ...towns]) })
  }
  return { ...zone, edition: table.edition, towns, formerTowns: known.filter(town => !stays(town)) }
}

/**
 * From which codes the records of a zone's towns, past and present, have to go where, as things stand now: it does not matter how
 * often and in which order changes are followed.
 *
 * @example movesOf([wansheng], wansheng)[0] // { from: '500110004000', to: '500171004000' }
 */
export function movesOf(zones: readonly Zone[], zone: Zone): readonly TownMove[] {
  return [...zone.towns, ...zone.formerTowns].flatMap(({ statistical, reporting }) => {
    const to = reportingCodeOf(zones, statistical)
    return [statistical, reporting].filter(from => from !== to).map(from => ({ from, to }))
  })
}

/**
 * The code a place reports under: its own, or the zone's where its town is run by a zone. Villages keep their three digits.
 *
 * @example reportingCodeOf([wansheng], '500110021003') // '500171021003' where 500110021 is a town of 万盛经开区
 */
export function reportingCodeOf(zones: readonly Zone[], statistical: RegionCode): RegionCode {
  const code = fullCode(statistical.slice(0, 9))
  const town = zones.flatMap(zone => zone.towns).find(one => one.statistical === code)
  return town ? town.reporting.slice(0, 9) + statistical.slice(9) : statistical
}

/** The way back: the statistical code behind a reporting code, also one of a town that left. A zone's own code stays as it is. */
export function statisticalCodeOf(zones: readonly Zone[], reporting: RegionCode): RegionCode {
  const code = fullCode(reporting.slice(0, 9))
  const town = zones.flatMap(zone => [...zone.towns, ...zone.formerTowns]).find(one => one.reporting === code)
  return town ? town.statistical.slice(0, 9) + reporting.slice(9) : reporting
}

/** The zone that runs the town of a statistical code, if any. */
export function zoneOf(zones: readonly Zone[], statistical: RegionCode): Zone | undefined {
  const town = fullCode(statistical.slice(0, 9))
  return zones.find(zone => zone.towns.some(one => one.statistical === town))
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
