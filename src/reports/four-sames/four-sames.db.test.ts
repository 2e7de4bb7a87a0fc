import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { actorOf } from '../../../tests/support/actors.ts'
import { completedWater, planInOrder, visit } from '../../../tests/support/completed-water.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { pond, recordOne, withPlaces, zhutuo } from '../../../tests/support/waters.ts'
import { serveAcceptance } from '../../acceptance/routes.ts'
import { submitFile } from '../../acceptance/submitting.ts'
import { beginNotice, decideFile } from '../../acceptance/deciding.ts'
import { declareMeasure } from '../../acceptance/declared-store.ts'
import { showAcceptance, showFile } from '../../acceptance/showing.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Role } from '../../domain/permissions.ts'
import { judgeWater } from '../../identification/store.ts'
import { classifyWater } from '../../planning/classifying.ts'
import { stepPlan } from '../../planning/plans/deciding.ts'
import { servePlans } from '../../planning/plans/routes.ts'
import { savePlan } from '../../planning/plans/plans-store.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading, type Tx } from '../../platform/db/database.ts'
import type { AnswerOf } from '../../platform/http/endpoint.ts'
import { listVisits } from '../../works/visits-store.ts'
import { listRectifications } from '../../works/rectifications-store.ts'
import type { BehindWater, getFourSames } from './contract.ts'
import { serveFourSames } from './routes.ts'
import { figureIds, figureOf, type FigureId } from './rules.ts'

let people = 0
const person = (name: string, role: Role, region: string): Actor => ({
  ...actorOf(name, role, region),
  accountId: uuidv7(++people),
})
const chen = person('chen', 'town-chief', '500231102000')
const li = person('li', 'county-officer', '500231000000')
const sun = person('sun', 'county-officer', '500231000000')
const zhao = person('zhao', 'county-officer', '500118000000')
const wang = person('wang', 'municipal-officer', '500000000000')

let test: TestDatabase
let office: ActorDoor
let now = new Date('2026-10-10T02:00:00Z')

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
  office = await openActorDoor(test, door => {
    serveFourSames(door)
    servePlans(door)
    serveAcceptance(door)
  })
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const command = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  now = new Date(now.getTime() + 1000)
  return atomically(test.database, actor, work)
}

/** What was refused, in the words that people read; nothing where nothing was. */
async function refusal(actor: Actor, work: (tx: Tx) => Promise<unknown>) {
  try {
    await command(actor, work)
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { code: error.kind.code, ...error.words() }
  }
}

const on = (day: string) => void (now = new Date(`${day}T02:00:00Z`))

/** What the platform asks of a water that is planned: its class, what its plan lacks, and who approves it. */
async function planningOf(list: SupervisionList, longitude: number) {
  on('2026-10-10')
  const { id } = await recordOne(
    test.database,
    pond({ name: '待治塘', position: { longitude, latitude: 30.21 } }, { entry: { transition: 'declare', list } }),
    wang,
  )
  const judging = { dryRun: false, disputed: false } as const
  const { record } = await command(li, tx => judgeWater(tx, id, judging))
  const evidence = { text: '岸边三户散排', sourceIds: [], readingIds: [], attachmentIds: [] }
  const causes = [{ causeId: 'domestic-sewage', sharePercent: 100, evidence }]
  const statements = { nuisance: 'prominent', continuity: 'continuous' } as const
  const classified = await command(li, tx => classifyWater(tx, id, { causes, statements, dryRun: false }))
  const { upkeep: _upkeep, ...bare } = planInOrder
  const plan = await command(li, tx => savePlan(tx, id, { seenVersion: 0, content: { ...bare, persons: {} } }))
  const approve = { step: 'approve', seenVersion: 2, reference: '渝环函〔2026〕12号' } as const
  const incomplete = await refusal(li, tx => stepPlan(tx, plan.id, { step: 'submit', seenVersion: 1 }))
  await command(li, tx => savePlan(tx, id, { seenVersion: 1, content: planInOrder }))
  await command(li, tx => stepPlan(tx, plan.id, { step: 'submit', seenVersion: 2 }))
  const elsewhere = await refusal(li, tx => stepPlan(tx, plan.id, approve))
  return { verdict: record, rule: classified.record.rule, incomplete, elsewhere }
}

/** What the checklist of acceptance asks of a water, by the edition that it names, without the ids of records. */
async function checklistOf(waterId: string) {
  const { items, standardId, policy } = await reading(test.database, li, tx => showAcceptance(tx, waterId))
  return { standardId, policy, items: items.map(({ records: _records, ...item }) => item) }
}

/** What is found at a completed water, and how far its file goes with a problem open. */
async function verificationOf(list: SupervisionList, longitude: number) {
  on('2026-10-10')
  const { id } = await completedWater(test.database, { name: '问题塘', list, longitude })
  const unvisited = await refusal(li, tx => submitFile(tx, id, undefined))
  await visit(test.database, li, id, { phase: 'after', on: '2026-07-05', wrong: ['after-no-odour'] })
  const { items } = await reading(test.database, li, tx => listRectifications(tx, { water: id, limit: 9 }))
  const problems = items.map(({ handbook, itemId, severity, dueOn, state }) => ({ handbook, itemId, severity, dueOn, state })) // prettier-ignore
  const blocked = await refusal(li, tx => submitFile(tx, id, undefined))
  return { unvisited, problems, checklist: await checklistOf(id), blocked }
}

const accept = { decision: 'accept', reason: '材料齐全，现场核实' } as const

/** The way of a file to its public notice: who decides by when, and what is refused on the way. */
async function acceptanceOf(list: SupervisionList, longitude: number) {
  on('2026-10-10')
  const { id: waterId } = await completedWater(test.database, { name: '验收塘', list, longitude })
  await visit(test.database, li, waterId, { phase: 'after', on: '2026-07-05' })
  const declared = { measureId: 'make-up-water', source: '武安河', quantity: 5000, startsOn: '2026-07-06' }
  await command(li, tx => declareMeasure(tx, waterId, declared))
  const id = await command(li, tx => submitFile(tx, waterId, undefined))
  const own = await refusal(li, tx => decideFile(tx, id, accept))
  const standings = [await standingOf(id)]
  for (const decider of [chen, sun]) {
    await command(decider, tx => decideFile(tx, id, accept))
    standings.push(await standingOf(id))
  }
  const notice = { startsOn: '2026-10-11', endsOn: '2026-10-17', place: '建安社区公示栏' }
  const short = await refusal(sun, tx => beginNotice(tx, id, { ...notice, endsOn: '2026-10-12' }))
  await command(sun, tx => beginNotice(tx, id, notice))
  standings.push(await standingOf(id))
  const elsewhere = await refusal(sun, tx => decideFile(tx, id, accept))
  return { own, standings, short, elsewhere, checklist: await checklistOf(waterId) }
}

async function standingOf(fileId: string) {
  const { state, step, decider, dueOn, noticeRules, snapshot } = await reading(test.database, li, tx => showFile(tx, fileId)) // prettier-ignore
  const { policyFrom, standardId, items } = snapshot
  return { state, step, decider, dueOn, noticeRules, policyFrom, standardId, items: items.map(({ id, outcome }) => [id, outcome]) } // prettier-ignore
}

type FourSames = AnswerOf<typeof getFourSames>
const compared = async (actor: Actor, query = '') =>
  (await office.call(actor, { method: 'GET', path: `/four-sames${query}` })) as FourSames

const behind = async (actor: Actor, query: string, status = 200) =>
  (await office.call(actor, { method: 'GET', path: `/four-sames/waters?${query}` }, status)) as {
    readonly items: readonly BehindWater[]
    readonly next?: string
    readonly code?: string
  }

const figureIn = ({ figures }: Pick<FourSames, 'figures'>, id: FigureId) => figures.find(figure => figure.id === id)!

describe('twins, one on the national and one on the municipal list, taken through the same calls', () => {
  it('are judged, classed and planned alike: the same edition, the same class, the same faults, the same approver', async () => {
    const national = await planningOf('national', 106.1)
    const municipal = await planningOf('municipal', 106.2)
    expect(national.incomplete?.code).toBe('plan.incomplete')
    expect(national.elsewhere?.code).toBe('plan.approver-elsewhere')
    expect(national.rule.policyInForceFrom).toBe('2020-01-01')
    expect(municipal).toEqual(national)
  })

  it('are verified alike: the same problems with the same days, the same items of the checklist, the same refusals', async () => {
    const national = await verificationOf('national', 106.3)
    const municipal = await verificationOf('municipal', 106.4)
    expect(national.unvisited?.code).toBe('acceptance.incomplete')
    expect(national.problems).toMatchObject([{ itemId: 'after-no-odour', severity: 'grave', handbook: '2020-01-01' }])
    expect(national.checklist.items.filter(({ blocks }) => blocks).map(({ id }) => id)).toContain('rectification')
    expect(municipal).toEqual(national)
  })

  it('are accepted alike: the same steps, deciders, days and editions', async () => {
    const national = await acceptanceOf('national', 106.5)
    const municipal = await acceptanceOf('municipal', 106.6)
    expect(national.standings.map(({ state, decider }) => [state, decider])).toEqual([
      ['submitted', 'town'],
      ['submitted', 'county'],
      ['accepted', undefined],
      ['on-notice', 'city'],
    ])
    expect(national.elsewhere?.code).toBe('acceptance.decided-elsewhere')
    expect(municipal).toEqual(national)
  })
})

describe('the comparison of the two lists', () => {
  it('counts the twins once on each side and says that so few cannot be compared', async () => {
    const { lists, figures, regionName } = await compared(wang, '?year=2026')
    expect(regionName).toBe('重庆市')
    expect([lists.national, lists.municipal, lists.county]).toEqual([
      { waters: 3, areaM2: 6780 },
      { waters: 3, areaM2: 6780 },
      { waters: 0, areaM2: 0 },
    ])
    for (const { lists: each } of figures) expect(each.municipal).toEqual(each.national)
    const approved = figureIn({ figures }, 'plan-approved')
    expect(approved.lists.national).toEqual({ waters: 3, part: 2, of: 3 })
    expect(approved.sameness.mark).toBe('too-few')
    expect(figureIn({ figures }, 'money-planned').lists.county).toEqual({ waters: 0, part: 0, of: 0 })
    expect(figureIn({ figures }, 'annual-plan').lists.national).toEqual({ waters: 3, part: 0, of: 3 })
    expect(figureIn({ figures }, 'planned-per-m2').sameness.mark).toBe('nothing')
  })

  it('names the editions that decided, and that they are the same', async () => {
    const { kinds, namedRules } = await compared(wang)
    const editions = kinds.filter(({ id }) => id.endsWith('-edition'))
    expect(editions.map(({ id, rows }) => [id, rows.map(({ kind, national, municipal }) => [kind, national, municipal])])).toEqual([
      ['verdict-edition', [['rural-black-odorous-2023', 1, 1]]],
      ['class-edition', [['2020-01-01', 1, 1]]],
      ['handbook-edition', [['2020-01-01', 2, 2]]],
      ['acceptance-edition', [['2020-01-01', 1, 1]]],
      ['reward-edition', []],
    ]) // prettier-ignore
    expect(kinds.find(({ id }) => id === 'class-edition')?.sameness.mark).toBe('alike')
    expect(kinds.find(({ id }) => id === 'reward-edition')?.sameness.mark).toBe('nothing')
    expect(namedRules.filter(({ differs }) => differs).map(({ id }) => id)).toEqual([
      'lists',
      'rewards',
      'pilot-bundle',
    ])
  })

  it('opens every figure to exactly the waters that it counts, of every list', async () => {
    const { figures, kinds } = await compared(wang)
    for (const { id, lists } of figures) {
      for (const list of ['national', 'municipal', 'county'] as const) {
        const { items } = await behind(wang, `figure=${id}&list=${list}`)
        const sum = (of: 'part' | 'of') => items.reduce((total, item) => total + item[of], 0)
        expect([id, list, items.length, sum('of')]).toEqual([id, list, lists[list].waters, lists[list].of])
        // A median is no sum.
        const wanted = figureOf(id).kind === 'median' ? sum('part') : lists[list].part
        expect([id, list, sum('part')]).toEqual([id, list, wanted])
        const halves = [await behind(wang, `figure=${id}&list=${list}&having=with`), await behind(wang, `figure=${id}&list=${list}&having=without`)] // prettier-ignore
        expect([id, halves.flatMap(half => half.items).length]).toEqual([id, items.length])
      }
    }
    for (const { id, rows } of kinds) {
      for (const { kind, municipal } of rows) {
        const { items } = await behind(wang, `figure=${id}&kind=${kind}&list=municipal`)
        expect([id, kind, items.length]).toEqual([id, kind, municipal])
      }
    }
    expect(figures.map(({ id }) => id)).toEqual(figureIds)
  })

  it('finds the records of one list on their own pages: plans, files and visits', async () => {
    const { figures } = await compared(wang)
    const listed = async (path: string) => {
      const { items } = (await office.call(wang, { method: 'GET', path })) as { readonly items: readonly unknown[] }
      return items.length
    }
    for (const list of ['national', 'municipal', 'county'] as const) {
      const plans = await listed(`/planning/plans?state=approved&list=${list}`)
      expect([list, plans]).toEqual([list, figureIn({ figures }, 'plan-approved').lists[list].part])
      expect([list, await listed(`/acceptance/files?list=${list}`)]).toEqual([list, list === 'county' ? 0 : 1])
      const visits = await reading(test.database, wang, tx => listVisits(tx, { state: 'done', list, limit: 50 }))
      expect([list, visits.items.length]).toEqual([list, figureIn({ figures }, 'visits-per-water').lists[list].part])
    }
  })

  it('counts a phase as visited only by visits of the water’s present cycle', async () => {
    const visited = async () => figureIn(await compared(wang), 'visited-after').lists.national
    expect(await visited()).toEqual({ waters: 2, part: 2, of: 2 })
    const cycleIs = (cycle: number) =>
      test.asOwner(`update waters set cycle = $1 where name = '问题塘' and list = 'national'`, [cycle])
    await cycleIs(2)
    expect(await visited()).toEqual({ waters: 2, part: 1, of: 2 })
    await cycleIs(1)
  })

  it('gives the waters a page at a time, each once', async () => {
    const first = await behind(wang, 'figure=plan-approved&list=national&limit=2')
    const second = await behind(wang, `figure=plan-approved&list=national&limit=2&cursor=${first.next}`)
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined])
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
  })

  it('refuses kinds without a kind, divisions that are none, and those that lie elsewhere', async () => {
    expect((await behind(wang, 'figure=stage&list=national', 422)).code).toBe('four-sames.figure-unknown')
    expect((await behind(wang, 'figure=stage&list=national&regionCode=999999000000', 404)).code).toBe('place.not-found')
    expect((await behind(zhao, 'figure=stage&kind=listed&list=national&regionCode=500231000000', 404)).code).toBe('place.not-found') // prettier-ignore
    const { lists, divisions } = await compared(zhao)
    expect([lists.national.waters, divisions]).toEqual([0, []])
  })

  it('puts the divisions with most gaps first, county by county for the city and town by town for a county', async () => {
    on('2026-11-01')
    const more = async (list: SupervisionList, index: number, actor: Actor, place: object) =>
      recordOne(
        test.database,
        pond({ name: `新塘${index}`, position: { longitude: 105 + index / 50, latitude: 30.21 }, ...place }, { entry: { transition: 'declare', list } }), // prettier-ignore
        actor,
      )
    for (let index = 0; index < 8; index++) await more(index < 4 ? 'national' : 'municipal', index, li, {})
    for (let index = 8; index < 20; index++) {
      const { id } = await more(index < 14 ? 'national' : 'municipal', index, zhao, { regionCode: zhutuo })
      if (index < 14) await command(zhao, tx => savePlan(tx, id, { seenVersion: 0, content: planInOrder }))
    }
    const { divisions, figures, policy } = await compared(wang)
    expect(divisions.map(({ name, waters }) => [name, waters.national, waters.municipal])).toEqual([
      ['永川区', 6, 6],
      ['垫江县', 7, 7],
    ])
    const without = divisions[0]?.figures.find(({ id }) => id === 'plan-none')
    expect(without).toMatchObject({ national: { part: 0 }, municipal: { part: 6 }, mark: 'look' })
    expect(figureIn({ figures }, 'plan-none').sameness.mark).toBe('look')
    expect(policy.leastWaters).toBe(5)
    const towns = await compared(li)
    expect(towns.divisions.map(({ name }) => name)).toEqual(['沙坪镇'])
  })

  it('is printed with every figure, its definition and its gap', async () => {
    const query = 'format=docx&language=en'
    const answer = await office.door.http.inject({ url: `/api/four-sames/document?${query}`, headers: { 'x-actor': 'wang' } }) // prettier-ignore
    expect([answer.statusCode, answer.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('重庆市-2026-four-sames')
  })
})
