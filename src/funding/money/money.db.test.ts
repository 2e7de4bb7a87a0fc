import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, cast } from '../../../tests/support/actors.ts'
import { move, type MoveAsked } from '../../../tests/support/completed-water.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { pond, recordOne, withPlaces, zhutuo } from '../../../tests/support/waters.ts'
import { up as markAll } from '../../../migrations/20261201-20-mark-rewards-to-take-back.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, openDatabase, reading, type Tx } from '../../platform/db/database.ts'
import type { FactReference } from '../../platform/facts/reference.ts'
import type { RowFault } from '../../platform/ledger/witness.ts'
import { mergeWaters, recordAttachment, requireWater } from '../../waters/store.ts'
import type { NewMoneyEntry } from './contract.ts'
import { grantException, recordEntry, reverseEntry } from './entries-store.ts'
import { markToTakeBack } from './jobs.ts'
import { moneyOfWater } from './money-of-water-store.ts'
import { moveMoneyToRegion } from './moving.ts'
import { earmarkReward, stepReward } from './rewards-store.ts'
import { listBalances, listEntries, listRewards, showBoard, showReward } from './showing.ts'
import { showWaterMoney } from './water-money.ts'
import { moneyWitness, rewardWitness } from './witness-store.ts'

const { wang, li, zhao } = cast
/** The finance department of Li's county: it records money and may not write waters. */
const finance = actorOf('qian', 'department', li.region)
let test: TestDatabase
let now = new Date('2026-11-29T02:00:00Z')

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await withPlaces(test.database)
})
afterAll(() => test.close())

const write = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  now = new Date(now.getTime() + 1000)
  return atomically(test.database, actor, work)
}
const read = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => reading(test.database, actor, work)
const refusalOf = async (work: Promise<unknown>): Promise<Problem> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (failure instanceof Problem) return failure
  throw failure ?? new Error('nothing was refused')
}
const codeOf = async (work: Promise<unknown>): Promise<string> => (await refusalOf(work)).kind.code

let made = 0
const newWater = async (changes: Parameters<typeof pond>[0] = {}) => {
  const { id } = await recordOne(test.database, pond({ name: `塘${(made += 1)}`, ...changes }))
  return id
}

async function attach(waterId: string): Promise<string> {
  const id = uuidv7(now.getTime())
  const file = { name: '批复.pdf', kind: 'scan', type: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64) } as const
  await write(wang, tx => recordAttachment(tx, { id, waterId, ...file }))
  return id
}

const said = { source: 'county', on: '2026-11-01', documentNumber: '垫财农〔2026〕8号' } as const
const enter = (waterId: string, entry: Partial<NewMoneyEntry>, actor: Actor = li, id = uuidv7(now.getTime())) =>
  write(actor, tx => recordEntry(tx, { waterId, id }, { kind: 'allotted', yuan: 1, ...said, ...entry })).then(() => id)

async function except(waterId: string, yuan: number, actor: Actor = wang): Promise<string> {
  const id = uuidv7(now.getTime())
  const attachmentId = await attach(waterId)
  const exception = { ...said, yuan, attachmentId, reason: '汛期抢险先行支付' }
  await write(actor, tx => grantException(tx, { waterId, id }, exception))
  return id
}
const balanceOf = async (waterId: string, source = 'county') =>
  (await read(wang, tx => showWaterMoney(tx, waterId))).balances.find(each => each.source === source)
const faults = async (): Promise<readonly RowFault[]> => {
  const found: RowFault[] = []
  await read(wang, async tx => {
    await moneyWitness.check(tx, fault => found.push(fault))
    await rewardWitness.check(tx, fault => found.push(fault))
  })
  return found
}

describe('an entry of money', () => {
  it('is recorded by the finance department too, seen by whoever answers for the place, by nobody else', async () => {
    const water = await newWater()
    await enter(water, { kind: 'planned', yuan: 900_000 }, finance)
    await enter(water, { kind: 'allotted', yuan: 1_000_000 })
    expect(await balanceOf(water)).toMatchObject({
      plannedYuan: 900_000,
      allottedYuan: 1_000_000,
      spentYuan: 0,
      warnings: [{ code: 'beyond-planned' }],
    })
    expect(await codeOf(read(zhao, tx => showWaterMoney(tx, water)))).toBe('water.not-found')
    expect(await codeOf(enter(water, {}, zhao))).toBe('water.not-found')
    expect((await read(zhao, tx => listEntries(tx, { water, limit: 9 }))).items).toEqual([])
  })

  it('may be sent twice and counts once; other content under its id is refused', async () => {
    const water = await newWater()
    const id = await enter(water, { yuan: 500 })
    await enter(water, { yuan: 500 }, li, id)
    expect((await balanceOf(water))?.allottedYuan).toBe(500)
    expect(await codeOf(enter(water, { yuan: 501 }, li, id))).toBe('money.entry-differs')
    expect(await codeOf(enter(await newWater(), { yuan: 500 }, li, id))).toBe('money.entry-differs')
  })

  it('has a day that has come, a measure of the plan and a file that is there', async () => {
    const water = await newWater()
    expect(await codeOf(enter(water, { on: '2014-12-31' }))).toBe('money.day-wrong')
    await enter(water, { on: '2015-01-01' })
    await enter(water, { on: '2026-11-29' })
    expect(await codeOf(enter(water, { on: '2026-11-30' }))).toBe('money.day-wrong')
    expect(await codeOf(enter(water, { measureId: 'septic-tank' }))).toBe('money.measure-not-planned')
    expect(await codeOf(enter(water, { attachmentId: uuidv7(7) }))).toBe('money.file-not-there')
    expect(await codeOf(enter(water, { attachmentId: await attach(await newWater()) }))).toBe('money.file-not-there')
  })

  it('never spends more of a source than was allotted, another source notwithstanding', async () => {
    const water = await newWater()
    await enter(water, { yuan: 900 })
    await enter(water, { yuan: 900, source: 'municipal-grant' })
    await enter(water, { kind: 'spent', yuan: 900 })
    const refusal = await refusalOf(enter(water, { kind: 'spent', yuan: 1 }))
    expect(refusal.kind.code).toBe('money.beyond-allotted')
    expect(refusal.words().zh).toContain('将超出 1 元')
  })

  it('does not slip past the limit when two are sent at once', async () => {
    const water = await newWater()
    await enter(water, { yuan: 900 })
    const sent = await Promise.allSettled([1, 2, 3].map(() => enter(water, { kind: 'spent', yuan: 600 })))
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await balanceOf(water))?.spentYuan).toBe(600)
  })

  it('is undone by a reversal with its reason, once, and not where the money is spent', async () => {
    const water = await newWater()
    const allotted = await enter(water, { yuan: 900 })
    const spent = await enter(water, { kind: 'spent', yuan: 900 })
    const reverse = (id: string) => write(li, tx => reverseEntry(tx, id, '金额录入有误'))
    expect(await codeOf(reverse(allotted))).toBe('money.spent-already')
    const reversal = await reverse(spent)
    expect(await balanceOf(water)).toMatchObject({ allottedYuan: 900, spentYuan: 0 })
    expect(await codeOf(reverse(spent))).toBe('money.entry-reversed')
    expect(await codeOf(reverse(reversal))).toBe('money.entry-reversed')
    await reverse(allotted)
    expect(await codeOf(write(zhao, tx => reverseEntry(tx, allotted, '看不到')))).toBe('money.entry-not-found')
    const { items } = await read(li, tx => listEntries(tx, { water, limit: 9 }))
    expect(items.find(({ id }) => id === spent)?.reversedBy).toBe(reversal)
    expect(items.find(({ id }) => id === reversal)).toMatchObject({
      yuan: -900,
      reverses: spent,
      reason: '金额录入有误',
    })
  })

  it('pages through the newest day first', async () => {
    const water = await newWater()
    for (const on of ['2026-01-01', '2026-03-01', '2026-02-01']) await enter(water, { on })
    const first = await read(li, tx => listEntries(tx, { water, limit: 2 }))
    const second = await read(li, tx => listEntries(tx, { water, limit: 2, cursor: first.next }))
    expect([...first.items, ...second.items].map(({ on }) => on)).toEqual(['2026-03-01', '2026-02-01', '2026-01-01'])
    const forged = Buffer.from(JSON.stringify(['yesterday', uuidv7(1)])).toString('base64url')
    expect(await codeOf(read(li, tx => listEntries(tx, { limit: 2, cursor: forged })))).toBe('request.cursor-invalid')
  })
})

describe('an exception to spending', () => {
  it('is granted by the city only, with a file, and stays visible beside the number', async () => {
    const water = await newWater()
    await enter(water, { kind: 'planned', yuan: 100 })
    await enter(water, { yuan: 100 })
    expect(await codeOf(except(water, 50, li))).toBe('money.approver-elsewhere')
    const exception = { ...said, yuan: 50, reason: '汛期抢险先行支付' }
    const without = write(wang, tx => grantException(tx, { waterId: water, id: uuidv7(1) }, exception))
    expect(await codeOf(without)).toBe('money.file-needed')
    const id = await except(water, 50)
    expect((await balanceOf(water))?.warnings).toMatchObject([{ code: 'exception' }])
    await enter(water, { kind: 'spent', yuan: 150 })
    expect(await balanceOf(water)).toMatchObject({ excessYuan: 50, warnings: [{ code: 'overspent' }] })
    expect(await codeOf(enter(water, { kind: 'spent', yuan: 1 }))).toBe('money.beyond-allotted')
    expect(await codeOf(write(wang, tx => reverseEntry(tx, id, '不再需要')))).toBe('money.spent-already')
    const { items } = await read(li, tx => listBalances(tx, { state: 'excepted', limit: 50 }))
    expect(items.find(each => each.water.id === water)).toMatchObject({
      excessYuan: 50,
      exception: { entryId: id, reason: '汛期抢险先行支付' },
    })
    expect((await read(li, tx => moneyOfWater(tx, water))).exceptions).toMatchObject([{ entryId: id, yuan: 50 }])
  })

  it('is taken back by whoever may grant it, once the money is allotted', async () => {
    const water = await newWater()
    const id = await except(water, 50)
    await enter(water, { kind: 'spent', yuan: 50 })
    await enter(water, { yuan: 50 })
    expect(await codeOf(write(li, tx => reverseEntry(tx, id, '已下达')))).toBe('money.approver-elsewhere')
    await write(wang, tx => reverseEntry(tx, id, '已下达'))
    expect(await balanceOf(water)).toMatchObject({ exceptionYuan: 0, excessYuan: 0 })
  })
})

/** A water that has come so far, clear by a verdict of that day. */
async function completed(stage: string, waterId: string, verdictOn = '2026-11-20'): Promise<void> {
  await test.asOwner(`update waters set stage = $1, list = 'national', completion_on = '2026-11-10', completion_precision = 'day' where id = $2`, [stage, waterId]) // prettier-ignore
  await test.asOwner(
    `insert into verdicts (county_code, id, water_id, region_code, standard_id, outcome, basis, record, at, by_account, judge)
     select county_code, $4, id, region_code, 'rural-2023', 'not-black-odorous', 'monitoring', '{}', $1, $2, 'li' from waters where id = $3`,
    [`${verdictOn}T02:00:00Z`, li.accountId, waterId, uuidv7(Date.parse(verdictOn) + (made += 1))],
  )
}
const paper = { documentNumber: '渝环奖〔2026〕3号' }
const earmark = (waterId: string, actor: Actor = wang) => write(actor, tx => earmarkReward(tx, waterId, paper))
const step = (id: string, body: Parameters<typeof stepReward>[2], actor: Actor = wang) =>
  write(actor, tx => stepReward(tx, id, body))

describe('a reward', () => {
  it('is earmarked by the policy of the day, once, by the city, for a water on a list', async () => {
    const water = await newWater()
    expect(await codeOf(earmark(water))).toBe('reward.not-due')
    await completed('in-works', water)
    expect(await codeOf(earmark(water, li))).toBe('reward.decided-elsewhere')
    const id = await earmark(water)
    expect(await read(li, tx => showReward(tx, id))).toMatchObject({
      yuan: 363_860,
      heldYuan: 363_860,
      state: 'earmarked',
      steps: [{ step: 'earmark', policyFrom: '2020-01-01', documentNumber: '渝环奖〔2026〕3号' }],
    })
    expect(await codeOf(earmark(water))).toBe('reward.exists')
    expect(await codeOf(read(zhao, tx => showReward(tx, id)))).toBe('reward.not-found')
    await step(id, { step: 'cancel', reason: '重复预留' })
    expect(await codeOf(step(id, { step: 'cancel', reason: '重复预留' }))).toBe('reward.released-already')
    await earmark(water)
  })

  it('is held back until stage and evidence satisfy the policy, then released part by part', async () => {
    const water = await newWater()
    await completed('in-works', water, '2026-11-09')
    const id = await earmark(water)
    const release = (stage: 'completed' | 'accepted', attachmentId?: string) =>
      step(id, { step: 'release', stage, ...paper, attachmentId })
    expect(await codeOf(release('completed'))).toBe('reward.held-back')
    await completed('completed', water, '2026-11-09')
    await release('completed')
    await test.asOwner(`update waters set stage = 'accepted' where id = $1`, [water])
    const early = await refusalOf(release('accepted', await attach(water)))
    expect(early.words().en).toContain('a verdict after completion')
    await completed('accepted', water, '2026-11-21')
    expect((await refusalOf(release('accepted'))).words().en).toContain('the paper that verifies')
    await release('accepted', await attach(water))
    expect(await read(wang, tx => showReward(tx, id))).toMatchObject({ releasedYuan: 254_702, state: 'partly' })
    expect((await read(wang, tx => moneyOfWater(tx, water))).rewards).toMatchObject([
      { releasedYuan: 254_702, releasedStage: 'accepted' },
    ])
  })

  it('is not released while more is spent than was allotted', async () => {
    const water = await newWater()
    await completed('completed', water)
    const id = await earmark(water)
    await except(water, 10)
    await enter(water, { kind: 'spent', yuan: 10 })
    const refusal = await refusalOf(step(id, { step: 'release', stage: 'completed', ...paper }))
    expect(refusal.words().zh).toContain('没有超过下达的支出')
  })

  it('is taken back on relapse by a new fact, and not before', async () => {
    const water = await newWater()
    await completed('completed', water)
    const id = await earmark(water)
    await step(id, { step: 'release', stage: 'completed', ...paper })
    expect(await codeOf(step(id, { step: 'take-back', reason: '返黑' }))).toBe('reward.stands')
    await test.asOwner(`update waters set stage = 'accepted' where id = $1`, [water])
    await relapse(water)
    const listed = async () => (await read(wang, tx => listRewards(tx, { state: 'to-take-back', limit: 50 }))).items
    expect((await listed()).map(each => each.id)).toEqual([id])
    expect((await read(wang, tx => showBoard(tx))).rewardsToTakeBack).toBe(1)
    await step(id, { step: 'take-back', reason: '返黑返臭' })
    expect(await listed()).toEqual([])
    expect(await read(wang, tx => showReward(tx, id))).toMatchObject({
      state: 'taken-back',
      heldYuan: 0,
      releasedYuan: 109_158,
    })
    const kinds = await test.asOwner(
      `select kind from facts where subject_id = '${water}' and kind like 'money.%' order by sequence`,
    )
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'money.reward-earmarked',
      'money.reward-released',
      'money.reward-taken-back',
    ])
  })
})

/** Moves a water as its page does, and runs the job that this wakes, twice. */
async function followed(waterId: string, asked: MoveAsked): Promise<void> {
  now = new Date(now.getTime() + 1000)
  await move(test.database, waterId, { reason: '现场核实', ...asked })
  await followLast()
}
async function followLast(): Promise<void> {
  const [row] = await test.asOwner(
    `select county_code as chain, sequence, kind, body from facts where kind = 'water.moved' order by at desc, sequence desc limit 1`,
  )
  const { body, ...fact } = row as unknown as FactReference & { body: Record<string, unknown> }
  if (markToTakeBack.concerns?.(body) !== true) return
  for (const _run of [1, 2]) await markToTakeBack.run({ database: test.database } as never, fact)
}
const relapse = (waterId: string) =>
  followed(waterId, { transition: 'relapse', values: { relapseReference: '监测 7' } })

/** What the board says, after it was counted again from the rewards one by one, for the city and for both counties. */
async function toTakeBack(): Promise<number> {
  const counted = async (actor: Actor) => {
    const open = (await read(actor, tx => listRewards(tx, { state: 'open', limit: 200 }))).items
    const board = (await read(actor, tx => showBoard(tx))).rewardsToTakeBack
    const listed = (await read(actor, tx => listRewards(tx, { state: 'to-take-back', limit: 200 }))).items
    const due = open.filter(reward => reward.toTakeBack).map(({ id }) => id)
    expect(listed.map(({ id }) => id)).toEqual(due)
    expect(board).toBe(due.length)
    return board
  }
  const [city, here, there] = [await counted(wang), await counted(li), await counted(zhao)]
  expect(here + there).toBe(city)
  expect(await faults()).toEqual([])
  return city
}

describe('rewards to be taken back', () => {
  async function rewarded(stage: 'completed' | 'accepted'): Promise<{ water: string; id: string }> {
    const own = await newWater()
    await completed('completed', own)
    const id = await earmark(own)
    await step(id, { step: 'release', stage: 'completed', ...paper })
    await completed('accepted', own)
    if (stage === 'accepted') await step(id, { step: 'release', stage, ...paper, attachmentId: await attach(own) })
    return { water: own, id }
  }

  it('are counted from the relapse on, and not any more once it is dismissed or they are taken back', async () => {
    const before = await toTakeBack()
    const [one, other] = [await rewarded('completed'), await rewarded('accepted')]
    const earmarked = await newWater()
    await completed('accepted', earmarked)
    await earmark(earmarked)
    expect(await toTakeBack()).toBe(before)
    for (const water of [one.water, other.water, earmarked]) await relapse(water)
    expect(await toTakeBack()).toBe(before + 2)
    await followed(one.water, { transition: 'dismiss-relapse' })
    expect(await toTakeBack()).toBe(before + 1)
    await followed(other.water, { transition: 'relist', list: 'national' })
    expect(await toTakeBack()).toBe(before + 1)
    await step(other.id, { step: 'take-back', reason: '返黑返臭' })
    expect(await toTakeBack()).toBe(before)
  })

  it('are counted where the water falls behind what was rewarded, until it has come as far again', async () => {
    const before = await toTakeBack()
    const { water } = await rewarded('accepted')
    await followed(water, { transition: 'revoke-acceptance' })
    expect(await toTakeBack()).toBe(before + 1)
    await followed(water, { transition: 'complete', values: { completedOn: '2026-11-20' } })
    expect(await toTakeBack()).toBe(before + 1)
    await followed(water, { transition: 'accept', values: { acceptanceReference: '渝环验〔2026〕2号' } })
    expect(await toTakeBack()).toBe(before)
  })

  it('are not counted once the water goes into another, which is judged itself', async () => {
    const before = await toTakeBack()
    const { water } = await rewarded('completed')
    await relapse(water)
    expect(await toTakeBack()).toBe(before + 1)
    const stays = await newWater()
    await write(li, async tx => {
      const [gone, into] = [await requireWater(tx, water), await requireWater(tx, stays)]
      const merged = [{ id: gone.id, expectedVersion: gone.version }]
      await mergeWaters(tx, {
        id: into.id,
        expectedVersion: into.version,
        merged,
        why: 'same-water',
        reason: '同一水体',
      })
    })
    await followLast()
    expect(await toTakeBack()).toBe(before)
  })

  it('move to another county with their water, and stay counted when an entry is reversed', async () => {
    const { water } = await rewarded('completed')
    await relapse(water)
    const allotted = await enter(water, { yuan: 700 })
    const before = await toTakeBack()
    const there = async () => (await read(zhao, tx => showBoard(tx))).rewardsToTakeBack
    expect(await there()).toBe(0)
    await write(wang, async tx => {
      await tx.sql.updateTable('waters').set({ region_code: zhutuo }).where('id', '=', water).execute()
      await moveMoneyToRegion(tx, water, zhutuo)
    })
    expect(await toTakeBack()).toBe(before)
    expect(await there()).toBe(1)
    await write(wang, tx => reverseEntry(tx, allotted, '金额录入有误'))
    expect(await toTakeBack()).toBe(before)
  })

  it('are marked where they stood before there were marks', async () => {
    const before = await toTakeBack()
    expect(before).toBeGreaterThan(0)
    await test.asOwner('alter table money_rewards drop column to_take_back')
    await test.asOwner('alter table money_tallies drop column rewards_to_take_back')
    await test.asOwner('drop index money_balances_late')
    const owner = openDatabase(test.ownerUrl, {
      role: String((await test.asOwner('select session_user as role'))[0]?.['role']),
    })
    await markAll(owner.sql as never)
    await owner.close()
    expect(await toTakeBack()).toBe(before)
  })

  it('show where their mark was changed behind the platform, though a mark may be behind its water for three hours', async () => {
    const { water } = await rewarded('completed')
    now = new Date(now.getTime() + 3 * 3_600_000 + 1000)
    const flip = () =>
      test.asOwner(`update money_rewards set to_take_back = not to_take_back where water_id = $1`, [water])
    await flip()
    expect((await faults()).map(({ table }) => table)).toEqual(
      expect.arrayContaining(['money_rewards', 'money_tallies']),
    )
    await flip()
    now = new Date(now.getTime() + 1000)
    await move(test.database, water, { transition: 'relapse', values: { relapseReference: '监测 8' } })
    expect(await faults()).toEqual([])
    now = new Date(now.getTime() + 3 * 3_600_000 + 1000)
    expect((await faults()).map(({ table }) => table)).toEqual(['money_rewards'])
    await followLast()
    expect(await faults()).toEqual([])
  })
})

describe('the board', () => {
  const cellOf = async (actor: Actor, region: string, division: string, source = 'villagers') =>
    (await read(actor, tx => showBoard(tx, region))).divisions
      .find(({ code }) => code === division)
      ?.cells.find(cell => cell.source === source)

  it('sums by county and source, and for a county by town; late spending from the day after the last in time', async () => {
    const water = await newWater()
    const social = { source: 'villagers' } as const
    await enter(water, { ...social, yuan: 700, on: '2025-11-29' })
    await enter(water, { ...social, kind: 'spent', yuan: 200 })
    const cell = { waters: 1, allottedYuan: 700, spentYuan: 200, lateWaters: 0 }
    expect(await cellOf(wang, '500000000000', '500231000000')).toMatchObject(cell)
    expect(await cellOf(li, '500231000000', '500231102000')).toMatchObject(cell)
    expect(await cellOf(zhao, '500000000000', '500231000000')).toBeUndefined()
    now = new Date('2026-11-30T02:00:00Z')
    expect(await cellOf(wang, '500000000000', '500231000000')).toMatchObject({ lateWaters: 1, lateYuan: 500 })
    const late = await read(li, tx => listBalances(tx, { state: 'late', source: 'villagers', limit: 9 }))
    expect(late.items).toMatchObject([{ oldestUnspentOn: '2025-11-29', allottedYuan: 700 }])
  })

  it('follows a water that is corrected to another county, and back', async () => {
    const water = await newWater()
    const from = { source: 'operator-contract' } as const
    await enter(water, { ...from, yuan: 300 })
    await completed('completed', water)
    await earmark(water)
    const heldIn = async (division: string) =>
      (await cellOf(wang, '500000000000', division, 'municipal-grant'))?.heldYuan ?? 0
    const before = { there: await heldIn('500118000000'), here: await heldIn('500231000000') }
    const correct = (region: string) =>
      write(wang, async tx => {
        await tx.sql.updateTable('waters').set({ region_code: region }).where('id', '=', water).execute()
        await moveMoneyToRegion(tx, water, region)
        await moveMoneyToRegion(tx, water, region)
      })
    await correct(zhutuo)
    expect(await cellOf(wang, '500000000000', '500118000000', from.source)).toMatchObject({
      waters: 1,
      allottedYuan: 300,
    })
    expect(await cellOf(wang, '500000000000', '500231000000', from.source)).toBeUndefined()
    expect(await heldIn('500118000000')).toBe(before.there + 363_860)
    expect((await read(zhao, tx => listEntries(tx, { water, limit: 9 }))).items).toHaveLength(1)
    expect(await faults()).toEqual([])
    await correct('500231102000')
    expect(await heldIn('500231000000')).toBe(before.here)
  })

  it('fits the ledger, and whatever is changed behind the platform shows', async () => {
    expect(await faults()).toEqual([])
    const water = await newWater()
    await enter(water, { source: 'enterprise', yuan: 300 })
    const tampered = async (statement: string, undo: string) => {
      await test.asOwner(statement)
      const found = (await faults()).map(({ table }) => table)
      await test.asOwner(undo)
      return [...new Set(found)]
    }
    const entry = `where water_id = '${water}'`
    expect(await tampered(`update money_entries set yuan = 301 ${entry}`, `update money_entries set yuan = 300 ${entry}`)).toEqual(['money_entries', 'money_balances']) // prettier-ignore
    expect(await tampered(`update money_balances set oldest_unspent_on = '2026-11-02' ${entry}`, `update money_balances set oldest_unspent_on = '2026-11-01' ${entry}`)).toEqual(['money_balances']) // prettier-ignore
    const town = `where source = 'enterprise' and digits = 9`
    expect(await tampered(`update money_tallies set allotted_yuan = 299 ${town}`, `update money_tallies set allotted_yuan = 300 ${town}`)).toEqual(['money_tallies']) // prettier-ignore
    const released = `where state = 'partly'`
    expect(await tampered(`update money_rewards set steps = steps + 1 ${released}`, `update money_rewards set steps = steps - 1 ${released}`)).toEqual(['money_rewards']) // prettier-ignore
    const first = `where number = 1 and reward_id = (select reward_id from money_reward_steps order by 1 limit 1)`
    expect(await tampered(`update money_reward_steps set document_number = 'x' ${first}`, `update money_reward_steps set document_number = '${paper.documentNumber}' ${first}`)).toEqual(['money_reward_steps']) // prettier-ignore
    expect(await faults()).toEqual([])
  })
})
