import { contains, regionRange } from '../domain/regions.ts'
import type { RegionCode, RegionLevel, RegionRange } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import { fullName, parentCodeOf } from './divisions.ts'
import type { Division, DivisionTable } from './divisions.ts'
import { nameParts } from './written-names.ts'

type Sentence = { readonly from: string; readonly to: string; readonly codes: Bilingual }

/**
 * What a new edition does to a place, worded. A place has one change; where its code changes as well, the sentence says so.
 * Merging and splitting are not inferred: they show as removed and added.
 */
export const changeWords = {
  added: ({ to, codes }) => ({ zh: `新增${to}${codes.zh}。`, en: `${to} is new${codes.en}.` }),
  removed: ({ from, codes }) => ({ zh: `撤销${from}${codes.zh}。`, en: `${from} is gone${codes.en}.` }),
  renamed: ({ from, to, codes }) => ({
    zh: `${from}更名为${to}${codes.zh}。`,
    en: `${from} is renamed ${to}${codes.en}.`,
  }),
  reworded: ({ from, to, codes }) => ({
    zh: `${from}改写为${to}，是同一地方的不同写法${codes.zh}。`,
    en: `${from} is now written ${to}, the same place${codes.en}.`,
  }),
  recoded: ({ from, codes }) => ({ zh: `${from}代码变更${codes.zh}。`, en: `${from} has another code${codes.en}.` }),
  moved: ({ from, to, codes }) => ({
    zh: `${from}划归${to}${codes.zh}。`,
    en: `${from} goes over to ${to}${codes.en}.`,
  }),
  'village-to-community': ({ from, to, codes }) => ({
    zh: `${from}村改居，现为${to}${codes.zh}。`,
    en: `${from} turned from village to community: ${to}${codes.en}.`,
  }),
  'community-to-village': ({ from, to, codes }) => ({
    zh: `${from}由居委会改为村委会，现为${to}${codes.zh}。`,
    en: `${from} turned from community to village: ${to}${codes.en}.`,
  }),
  'rank-changed': ({ from, to, codes }) => ({
    zh: `${from}建制变更为${to}${codes.zh}。`,
    en: `${from} changes rank: ${to}${codes.en}.`,
  }),
} as const satisfies Record<string, (sentence: Sentence) => Bilingual>

export type ChangeKind = keyof typeof changeWords

/** One place that differs between two editions. `from` is absent for an added place, `to` for a removed one. */
export type EditionChange = {
  readonly kind: ChangeKind
  readonly level: RegionLevel
  readonly from?: Division
  readonly to?: Division
  readonly words: Bilingual
}

export type EditionDiff = {
  readonly fromEdition: string
  readonly toEdition: string
  /** Places that are the same in code and name. */
  readonly unchanged: number
  /** Highest level first, then by code. */
  readonly changes: readonly EditionChange[]
}

type Pair = { readonly from: Division; readonly to: Division }

/**
 * What a new edition changes. Places are paired level by level: by code and name proper; then by name proper under the same parent
 * (whatever its code is now); then, where it is the only one of its name on both sides, by name within the county (moved to another
 * town); then by code (renamed). What is left is removed or added.
 *
 * @param after may cover a part of `before`, as one city: only that part is compared (`coverageOf`)
 * @example diffEditions(edition2022, edition2023).changes.filter(one => one.kind === 'village-to-community')
 */
export function diffEditions(before: DivisionTable, after: DivisionTable): EditionDiff {
  const coverage = coverageOf(after)
  // Provinces above the part that is compared are no news either.
  const old = before.all.filter(one => after.byCode.has(one.code) || coverage.some(range => contains(range, one.code)))
  const codes = new Map<RegionCode, RegionCode>()
  const pairs = levelsDown.flatMap(level => {
    const paired = pairLevel(atLevel(old, level), atLevel(after.all, level), codes)
    for (const { from, to } of paired) codes.set(from.code, to.code)
    return paired
  })
  const taken = new Set(pairs.map(({ to }) => to.code))
  const changed = pairs.filter(({ from, to }) => from.code !== to.code || from.name !== to.name)
  const changes = [
    ...changed.map(pair => changeOf(pair, { before, after, codes })),
    ...old.filter(one => !codes.has(one.code)).map(one => removal(before, one)),
    ...after.all.filter(one => !taken.has(one.code)).map(one => addition(after, one)),
  ]
  return {
    fromEdition: before.edition,
    toEdition: after.edition,
    unchanged: pairs.length - changed.length,
    changes: inOrder(changes),
  }
}

/** The ranges of codes an edition speaks about: its cities (a municipality whole), or its counties where it names no city. */
export function coverageOf(table: DivisionTable): readonly RegionRange[] {
  const upper = table.all.filter(one => one.level === 'city' || one.level === 'province')
  const lowest = upper.filter(one => !upper.some(other => parentCodeOf(other.code) === one.code))
  if (lowest.length > 0) return lowest.map(one => regionRange(one.code))
  return table.all.filter(one => one.level === 'county').map(one => regionRange(one.code))
}

const levelsDown: readonly RegionLevel[] = ['province', 'city', 'county', 'town', 'village']

function atLevel(divisions: readonly Division[], level: RegionLevel): readonly Division[] {
  return divisions.filter(one => one.level === level)
}

function pairLevel(
  old: readonly Division[],
  fresh: readonly Division[],
  codes: ReadonlyMap<RegionCode, RegionCode>,
): readonly Pair[] {
  const codeNow = (code: RegionCode | undefined): string => (code === undefined ? '' : (codes.get(code) ?? code))
  const grandparent = (code: RegionCode): RegionCode | undefined => parentCodeOf(parentCodeOf(code) ?? '500000000000')
  const base = (one: Division): string => nameParts(one.name, one.level).base
  const rounds: readonly { readonly of: (one: Division) => string; readonly now: (one: Division) => string }[] = [
    { of: one => `${one.code} ${base(one)}`, now: one => `${one.code} ${base(one)}` },
    {
      of: one => `${codeNow(parentCodeOf(one.code))} ${one.name}`,
      now: one => `${parentCodeOf(one.code) ?? ''} ${one.name}`,
    },
    {
      of: one => `${codeNow(parentCodeOf(one.code))} ${base(one)}`,
      now: one => `${parentCodeOf(one.code) ?? ''} ${base(one)}`,
    },
    {
      of: one => `${codeNow(grandparent(one.code))} ${base(one)}`,
      now: one => `${grandparent(one.code) ?? ''} ${base(one)}`,
    },
    { of: one => one.code, now: one => one.code },
  ]
  const pairs: Pair[] = []
  let [leftOld, leftFresh] = [old, fresh]
  for (const { of, now } of rounds) {
    const found = uniquePairs(Map.groupBy(leftOld, of), Map.groupBy(leftFresh, now))
    pairs.push(...found)
    const [from, to] = [new Set(found.map(one => one.from)), new Set(found.map(one => one.to))]
    leftOld = leftOld.filter(one => !from.has(one))
    leftFresh = leftFresh.filter(one => !to.has(one))
  }
  return pairs
}

function uniquePairs(
  old: ReadonlyMap<string, readonly Division[]>,
  fresh: ReadonlyMap<string, readonly Division[]>,
): readonly Pair[] {
  return Array.from(old).flatMap(([key, [from, ...others]]) => {
    const [to, ...more] = fresh.get(key) ?? []
    return from && to && others.length === 0 && more.length === 0 ? [{ from, to }] : []
  })
}

function changeOf(
  pair: Pair,
  at: {
    readonly before: DivisionTable
    readonly after: DivisionTable
    readonly codes: ReadonlyMap<RegionCode, RegionCode>
  },
): EditionChange {
  const { from, to } = pair
  const kind = kindOf(pair, at.codes)
  const inFull = kind === 'moved' || kind === 'recoded'
  const say: (sentence: Sentence) => Bilingual = changeWords[kind]
  const words = say({
    from: fullName(at.before, from.code),
    to: inFull ? fullName(at.after, to.code) : to.name,
    codes: codeWords(from.code, to.code),
  })
  return { kind, level: to.level, from, to, words }
}

function kindOf({ from, to }: Pair, codes: ReadonlyMap<RegionCode, RegionCode>): ChangeKind {
  const [old, now] = [nameParts(from.name, from.level), nameParts(to.name, to.level)]
  if (old.sort !== now.sort && old.base === now.base) {
    if (from.level !== 'village') return 'rank-changed'
    if (old.sort === 'village' && now.sort === 'community') return 'village-to-community'
    if (old.sort === 'community' && now.sort === 'village') return 'community-to-village'
  }
  const parent = parentCodeOf(from.code) ?? ''
  if ((codes.get(parent) ?? parent) !== (parentCodeOf(to.code) ?? '')) return 'moved'
  if (from.name === to.name) return 'recoded'
  return old.base === now.base ? 'reworded' : 'renamed'
}

function codeWords(from: RegionCode, to: RegionCode): Bilingual {
  if (from === to) return { zh: `（${to}）`, en: ` (${to})` }
  return { zh: `（代码由 ${from} 变为 ${to}）`, en: ` (code ${from} becomes ${to})` }
}

function removal(before: DivisionTable, from: Division): EditionChange {
  const name = fullName(before, from.code)
  const words = changeWords.removed({ from: name, to: '', codes: codeWords(from.code, from.code) })
  return { kind: 'removed', level: from.level, from, words }
}

function addition(after: DivisionTable, to: Division): EditionChange {
  const name = fullName(after, to.code)
  const words = changeWords.added({ from: '', to: name, codes: codeWords(to.code, to.code) })
  return { kind: 'added', level: to.level, to, words }
}

function inOrder(changes: readonly EditionChange[]): readonly EditionChange[] {
  const codeOf = (change: EditionChange): string => change.to?.code ?? change.from?.code ?? ''
  return [...changes].sort(
    (a, b) => levelsDown.indexOf(a.level) - levelsDown.indexOf(b.level) || (codeOf(a) < codeOf(b) ? -1 : 1),
  )
}
