import type { RegionLevel } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import { plainText } from './written-names.ts'
import type { NameParts } from './written-names.ts'

type Pair = { readonly written: string; readonly matched: string }

/**
 * Every way in which a written name may differ from the edition's and still be the same place, worded for the report.
 * Nothing beyond this list ever matches. Persisted: import reports name them.
 */
export const correspondenceWords = {
  'plain-writing': ({ written, matched }) => ({
    zh: `“${written}”与“${matched}”只是空格或全角半角不同。`,
    en: `“${written}” differs from “${matched}” in spaces or character width only.`,
  }),
  'parent-prefix': ({ written, matched }) => ({
    zh: `“${written}”前面带有上级地名，按“${matched}”对应。`,
    en: `“${written}” begins with the name of a higher division; read as “${matched}”.`,
  }),
  'committee-words': ({ written, matched }) => ({
    zh: `“${written}”对应区划中的“${matched}”：只是“村委会、居委会、社区”等字样有无或写法不同。`,
    en: `“${written}” is “${matched}” of the edition: only the words for its committee (村委会, 居委会, 社区) differ.`,
  }),
  'suffix-omitted': ({ written, matched }) => ({
    zh: `“${written}”未写明类别，对应区划中的“${matched}”，同一上级下没有第二个同名者。`,
    en: `“${written}” does not say what it is; it is “${matched}”, the only one of that name under the same parent.`,
  }),
  'suffix-added': ({ written, matched }) => ({
    zh: `区划中写作“${matched}”，没有“${written}”的后缀；同一上级下没有第二个同名者。`,
    en: `The edition writes “${matched}”, without the ending of “${written}”; no other bears the name under the same parent.`,
  }),
  'village-now-community': ({ written, matched }) => ({
    zh: `“${written}”在该版区划中已是同一乡镇的居委会“${matched}”（村改居），按此对应。`,
    en: `“${written}” is now the residents' committee “${matched}” of the same town in this edition (village turned community).`,
  }),
  'community-now-village': ({ written, matched }) => ({
    zh: `“${written}”在该版区划中是同一乡镇的村委会“${matched}”，按此对应。`,
    en: `“${written}” is the village “${matched}” of the same town in this edition.`,
  }),
  'subdistrict-short': ({ written, matched }) => ({
    zh: `“${written}”是“${matched}”的另一种写法（街、街道、街道办事处）。`,
    en: `“${written}” is another way of writing the subdistrict “${matched}” (街, 街道, 街道办事处).`,
  }),
  'government-words': ({ written, matched }) => ({
    zh: `“${written}”带有“人民政府”等字样，对应“${matched}”。`,
    en: `“${written}” carries the words for its government; it is “${matched}”.`,
  }),
  'peoples-omitted': ({ written, matched }) => ({
    zh: `“${written}”省略了民族名称，对应“${matched}”。`,
    en: `“${written}” leaves out the name of the people; it is “${matched}”.`,
  }),
  'rank-changed': ({ written, matched }) => ({
    zh: `“${written}”在该版区划中是“${matched}”（乡、镇、街道或县、区、市建制已变），名称相同，按此对应。`,
    en: `“${written}” is “${matched}” in this edition: same name, another rank (township, town, subdistrict; county, district, city).`,
  }),
  'reports-to-zone': ({ written, matched }) => ({
    zh: `“${written}”由功能区“${matched}”管理并上报，区划代码仍保留原编码。`,
    en: `“${written}” is run by the functional zone “${matched}” and reports there; its statistical code is kept.`,
  }),
  'alias-per-source': ({ written, matched }) => ({
    zh: `“${written}”不在该版区划中，是登记的“据来源”地名（${matched}），没有代用编码，区划只记到乡镇。`,
    en: `“${written}” is not in this edition; it is registered “per source” (${matched}), has no substitute code, and is filed under its town.`,
  }),
} as const satisfies Record<string, (pair: Pair) => Bilingual>

export type CorrespondenceKind = keyof typeof correspondenceWords

/** One named difference between what was written and what it stands for. */
export type Correspondence = Pair & {
  readonly kind: CorrespondenceKind
  readonly level: RegionLevel
  readonly words: Bilingual
}

export function correspondence(kind: CorrespondenceKind, level: RegionLevel, pair: Pair): Correspondence {
  return { kind, level, ...pair, words: correspondenceWords[kind](pair) }
}

/** How well a written name fits a division: 0 is exact; a lower rank beats every higher one. */
export type Fit = { readonly rank: number; readonly kind?: CorrespondenceKind }

/**
 * Compares a written name with one of the edition's names of the same level.
 *
 * @returns `undefined` where they are not the same place by any named correspondence
 * @example fitOf(nameParts('邾城街', 'town'), nameParts('邾城街道', 'town'), 'town') // { rank: 1, kind: 'subdistrict-short' }
 */
export function fitOf(written: NameParts, official: NameParts, level: RegionLevel): Fit | undefined {
  if (written.text === official.text) return { rank: 0 }
  return level === 'village' ? villageFit(written, official) : upperFit(written, official)
}

function villageFit(written: NameParts, official: NameParts): Fit | undefined {
  if (written.sort === 'unstated') return omitted(written, official)
  // 石角社区居民委员会 and 石角社区村民委员会 stand side by side in one town: the same sort goes first.
  if (written.stem === official.stem) return { rank: written.sort === official.sort ? 1 : 2, kind: 'committee-words' }
  if (written.base !== official.base) return undefined
  if (written.sort === official.sort) return { rank: 2, kind: 'committee-words' }
  if (official.sort === 'community') return { rank: 4, kind: 'village-now-community' }
  return { rank: 4, kind: official.sort === 'village' ? 'community-now-village' : 'suffix-added' }
}

function upperFit(written: NameParts, official: NameParts): Fit | undefined {
  if (written.sort === 'unstated') return omitted(written, official)
  if (written.base !== official.base) return undefined
  if (official.sort === 'unstated') return { rank: 4, kind: 'suffix-added' }
  return written.sort === official.sort
    ? { rank: 1, kind: sameSort(written, official) }
    : { rank: 4, kind: 'rank-changed' }
}

function omitted(written: NameParts, official: NameParts): Fit | undefined {
  const same = written.text === official.base || written.text === official.stem
  return same ? { rank: 3, kind: 'suffix-omitted' } : undefined
}

function sameSort(written: NameParts, official: NameParts): CorrespondenceKind {
  if (official.sort === 'subdistrict') return 'subdistrict-short'
  return written.text.endsWith('人民政府') ? 'government-words' : 'peoples-omitted'
}

/** The note for a name that is exact but for spaces and width; `undefined` where it is exact to the letter. */
export function writingNote(pair: Pair, level: RegionLevel): Correspondence | undefined {
  if (pair.written === pair.matched || plainText(pair.written) !== plainText(pair.matched)) return undefined
  return correspondence('plain-writing', level, pair)
}
