import { supervisionListIds, type SupervisionList } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import type { PolicyEdition } from '../policy/policy.ts'
import { deriveList } from './rules.ts'

/** What an edition said of a water; `none`: it has not been judged under it. */
export type JudgedAs = 'black-odorous' | 'not-black-odorous' | 'undecided' | 'none'

export type JudgedWater = {
  readonly waterId: string
  readonly areaM2: number | undefined
  readonly strongComplaints: boolean
  readonly before: JudgedAs
  readonly after: JudgedAs
  /**
   * Set where the list does not follow from area: an official notice stated it or somebody decided so by hand. `declared` stays
   * whatever the verdict, `by-hand` as long as the water is black-and-odorous.
   */
  readonly fixed?: { readonly list: SupervisionList; readonly how: 'declared' | 'by-hand' }
}

export type ListChange = {
  readonly waterId: string
  readonly from: SupervisionList | undefined
  readonly to: SupervisionList | undefined
  readonly words: Bilingual
}

export type ListsDifference = {
  /** Per list: waters that would come in, go out, or arrive from another list. A moved water stands under its new list only. */
  readonly lists: Readonly<Record<SupervisionList, ListMovements>>
  readonly unchanged: number
  /** Their place cannot be told, before or after: they stay where they are until the missing facts are known. */
  readonly undecided: readonly { readonly waterId: string; readonly words: Bilingual }[]
  /** Declared waters that the later edition would not identify: they stay, but the notice deserves a second look. */
  readonly declaredButNotIdentified: readonly string[]
}

export type ListMovements = {
  readonly added: readonly ListChange[]
  readonly removed: readonly ListChange[]
  readonly movedIn: readonly ListChange[]
}

type Policies = { readonly before: PolicyEdition<'lists'>; readonly after: PolicyEdition<'lists'> }
/** Where a water belongs under one edition; `open` where that cannot be told. */
type Place = { readonly open: boolean; readonly list?: SupervisionList; readonly words: Bilingual }

/**
 * What a re-judgement would change in the lists. Changes nothing: it compares two sets of verdicts over the same waters.
 *
 * @param policies limits of area before and after; the same edition twice where only the standard changed
 */
export function listsDifference(waters: Iterable<JudgedWater>, policies: Policies): ListsDifference {
  const changes: ListChange[] = []
  const undecided: { waterId: string; words: Bilingual }[] = []
  const declaredButNotIdentified: string[] = []
  let unchanged = 0
  for (const water of waters) {
    if (water.fixed?.how === 'declared' && water.after === 'not-black-odorous')
      declaredButNotIdentified.push(water.waterId)
    const before = place(water, water.before, policies.before)
    const after = place(water, water.after, policies.after)
    const open = [after, before].find(side => side.open)
    if (open !== undefined) undecided.push({ waterId: water.waterId, words: open.words })
    else if (before.list === after.list) unchanged += 1
    else changes.push({ waterId: water.waterId, from: before.list, to: after.list, words: after.words })
  }
  return { lists: byList(changes), unchanged, undecided, declaredButNotIdentified }
}

function place(water: JudgedWater, judged: JudgedAs, policy: PolicyEdition<'lists'>): Place {
  if (water.fixed?.how === 'declared') return { open: false, list: water.fixed.list, words: declaredStays }
  if (judged === 'undecided') return { open: true, words: verdictOpen }
  if (judged === 'none') return { open: false, words: notJudged }
  if (judged === 'not-black-odorous') return { open: false, words: notIdentified }
  if (water.fixed !== undefined) return { open: false, list: water.fixed.list, words: decidedByHand }
  const { list, words } = deriveList(water, policy)
  if (water.areaM2 === undefined) return { open: true, words }
  return { open: false, words, ...(list === undefined ? {} : { list }) }
}

function byList(changes: readonly ListChange[]): Record<SupervisionList, ListMovements> {
  const movements = supervisionListIds.map((list): readonly [SupervisionList, ListMovements] => [
    list,
    {
      added: changes.filter(({ from, to }) => from === undefined && to === list),
      removed: changes.filter(({ from, to }) => from === list && to === undefined),
      movedIn: changes.filter(({ from, to }) => from !== undefined && to === list),
    },
  ])
  return Object.fromEntries(movements) as Record<SupervisionList, ListMovements> // one entry per id of the union
}

const declaredStays: Bilingual = {
  zh: '按官方公告列入，保持不变',
  en: 'declared by an official notice: stays as stated',
}
const decidedByHand: Bilingual = { zh: '人工确定的清单级别，保持不变', en: 'list decided by hand: stays as decided' }
const notJudged: Bilingual = { zh: '尚未判定', en: 'not judged' }
const notIdentified: Bilingual = { zh: '判定为非黑臭', en: 'judged not black-and-odorous' }
const verdictOpen: Bilingual = {
  zh: '判定未决：请补齐缺少的依据后再判定',
  en: 'the verdict is open: supply what is missing and judge again',
}
