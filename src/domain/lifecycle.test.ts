import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyTransition,
  isTransition,
  lifeEventOf,
  missingNeeds,
  stageIds,
  stages,
  stateFromHistory,
  transitionIds,
  transitions,
  transitionsFrom,
  type LifeEvent,
  type Stage,
  type Transition,
  type TransitionInput,
  type WaterState,
} from './lifecycle.ts'

const everything: Omit<TransitionInput, 'at'> = {
  reason: '现场核实',
  list: 'national',
  verdictId: 'verdict-1',
  planReference: '一水一策-2026-001',
  completedOn: '2026-10-31',
  acceptanceReference: '验收-2026-007',
  noticeReference: '公示-2026-012',
  relapseReference: 'reading-9',
  mergedInto: 'water-2',
  splitInto: ['water-3', 'water-4'],
}

function moved(state: WaterState | undefined, transition: Transition, input: TransitionInput): WaterState {
  const outcome = applyTransition(state, transition, input)
  if (outcome.kind === 'refused') throw new Error(outcome.words.en)
  return outcome.state
}

function after(...steps: readonly Transition[]): WaterState {
  let state: WaterState | undefined
  for (const [index, step] of steps.entries()) state = moved(state, step, { ...everything, at: minute(index) })
  if (state === undefined) throw new Error('no steps')
  return state
}

function minute(index: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString()
}

const wholeCycle = [
  'suspect',
  'identify',
  'list',
  'approve-plan',
  'start-works',
  'complete',
  'accept',
  'delist',
  'start-upkeep',
] as const satisfies readonly Transition[]

describe('the cycle', () => {
  it('leads from suspected to upkeep, every stage in its order', () => {
    const visited = wholeCycle.map((_, index) => after(...wholeCycle.slice(0, index + 1)).stage)
    expect(visited).toEqual([
      'suspected',
      'identified',
      'listed',
      'planned',
      'in-works',
      'completed',
      'accepted',
      'delisted',
      'upkeep',
    ])
  })

  it('begins the next cycle when a relapsed water is listed again, and only then', () => {
    const relapsed = after(...wholeCycle, 'relapse')
    expect(relapsed).toMatchObject({ stage: 'relapsed', cycle: 1, list: 'national' })
    expect(after(...wholeCycle, 'relapse', 'relist')).toMatchObject({ stage: 'listed', cycle: 2, list: 'national' })
  })

  it('lists a relapsed water again on its own list where none is named', () => {
    const state = after(...wholeCycle, 'relapse')
    expect(moved(state, 'relist', { at: minute(20) })).toMatchObject({ stage: 'listed', cycle: 2, list: 'national' })
  })

  it('returns to upkeep in the same cycle when the relapse is dismissed', () => {
    expect(after(...wholeCycle, 'relapse', 'dismiss-relapse')).toMatchObject({ stage: 'upkeep', cycle: 1 })
  })

  it('lets a declared list row enter at listed without a verdict', () => {
    expect(moved(undefined, 'declare', { at: minute(0), list: 'national' })).toEqual({
      stage: 'listed',
      cycle: 1,
      list: 'national',
      enteredAt: minute(0),
      changedAt: minute(0),
    })
  })

  it('sends a failed acceptance back to works and a returned plan back to the list', () => {
    expect(after('declare', 'approve-plan', 'start-works', 'complete', 'fail-acceptance').stage).toBe('in-works')
    expect(after('declare', 'approve-plan', 'return-plan').stage).toBe('listed')
  })

  it('keeps the list after delisting and drops it when the water is withdrawn', () => {
    expect(after(...wholeCycle).list).toBe('national')
    expect(after('declare', 'withdraw')).not.toHaveProperty('list')
  })

  it('changes the list without changing the stage or when the stage was entered', () => {
    const planned = after('declare', 'approve-plan')
    const moved2 = moved(planned, 'change-list', { at: minute(9), list: 'municipal', reason: '面积复核' })
    expect(moved2).toEqual({ ...planned, list: 'municipal', changedAt: minute(9) })
  })
})

describe('mergers and splits', () => {
  it('hold the stage and list and give them back when undone', () => {
    const works = after('declare', 'approve-plan', 'start-works')
    const merged = moved(works, 'merge', { at: minute(8), mergedInto: 'water-2', reason: '同一坑塘' })
    expect(merged).not.toHaveProperty('list')
    expect(moved(merged, 'restore', { at: minute(9), reason: '误并' })).toEqual({
      stage: 'in-works',
      cycle: 1,
      list: 'national',
      enteredAt: minute(9),
      changedAt: minute(9),
    })
  })

  it('keep a relapse inside a merger, which can still be dismissed after the merger is undone', () => {
    const state = after(...wholeCycle, 'relapse', 'merge', 'restore')
    expect(state.stage).toBe('relapsed')
    expect(moved(state, 'dismiss-relapse', { at: minute(30), reason: '复测达标' }).stage).toBe('upkeep')
  })

  it('refuse a split into one water, twice the same included', () => {
    for (const splitInto of [[], ['a'], ['a', 'a']]) {
      const outcome = applyTransition(after('suspect'), 'split', { at: minute(5), reason: '跨村', splitInto })
      expect(outcome).toMatchObject({ kind: 'refused', code: 'need.missing' })
    }
  })
})

describe('refusals', () => {
  it('name the stage, the transition and what is possible instead', () => {
    const outcome = applyTransition(after('suspect'), 'accept', { ...everything, at: minute(5) })
    expect(outcome).toMatchObject({ kind: 'refused', code: 'transition.not-from-here' })
    expect(outcome.kind === 'refused' && outcome.words.zh).toContain('水体当前为“疑似”，不能“验收通过”')
  })

  it('name each missing need and what to do', () => {
    const outcome = applyTransition(after('declare'), 'change-list', { at: minute(5), list: 'county', reason: '  ' })
    expect(outcome).toMatchObject({ code: 'need.missing', words: { zh: '“调整清单级别”缺少理由。请写明理由。' } })
  })

  it('stop a change of list to the same list', () => {
    const outcome = applyTransition(after('declare'), 'change-list', { ...everything, at: minute(5) })
    expect(outcome).toMatchObject({ kind: 'refused', code: 'list.same' })
  })

  it('stop a transition before the last change, and allow one at the same moment', () => {
    const state = after('suspect', 'identify')
    const early = applyTransition(state, 'list', { at: minute(0), list: 'county' })
    expect(early).toMatchObject({ kind: 'refused', code: 'time.before-last-change' })
    expect(applyTransition(state, 'list', { at: minute(1), list: 'county' }).kind).toBe('moved')
  })

  it.each(['', 'yesterday', '2026-11-23', '2026-11-23T09:00:00', '2026-13-01T00:00:00Z'])(
    'stop the unreadable time "%s"',
    at => {
      expect(applyTransition(undefined, 'suspect', { at })).toMatchObject({ code: 'time.unreadable' })
    },
  )

  it.each(['2025-02-30', '2025-2-3', 'soon'])('stop the completion date %s', completedOn => {
    const works = after('declare', 'approve-plan', 'start-works')
    expect(applyTransition(works, 'complete', { at: minute(9), completedOn })).toMatchObject({ code: 'need.missing' })
  })
})

describe('replay', () => {
  const event = (id: string, transition: string, at: string, sequence = 0): LifeEvent => ({
    ...everything,
    id,
    transition,
    at,
    sequence,
  })

  it('keeps an event of an unknown transition and says so', () => {
    const replay = stateFromHistory([event('1', 'suspect', minute(0)), event('2', 'teleport', minute(1))])
    expect(replay.state?.stage).toBe('suspected')
    expect(replay.rejected).toMatchObject([{ event: { id: '2' }, refusal: { code: 'transition.unknown' } }])
  })

  it('orders events of the same moment by their place in the chain', () => {
    const events = [
      event('c', 'suspect', minute(0), 1),
      event('b', 'identify', minute(0), 2),
      event('a', 'list', minute(0), 3),
    ]
    expect(stateFromHistory(events.toReversed()).state?.stage).toBe('listed')
  })

  it('does not let an older memory of the list undo a change of list that arrives late', () => {
    const listed = event('1', 'declare', minute(0))
    const changed: LifeEvent = { ...event('2', 'change-list', minute(1)), list: 'county' }
    const planned = event('3', 'approve-plan', minute(2))
    expect(stateFromHistory([listed, planned, changed]).state).toMatchObject({ stage: 'planned', list: 'county' })
  })

  it('has no state for no history', () => {
    expect(stateFromHistory([])).toEqual({ state: undefined, applied: [], rejected: [] })
  })
})

type Life = {
  readonly state: WaterState | undefined
  readonly history: readonly LifeEvent[]
  readonly visited: readonly WaterState[]
}

/** Any walk through the table: each number picks among all transitions, so that refused ones are tried too. */
function live(picks: readonly number[]): Life {
  let state: WaterState | undefined
  const history: LifeEvent[] = []
  const visited: WaterState[] = []
  for (const [index, pick] of picks.entries()) {
    const allowed = transitionsFrom(state?.stage ?? 'none')
    const choices = pick % 5 === 0 ? transitionIds : allowed
    const transition = choices[pick % choices.length]!
    const input = { ...everything, list: pick % 2 === 0 ? 'national' : 'municipal', at: minute(index) } as const
    const outcome = applyTransition(state, transition, input)
    if (outcome.kind === 'refused') continue
    state = outcome.state
    visited.push(state)
    const id = `${picks.length - index}`
    const body = outcome.move
    const stored =
      transition === 'change-list'
        ? { kind: 'list.changed' as const, body: { to: body.list ?? '', how: 'by-hand', reason: body.reason ?? '' } }
        : { kind: 'water.moved' as const, body }
    const event = lifeEventOf({ id, sequence: index, at: input.at, ...stored })
    if (event !== undefined) history.push(event)
  }
  return { state, history, visited }
}

const walks = fc.array(fc.nat({ max: 1000 }), { maxLength: 60 })

describe('every life', () => {
  it('is the same replayed from its stored facts in any order as it was live', () => {
    fc.assert(
      fc.property(walks, fc.infiniteStream(fc.nat()), (picks, keys) => {
        const { state, history } = live(picks)
        const shuffled = history.map(event => ({ event, key: keys.next().value })).toSorted((a, b) => a.key - b.key)
        const replay = stateFromHistory(shuffled.map(({ event }) => event))
        expect(replay.state).toEqual(state)
        expect(replay.applied).toEqual(history)
        expect(replay.rejected).toEqual([])
      }),
    )
  })

  it('loses no event: whatever is replayed is either applied or rejected with a reason', () => {
    const events = fc.array(
      fc.record({
        id: fc.string(),
        sequence: fc.nat(),
        at: fc.oneof(fc.nat({ max: 40 }).map(minute), fc.string()),
        transition: fc.oneof(fc.constantFrom(...transitionIds), fc.string()),
        list: fc.constantFrom('national', 'county'),
        reason: fc.string(),
      }),
    )
    fc.assert(
      fc.property(events, history => {
        const { applied, rejected } = stateFromHistory(history)
        expect(applied.length + rejected.length).toBe(history.length)
        expect(new Set([...applied, ...rejected.map(({ event }) => event)])).toEqual(new Set(history))
      }),
    )
  })

  it('never goes to an earlier cycle, and to a later one only by listing again after a relapse', () => {
    fc.assert(
      fc.property(walks, picks => {
        const { visited, history } = live(picks)
        for (const [index, state] of visited.entries()) {
          const before = visited[index - 1]
          const step = state.cycle - (before?.cycle ?? 1)
          expect(step).toBe(history[index]?.transition === 'relist' ? 1 : 0)
          expect(step === 0 || before?.stage === 'relapsed').toBe(true)
        }
      }),
    )
  })

  it('has a way on from wherever it has come', () => {
    fc.assert(
      fc.property(walks, picks => {
        for (const state of live(picks).visited) {
          const ways = transitionsFrom(state.stage).map(id =>
            applyTransition(state, id, {
              ...everything,
              list: state.list === 'county' ? 'national' : 'county',
              at: minute(99),
            }),
          )
          expect(ways.length).toBeGreaterThan(0)
          expect(ways.every(way => way.kind === 'moved')).toBe(true)
        }
      }),
    )
  })

  it('is left untouched by a refused transition', () => {
    fc.assert(
      fc.property(walks, fc.constantFrom(...transitionIds), (picks, transition) => {
        const { state } = live(picks)
        const before = structuredClone(state)
        const outcome = applyTransition(state, transition, { at: minute(0) })
        expect(state).toEqual(before)
        expect('state' in outcome).toBe(outcome.kind === 'moved')
      }),
    )
  })
})

describe('the table', () => {
  it('lets every stage be reached from nothing and lead on to upkeep', () => {
    const reached = reach('none')
    expect(new Set(stageIds)).toEqual(reached)
    for (const stage of stageIds) {
      const held = transitionsFrom(stage).some(id => transitions[id].to === 'held')
      expect(held || reach(stage).has('upkeep')).toBe(true)
    }
  })

  it('makes a reason obligatory for every way back and every change of list', () => {
    const back = transitionIds.filter(id => transitions[id].way === 'back')
    for (const id of back) expect(missingNeeds(id, {})).toContain('reason')
    expect(missingNeeds('change-list', { list: 'county' })).toEqual(['reason'])
  })

  it('is what lifecycle.md draws', () => {
    const drawn = [
      ...readFileSync(new URL('lifecycle.md', import.meta.url), 'utf8').matchAll(/^ {2}(.+) --> (.+): (.+)$/gm),
    ]
    const fixed = transitionIds.filter(
      id => !['merge', 'split', 'restore', 'change-list', 'dismiss-relapse'].includes(id),
    )
    const edges = fixed.flatMap(id =>
      transitions[id].from.map(from => [from === 'none' ? '[*]' : from, transitions[id].to, id]),
    )
    expect(drawn.map(([, from, to, id]) => [from, to, id]).toSorted()).toEqual(edges.toSorted())
  })

  it('gives every tag of a stage a contrast of at least 4.5 to 1', () => {
    for (const stage of stageIds) expect(contrast(stages[stage])).toBeGreaterThanOrEqual(4.5)
  })

  it('knows its own ids and no inherited word', () => {
    expect(isTransition('accept')).toBe(true)
    expect(isTransition('toString')).toBe(false)
  })
})

function reach(start: Stage | 'none'): Set<Stage> {
  const seen = new Set<Stage>()
  const queue: (Stage | 'none')[] = [start]
  for (const stage of queue) {
    for (const id of transitionsFrom(stage)) {
      const { to } = transitions[id]
      if (to === 'same' || to === 'held' || seen.has(to)) continue
      seen.add(to)
      queue.push(to)
    }
  }
  return seen
}

/** WCAG 2.2 contrast ratio of the tag's text on its ground. */
function contrast({ colour, text }: { colour: string; text: 'black' | 'white' }): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const ground = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return text === 'white' ? 1.05 / (ground + 0.05) : (ground + 0.05) / 0.05
}
