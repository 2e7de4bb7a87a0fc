import type { RegionLevel } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import { childrenOf, fullName, pathTo } from './divisions.ts'
import type { Division } from './divisions.ts'
import { lookUp } from './gazetteer.ts'
import type { Gazetteer, NameIndex } from './gazetteer.ts'
import { nearestNames, suggestionLimit } from './suggestions.ts'

/** Why a written place was not resolved. Persisted: import reports name it. */
export type RefusalReason = 'ambiguous' | 'absent' | 'not-stated'

/** A refused place: what was written, at which level it stopped, and what a person can choose from. */
export type UnresolvedPlace = {
  readonly outcome: RefusalReason
  readonly level: RegionLevel
  readonly written: string
  /** Those that fit equally (`ambiguous`, `not-stated`), or the nearest names (`absent`): to choose from, never chosen. */
  readonly candidates: readonly Division[]
  readonly words: Bilingual
}

const levelWords = {
  province: { zh: '省', en: 'province' },
  city: { zh: '市', en: 'city' },
  county: { zh: '区县', en: 'county' },
  town: { zh: '乡镇（街道）', en: 'town' },
  village: { zh: '村（社区）', en: 'village' },
} as const satisfies Record<RegionLevel, Bilingual>

export function ambiguous(
  gazetteer: Gazetteer,
  at: { readonly written: string; readonly level: RegionLevel; readonly candidates: readonly Division[] },
): UnresolvedPlace {
  const { written, level, candidates } = at
  const list = listed(gazetteer, candidates)
  return {
    outcome: 'ambiguous',
    level,
    written,
    candidates,
    words: {
      zh: `“${written}”可能是：${list.zh}。请写出全称（如带上“村委会”“社区”或上级地名）。`,
      en: `“${written}” may be: ${list.en}. Write the full name (with 村委会, 社区, or the division above it).`,
    },
  }
}

export function absent(
  gazetteer: Gazetteer,
  at: {
    readonly parent: Division | undefined
    readonly written: string
    readonly level: RegionLevel
    readonly index: NameIndex
  },
): UnresolvedPlace {
  const near = nearestNames(at.index, at.written).map(named => named.division)
  const elsewhere = at.level === 'village' ? elsewhereInCounty(gazetteer, at.parent, at.written) : []
  const candidates = [...elsewhere, ...near].slice(0, suggestionLimit)
  return {
    outcome: 'absent',
    level: at.level,
    written: at.written,
    candidates,
    words: absentWords(gazetteer, at, candidates),
  }
}

/** The village is written but its town is not: refused with the villages of that name in the county. */
export function notStated(gazetteer: Gazetteer, county: Division, village: string): UnresolvedPlace {
  const found = lookUp(gazetteer.villagesOf(county.code), village)
  const candidates = (found?.best ?? []).map(named => named.division).slice(0, suggestionLimit)
  const list = listed(gazetteer, candidates)
  const hint =
    candidates.length === 0
      ? { zh: '', en: '' }
      : { zh: `该区县同名的有：${list.zh}。`, en: ` Of that name in the county: ${list.en}.` }
  return {
    outcome: 'not-stated',
    level: 'town',
    written: village,
    candidates,
    words: {
      zh: `写了村名“${village}”，但乡镇（街道）一栏为空。${hint.zh}请补填乡镇。`,
      en: `The village “${village}” is stated but its town is empty.${hint.en} Fill in the town.`,
    },
  }
}

function elsewhereInCounty(gazetteer: Gazetteer, town: Division | undefined, written: string): readonly Division[] {
  const county = town && pathTo(gazetteer.table, town.code).at(-2)
  if (!county) return []
  const found = lookUp(gazetteer.villagesOf(county.code), written)
  return (found?.best ?? []).map(named => named.division)
}

function absentWords(
  gazetteer: Gazetteer,
  at: { readonly parent: Division | undefined; readonly written: string; readonly level: RegionLevel },
  candidates: readonly Division[],
): Bilingual {
  const { table } = gazetteer
  const where = at.parent ? fullName(table, at.parent.code) : table.edition
  const empty = at.parent && childrenOf(table, at.parent.code).length === 0 && !isZone(gazetteer, at.parent)
  const list = listed(gazetteer, candidates)
  const near =
    candidates.length === 0 ? { zh: '', en: '' } : { zh: `相近的有：${list.zh}。`, en: ` Near it: ${list.en}.` }
  if (empty) {
    return {
      zh: `区划表中“${where}”下面没有任何${levelWords[at.level].zh}，无法核对“${at.written}”。请先导入完整的区划。`,
      en: `The table has no ${levelWords[at.level].en} at all under ${where}, so “${at.written}” cannot be checked. Import the complete divisions first.`,
    }
  }
  return {
    zh: `${table.edition} 年版区划中${at.parent ? `“${where}”下` : ''}没有${levelWords[at.level].zh}“${at.written}”。${near.zh}${remedies[at.level].zh}`,
    en: `Edition ${table.edition} has no ${levelWords[at.level].en} “${at.written}”${at.parent ? ` under ${where}` : ''}.${near.en} ${remedies[at.level].en}`,
  }
}

const correctIt = {
  zh: '请改正名称，或导入包含它的区划版本。',
  en: 'Correct the name, or import an edition that has it.',
}

const remedies = {
  province: correctIt,
  city: correctIt,
  county: correctIt,
  town: correctIt,
  village: {
    zh: '请改正名称；若此地确不在该版区划中，可登记为“据来源”的地名。',
    en: 'Correct the name; if the place is indeed not in this edition, register it as a name “per source”.',
  },
} as const satisfies Record<RegionLevel, Bilingual>

function isZone(gazetteer: Gazetteer, parent: Division): boolean {
  return gazetteer.zones.some(zone => parent.code.startsWith(zone.code))
}

function listed(gazetteer: Gazetteer, divisions: readonly Division[]): Bilingual {
  const names = divisions.map(one => ({ name: fullName(gazetteer.table, one.code), code: one.code }))
  return {
    zh: names.map(({ name, code }) => `${name}（${code}）`).join('、'),
    en: names.map(({ name, code }) => `${name} (${code})`).join(', '),
  }
}
