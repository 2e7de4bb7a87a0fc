import type { RegionLevel } from '../domain/regions.ts'

/** What the ending of a written name says the place is; `unstated` where it has no such ending. */
export type PlaceSort =
  | 'village'
  | 'community'
  | 'subdistrict'
  | 'town'
  | 'township'
  | 'province'
  | 'county'
  | 'district'
  | 'city'
  | 'banner'
  | 'unstated'

/** A name taken apart, so that two ways of writing one place can be compared. */
export type NameParts = {
  /** The whole name without spaces, full-width forms made plain (Unicode NFKC). */
  readonly text: string
  /** The name proper: `城北` of `城北村委会`, `石柱` of `石柱土家族自治县`. */
  readonly base: string
  /** The name people use: committee words gone, 村 or 社区 kept: `城北村` of `城北村委会`. */
  readonly stem: string
  readonly sort: PlaceSort
}

type Ending = { readonly pattern: RegExp; readonly sort: PlaceSort; readonly stem: string }

// Longest first: 社区居民委员会 before 居民委员会, 村民委员会 before 村.
const villageEndings: readonly Ending[] = [
  { pattern: /社区(?:村民委员会|村委会|村委|村)$/, sort: 'village', stem: '社区' },
  { pattern: /社区(?:居民委员会|居委会|居委|委员会)?$/, sort: 'community', stem: '社区' },
  { pattern: /(?:居民委员会|居委会|居委)$/, sort: 'community', stem: '' },
  { pattern: /村村民委员会$|村村委会$|村民委员会$|村委会$|村委$|村$/, sort: 'village', stem: '村' },
]

const townEndings: readonly Ending[] = [
  { pattern: /街道(?:办事处|办)?$|街$/, sort: 'subdistrict', stem: '街道' },
  { pattern: /镇(?:人民政府)?$/, sort: 'town', stem: '镇' },
  { pattern: /民族乡$|乡(?:人民政府)?$/, sort: 'township', stem: '乡' },
]

const countyEndings: readonly Ending[] = [
  { pattern: /自治县$|县$/, sort: 'county', stem: '县' },
  { pattern: /自治旗$|旗$/, sort: 'banner', stem: '旗' },
  { pattern: /区$/, sort: 'district', stem: '区' },
  { pattern: /市$/, sort: 'city', stem: '市' },
]

const upperEndings: readonly Ending[] = [
  { pattern: /省$|自治区$|特别行政区$/, sort: 'province', stem: '省' },
  { pattern: /市$|自治州$|地区$|盟$/, sort: 'city', stem: '市' },
]

const endings = {
  province: upperEndings,
  city: [...upperEndings, ...countyEndings],
  county: countyEndings,
  town: townEndings,
  village: villageEndings,
} as const satisfies Record<RegionLevel, readonly Ending[]>

// The 55 peoples beside the Han, as they stand in names of autonomous counties and ethnic townships.
const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺'
const peopleAtEnd = new RegExp(`^(.{2,}?)(?:(?:${peoples})族)+$`)
// In names of autonomous counties some peoples stand without 族: 达斡尔, 鄂温克, 蒙古, 各族.
const bareAtEnd = /^(.{2,}?)(?:各族|蒙古|维吾尔|达斡尔|哈萨克|柯尔克孜|塔吉克|锡伯|鄂温克)+$/

/** Spaces and invisible characters gone, full-width letters, digits and brackets made plain. */
export function plainText(written: string): string {
  return written.normalize('NFKC').replaceAll(/[\s\u200b-\u200d\u2060\ufeff]/gu, '')
}

/**
 * Takes a written place name apart.
 *
 * @example nameParts('城北村委会', 'village') // { text: '城北村委会', base: '城北', stem: '城北村', sort: 'village' }
 * @example nameParts('上街居民委员会', 'village') // { base: '上街', stem: '上街', sort: 'community', ... }
 * @example nameParts('石柱土家族自治县', 'county') // { base: '石柱', stem: '石柱县', sort: 'county', ... }
 */
export function nameParts(written: string, level: RegionLevel): NameParts {
  const text = plainText(written)
  for (const ending of endings[level]) {
    const found = ending.pattern.exec(text)
    if (!found || found.index === 0) continue
    const rest = text.slice(0, found.index)
    if (level !== 'village' && level !== 'town' && rest.length < 2) break // 忠县, 城口: nobody writes 忠 for 忠县
    const base = level === 'village' ? rest : withoutPeoples(rest, found[0])
    return { text, base, stem: base + ending.stem, sort: ending.sort }
  }
  return { text, base: text, stem: text, sort: 'unstated' }
}

/** The keys under which a name is looked up: two names that share none are never the same place. */
export function lookupKeys(parts: NameParts): readonly string[] {
  return parts.base === parts.stem ? [parts.base] : [parts.base, parts.stem]
}

function withoutPeoples(rest: string, ending: string): string {
  if (!/^(?:自治|乡|民族乡)/.test(ending)) return rest
  return peopleAtEnd.exec(rest)?.[1] ?? (ending.startsWith('自治') ? (bareAtEnd.exec(rest)?.[1] ?? rest) : rest)
}
