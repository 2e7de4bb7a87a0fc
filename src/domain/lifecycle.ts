import type { Fact, FactBodies } from './facts.ts'
import { needs, stages, transitionIds, transitions, type Need, type Stage, type Transition } from './lifecycle-table.ts'
import { supervisionListIds, supervisionLists, type SupervisionList } from './waters.ts'
import type { Bilingual } from './words.ts'

export * from './lifecycle-table.ts'

/** The stage a water returns to when a merger, a split or a relapse turns out not to hold. */
export type Held = { readonly stage: Stage; readonly list?: SupervisionList; readonly held?: Held }

/** Where one water stands in its life. `cycle` is 1 in its first treatment and grows only when it is listed again. */
export type WaterState = {
  readonly stage: Stage
  readonly cycle: number
  /** The list it belongs to; kept after delisting, dropped when cleared, merged or split. */
  readonly list?: SupervisionList
  /** When it entered the stage: ISO 8601 in UTC. */
  readonly enteredAt: string
  /** When anything last happened to it, a change of list included: ISO 8601 in UTC. */
  readonly changedAt: string
  readonly held?: Held
}

/** What comes with a transition: when, and the things it needs (see `needs`). */
export type TransitionInput = {
  /** ISO 8601 with offset. */
  readonly at: string
  readonly reason?: string
  readonly list?: SupervisionList
  readonly verdictId?: string
  readonly planReference?: string
  /** YYYY-MM-DD */
  readonly completedOn?: string
  readonly acceptanceReference?: string
  readonly noticeReference?: string
  readonly relapseReference?: string
  readonly mergedInto?: string
  readonly splitInto?: readonly string[]
}

/** The body of the fact `water.moved`. */
export type Move = FactBodies['water.moved']

export type RefusalCode =
  | 'transition.unknown'
  | 'transition.not-from-here'
  | 'need.missing'
  | 'list.same'
  | 'time.unreadable'
  | 'time.before-last-change'

export type Refusal = { readonly kind: 'refused'; readonly code: RefusalCode; readonly words: Bilingual }

export type TransitionOutcome = { readonly kind: 'moved'; readonly state: WaterState; readonly move: Move } | Refusal

/** A transition as it stands in history. Ordered by `at`, then `sequence` (its place in the county's chain), then `id`. */
export type LifeEvent = TransitionInput & {
  readonly id: string
  readonly sequence: number
  /** A `Transition`; any text here, because a newer release may know more of them. */
  readonly transition: string
}

export type Replay = {
  /** `undefined` where no event put the water on record. */
  readonly state: WaterState | undefined
  /** Events that led here, in order. */
  readonly applied: readonly LifeEvent[]
  /** Events that contradict the ones before them: kept and shown, never dropped. */
  readonly rejected: readonly { readonly event: LifeEvent; readonly refusal: Refusal }[]
}

/** The transitions that the stage allows; `none` for a water not yet on record. */
export function transitionsFrom(stage: Stage | 'none'): readonly Transition[] {
  return transitionIds.filter(id => leavesFrom(id, stage))
}

/** What a transition needs that `input` does not bring; `list` may come from the state when a water is listed again. */
export function missingNeeds(
  transition: Transition,
  input: Partial<TransitionInput>,
  state?: WaterState,
): readonly Need[] {
  const asked: readonly Need[] = transitions[transition].needs
  return asked.filter(need => {
    if (need === 'list' && transition === 'relist' && state?.list !== undefined) return false
    return !isGiven(need, input)
  })
}

/**
 * Moves a water from its stage to the next, or says why not. Changes nothing but what it returns.
 *
 * @param state `undefined` for a water not yet on record (`suspect` and `declare` put it there)
 * @example
 * applyTransition(undefined, 'declare', { at: '2026-11-23T09:00:00+08:00', list: 'national' })
 * // { kind: 'moved', state: { stage: 'listed', cycle: 1, list: 'national', ... }, move: { transition: 'declare', from: 'none', ... } }
 */
export function applyTransition(
  state: WaterState | undefined,
  transition: Transition,
  input: TransitionInput,
): TransitionOutcome {
  const refusal = refusalOf(state, transition, input)
  if (refusal !== undefined) return refusal
  const next = nextState(state, transition, input)
  return { kind: 'moved', state: next, move: moveOf({ from: state, to: next, transition, input }) }
}

/**
 * The state that a history leads to, whatever the order in which its events arrived. An event that its predecessors do not
 * allow changes nothing and is returned under `rejected` with the reason.
 */
export function stateFromHistory(events: readonly LifeEvent[]): Replay {
  let state: WaterState | undefined
  const applied: LifeEvent[] = []
  const rejected: { event: LifeEvent; refusal: Refusal }[] = []
  for (const event of events.toSorted(compareEvents)) {
    const outcome = isTransition(event.transition)
      ? applyTransition(state, event.transition, event)
      : unknownTransition(event.transition)
    if (outcome.kind === 'refused') {
      rejected.push({ event, refusal: outcome })
      continue
    }
    state = outcome.state
    applied.push(event)
  }
  return { state, applied, rejected }
}

/** The event in a stored fact; `undefined` for a fact that says nothing about the stage or list. */
export function lifeEventOf(fact: Pick<Fact, 'id' | 'sequence' | 'at' | 'kind' | 'body'>): LifeEvent | undefined {
  const place = { id: fact.id, sequence: fact.sequence, at: fact.at }
  if (isFactOf(fact, 'water.moved')) return { ...place, ...eventInput(fact.body), transition: fact.body.transition }
  if (isFactOf(fact, 'list.changed')) return { ...place, ...listChange(fact.body), transition: 'change-list' }
  return undefined
}

export function isTransition(text: string): text is Transition {
  return Object.hasOwn(transitions, text)
}

export function isStage(text: string): text is Stage {
  return Object.hasOwn(stages, text)
}

export function isSupervisionList(text: unknown): text is SupervisionList {
  return supervisionListIds.some(id => id === text)
}

function isFactOf<K extends keyof FactBodies>(
  fact: Pick<Fact, 'kind' | 'body'>,
  kind: K,
): fact is Pick<Fact<K>, 'kind' | 'body'> {
  return fact.kind === kind
}

function leavesFrom(transition: Transition, stage: Stage | 'none'): boolean {
  const from: readonly (Stage | 'none')[] = transitions[transition].from
  return from.includes(stage)
}

function isGiven(need: Need, input: Partial<TransitionInput>): boolean {
  if (need === 'list') return isSupervisionList(input.list)
  if (need === 'splitInto') return new Set(input.splitInto).size >= 2
  if (need === 'completedOn') return isCalendarDate(input.completedOn)
  return (input[need] ?? '').trim() !== ''
}

/** Rejects 2025-02-30, which `Date` would roll over to March. */
function isCalendarDate(text: string | undefined): boolean {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function refusalOf(state: WaterState | undefined, transition: Transition, input: TransitionInput): Refusal | undefined {
  const at = instantOf(input.at)
  if (at === undefined) return unreadableTime(input.at)
  if (!leavesFrom(transition, state?.stage ?? 'none')) return notFromHere(state, transition)
  if (state !== undefined && at < Date.parse(state.changedAt)) return beforeLastChange(state, input.at)
  const missing = missingNeeds(transition, input, state)
  if (missing.length > 0) return needsMissing(transition, missing)
  if (transition === 'change-list' && input.list !== undefined && state?.list === input.list)
    return sameList(input.list)
  return undefined
}

function nextState(state: WaterState | undefined, transition: Transition, input: TransitionInput): WaterState {
  const changedAt = new Date(input.at).toISOString()
  const { to } = transitions[transition]
  const asked = asksForList(transition) ? input.list : undefined
  if (state === undefined) return { stage: fixedStage(to), cycle: 1, ...listOf(asked), enteredAt: changedAt, changedAt }
  if (to === 'same') return { ...state, ...listOf(asked), changedAt }
  const cycle = transition === 'relist' ? state.cycle + 1 : state.cycle
  if (to === 'held') return { ...heldBy(state), cycle, enteredAt: changedAt, changedAt }
  const list = dropsList(to) ? undefined : (asked ?? state.list)
  const held = holds(to) ? heldOf(state) : undefined
  return { stage: to, cycle, ...listOf(list), enteredAt: changedAt, changedAt, ...(held === undefined ? {} : { held }) }
}

/** Only a decision about the list sets it: a late change of list must not be undone by what an older event remembered. */
function asksForList(transition: Transition): boolean {
  const asked: readonly Need[] = transitions[transition].needs
  return asked.includes('list')
}

function fixedStage(to: Stage | 'same' | 'held'): Stage {
  if (to === 'same' || to === 'held') throw new RangeError(`a water not on record cannot go to "${to}"`)
  return to
}

function listOf(list: SupervisionList | undefined): { readonly list?: SupervisionList } {
  return list === undefined ? {} : { list }
}

function dropsList(stage: Stage): boolean {
  return stages[stage].end || stage === 'suspected'
}

function holds(stage: Stage): boolean {
  return stage === 'merged' || stage === 'split' || stage === 'relapsed'
}

/** What is held includes what was held before, so that a relapsed water that was merged can still have its relapse dismissed. */
function heldOf({ stage, list, held }: WaterState): Held {
  return { stage, ...listOf(list), ...(held === undefined ? {} : { held }) }
}

function heldBy(state: WaterState): Held {
  if (state.held === undefined)
    throw new RangeError(`stage ${state.stage} holds no earlier stage: not made by applyTransition`)
  return state.held
}

function moveOf(step: {
  from: WaterState | undefined
  to: WaterState
  transition: Transition
  input: TransitionInput
}): Move {
  const { reason } = step.input
  const given = Object.fromEntries(Object.entries(pickNeeds(step.input)).filter(([, value]) => value !== undefined))
  return {
    transition: step.transition,
    from: step.from?.stage ?? 'none',
    to: step.to.stage,
    cycle: step.to.cycle,
    ...listOf(step.to.list),
    ...(reason === undefined ? {} : { reason }),
    ...(Object.keys(given).length === 0 ? {} : { values: given }),
  }
}

/** Only the declared needs enter the fact, whatever else the object that came in carries. */
function pickNeeds(input: TransitionInput): Readonly<Record<string, unknown>> {
  const { verdictId, planReference, completedOn, acceptanceReference } = input
  const { noticeReference, relapseReference, mergedInto, splitInto } = input
  return {
    verdictId,
    planReference,
    completedOn,
    acceptanceReference,
    noticeReference,
    relapseReference,
    mergedInto,
    splitInto,
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Reads a stored body back; a value of another shape is left out, and the transition that needs it is then rejected by name. */
function eventInput(body: Move): Omit<TransitionInput, 'at'> {
  const input: Mutable<Omit<TransitionInput, 'at'>> = {}
  if (body.reason !== undefined) input.reason = body.reason
  if (isSupervisionList(body.list)) input.list = body.list
  for (const name of textNeeds) {
    const value = body.values?.[name]
    if (typeof value === 'string') input[name] = value
  }
  const parts = body.values?.['splitInto']
  if (Array.isArray(parts)) input.splitInto = parts.filter(part => typeof part === 'string')
  return input
}

const textNeeds = [
  'verdictId',
  'planReference',
  'completedOn',
  'acceptanceReference',
  'noticeReference',
  'relapseReference',
  'mergedInto',
] as const satisfies readonly Need[]

function listChange(body: FactBodies['list.changed']): Omit<TransitionInput, 'at'> {
  return { reason: body.reason, ...(isSupervisionList(body.to) ? { list: body.to } : {}) }
}

function compareEvents(a: LifeEvent, b: LifeEvent): number {
  const apart = timeOf(a) - timeOf(b) || a.sequence - b.sequence
  if (apart !== 0) return apart
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

/** An unreadable time sorts first and is then rejected by name; NaN would make the order depend on arrival. */
function timeOf(event: LifeEvent): number {
  return instantOf(event.at) ?? Number.MIN_SAFE_INTEGER
}

/** A time without offset would mean another moment on another machine: it is not read. */
function instantOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function refused(code: RefusalCode, zh: string, en: string): Refusal {
  return { kind: 'refused', code, words: { zh, en } }
}

function notFromHere(state: WaterState | undefined, transition: Transition): Refusal {
  const { label } = transitions[transition]
  const here: Bilingual = state === undefined ? { zh: '未登记', en: 'not on record' } : stages[state.stage].label
  const ways = transitionsFrom(state?.stage ?? 'none').map(id => transitions[id].label)
  return refused(
    'transition.not-from-here',
    `水体当前为“${here.zh}”，不能“${label.zh}”；可以：${ways.map(way => way.zh).join('、')}。`,
    `The water is ${here.en}; it cannot "${label.en}". Possible now: ${ways.map(way => way.en).join('; ')}.`,
  )
}

function needsMissing(transition: Transition, missing: readonly Need[]): Refusal {
  const { label } = transitions[transition]
  return refused(
    'need.missing',
    `“${label.zh}”缺少${missing.map(need => needs[need].label.zh).join('、')}。${missing.map(need => needs[need].remedy.zh).join('')}`,
    `To "${label.en}", ${missing.map(need => needs[need].label.en).join(' and ')} is missing. ${missing.map(need => needs[need].remedy.en).join(' ')}`,
  )
}

function sameList(list: SupervisionList): Refusal {
  const label = supervisionLists[list]
  return refused(
    'list.same',
    `水体已在${label.zh}，无需调整；请选择另一级清单。`,
    `The water is already on the ${label.en}. Choose another list.`,
  )
}

function beforeLastChange(state: WaterState, at: string): Refusal {
  return refused(
    'time.before-last-change',
    `时间 ${at} 早于该水体最近一次变更（${state.changedAt}）；请核对时间。`,
    `${at} is before the water's last change (${state.changedAt}). Check the time.`,
  )
}

function unreadableTime(at: string): Refusal {
  return refused(
    'time.unreadable',
    `无法识别时间“${at}”；请写成 2026-11-23T09:00:00+08:00 的形式。`,
    `Cannot read the time "${at}". Write it like 2026-11-23T09:00:00+08:00.`,
  )
}

function unknownTransition(transition: string): Refusal {
  return refused(
    'transition.unknown',
    `本版本不认识变更“${transition}”，已保留未采用；请升级后重算。`,
    `This release does not know the transition "${transition}". It is kept but not applied; upgrade and replay.`,
  )
}
