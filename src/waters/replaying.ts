import { chinaDate } from '../domain/dates.ts'
import type { Fact } from '../domain/facts.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { policyAt } from '../policy/policy.ts'
import type { Entered } from './founding.ts'
import type { WaterRow } from './water-row.ts'
import { fieldOfColumn, type WaterField } from './words.ts'

/** Facts that say what a water is. */
export const waterFactKinds = [
  'water.recorded',
  'water.corrected',
  'water.moved',
  'list.changed',
  'water.status-set',
] as const
export type WaterFact = Fact<(typeof waterFactKinds)[number]>

export type Standing = Pick<
  WaterRow,
  'stage' | 'cycle' | 'list' | 'list_how' | 'colour' | 'colour_by_hand' | 'version'
> & {
  readonly stageSince: string
}

/** Where the facts lead a water from how it entered. Every fact but the founding ones raises the version by one. */
export function standingAfter(entered: Entered, at: string, facts: readonly WaterFact[]): Standing {
  let now: Standing = {
    stage: entered.stage,
    cycle: 1,
    list: entered.list,
    list_how: entered.listHow,
    colour: policyColour(entered.stage, at),
    colour_by_hand: false,
    version: 1,
    stageSince: at,
  }
  for (const fact of facts) now = step(now, fact)
  return now
}

function step(before: Standing, { kind, at, body }: WaterFact): Standing {
  const now = { ...before, version: before.version + 1 }
  if (kind === 'water.moved') {
    const { to, cycle, list = null, listHow = null } = body as Fact<'water.moved'>['body'] // the kind says so
    const moved = { ...now, stage: to, cycle, list, list_how: listHow, stageSince: at } as Standing // written from these unions
    return to === before.stage ? moved : { ...moved, colour: policyColour(moved.stage, at), colour_by_hand: false }
  }
  if (kind === 'list.changed') {
    const { to = null, how } = body as Fact<'list.changed'>['body']
    return { ...now, list: to, list_how: to === null ? null : how } as Standing
  }
  if (kind === 'water.status-set') {
    const { colour } = body as Fact<'water.status-set'>['body']
    const byPolicy = colour.startsWith('policy:')
    const named = byPolicy ? colour.slice('policy:'.length) : colour
    return { ...now, colour: named === 'none' ? null : named, colour_by_hand: !byPolicy } as Standing
  }
  return now
}

function policyColour(stage: WaterRow['stage'], at: string): WaterRow['colour'] {
  const colour = policyAt('traffic-light', chinaDate(new Date(at))).value.byStage[stage]
  return colour === 'none' ? null : colour
}

export type Undone = {
  /** The row before every correction: as it was founded. */
  readonly founded: WaterRow
  /** Corrections whose value is not the one that stands there now. */
  readonly broken: readonly { readonly field: WaterField; readonly fact: WaterFact }[]
}

type Change = { readonly from: unknown; readonly to: unknown }

/** Takes every correction back, the last one first. */
export function undoCorrections(row: WaterRow, facts: readonly WaterFact[]): Undone {
  const founded: Record<string, unknown> = { ...row }
  const broken: { field: WaterField; fact: WaterFact }[] = []
  for (const fact of facts.toReversed()) {
    if (fact.kind !== 'water.corrected') continue
    const { changed } = fact.body as Fact<'water.corrected'>['body'] // the kind says so
    for (const [field, change] of Object.entries(changed)) {
      const columns = columnsOf(field, change)
      if (columns.some(({ column, to }) => canonicalJson(founded[column]) !== canonicalJson(to))) {
        broken.push({ field: field as WaterField, fact })
      }
      for (const { column, from } of columns) founded[column] = from
    }
  }
  return { founded: founded as WaterRow, broken } // the same columns with earlier values
}

/** The water after each of its corrections, from what it was founded as. */
export function* correctedStates(
  founded: WaterRow,
  facts: readonly WaterFact[],
): Generator<{ readonly fact: WaterFact & Fact<'water.corrected'>; readonly after: WaterRow }> {
  let row = founded
  for (const fact of facts) {
    if (!isCorrection(fact)) continue
    const to = Object.entries(fact.body.changed).flatMap(([field, change]) =>
      columnsOf(field, change).map(column => [column.column, column.to]),
    )
    row = { ...row, ...Object.fromEntries(to) }
    yield { fact, after: row }
  }
}

function isCorrection(fact: WaterFact): fact is WaterFact & Fact<'water.corrected'> {
  return fact.kind === 'water.corrected'
}

/** A field of one column keeps its value itself, one of several keeps each under its column. */
function columnsOf(field: string, { from, to }: Change): readonly { column: string; from: unknown; to: unknown }[] {
  const columns = Object.entries(fieldOfColumn).filter(([, known]) => known === field)
  const [only] = columns
  if (columns.length === 1 && only !== undefined) return [{ column: only[0], from, to }]
  const before = from as Record<string, unknown> // written so by `differences`
  return Object.entries(to as Record<string, unknown>).map(([column, value]) => ({
    column,
    from: before[column],
    to: value,
  }))
}
