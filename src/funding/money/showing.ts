import { requireDay } from '../../platform/http/day-cursor.ts'
import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import { regionRange, type RegionCode, type RegionRange } from '../../domain/regions.ts'
import { labelPeople, type WhoIs } from '../../people/store.ts'
import { divisionName, regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../../platform/http/cursor.ts'
import type { AnswerOf, QueryOf } from '../../platform/http/endpoint.ts'
import type { PolicyEdition } from '../../policy/policy.ts'
import { findBalances, toBalance, type BalanceKey, type ListedBalance } from './balances-store.ts'
import type {
  BoardCell,
  getMoneyBoard,
  listMoneyBalances,
  listMoneyEntries,
  listRewards as listRewardsEndpoint,
  MoneyBalance,
  MoneyEntry,
  MoneyReward,
} from './contract.ts'
import { sourcesPolicy } from './entries-store.ts'
import { findEntries, type ListedEntry } from './entry-rows-store.ts'
import * as problem from './problems.ts'
import { findRewards, stepsOfRewards, toReward, type ListedReward, type RewardStepTable } from './reward-rows-store.ts'
import { excessOf, heldYuan, isToTakeBack, lateSince } from './rules.ts'
import { digitsOfBoard, lateTallies, moneyTallies, type LateRow, type TallyRow } from './tallies-store.ts'

/** What the caller asked for and may see: nothing at all of a division that lies elsewhere. */
export function rangeIn(tx: Tx, region: RegionCode | undefined): RegionRange {
  return region === undefined ? tx.actor.range : regionRange(region)
}

export function policyMark({ inForceFrom, citation }: PolicyEdition<'funding-sources'> | PolicyEdition<'rewards'>) {
  return { inForceFrom, ...citation }
}

export function shownPolicy(edition: PolicyEdition<'funding-sources'>) {
  const { sources, lateAfterDays, fileNeededFor } = edition.value
  return {
    ...policyMark(edition),
    sources: Object.entries(sources).map(([source, nature]) => ({ source: source as keyof typeof sources, nature })), // its keys
    lateAfterDays,
    fileNeededFor,
  }
}

type Known = { readonly directory: PlaceDirectory; readonly whoIs: WhoIs }

export function toEntry(row: ListedEntry, { directory, whoIs }: Known): MoneyEntry {
  return {
    id: row.id,
    water: { id: row.water_id, code: row.code, name: row.name },
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    cycle: row.cycle,
    kind: row.kind,
    source: row.source,
    yuan: row.yuan,
    on: row.on_day,
    ...(row.measure_id === null ? {} : { measureId: row.measure_id }),
    documentNumber: row.document_number,
    ...(row.attachment_id === null ? {} : { attachmentId: row.attachment_id }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.reverses === null ? {} : { reverses: row.reverses }),
    ...(row.reversed_by === null ? {} : { reversedBy: row.reversed_by }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    policyFrom: row.policy_from,
    by: whoIs(row.by_account),
    at: row.at.toISOString(),
  }
}

export async function showEntries(tx: Tx, rows: readonly ListedEntry[]): Promise<MoneyEntry[]> {
  const whoIs = await labelPeople(
    tx,
    rows.map(({ by_account }) => by_account),
  )
  const directory = await placeDirectory(tx)
  return rows.map(row => toEntry(row, { directory, whoIs }))
}

/** @throws Problem `money.entry-not-found` */
export async function showEntry(tx: Tx, id: string): Promise<MoneyEntry> {
  const [entry] = await showEntries(tx, await findEntries(tx, { range: tx.actor.range, id }, { limit: 1 }))
  if (entry === undefined) throw new Problem(problem.entryNotFound, { id })
  return entry
}

/** Entries, the newest day first. @throws Problem `request.cursor-invalid` */
export async function listEntries(tx: Tx, query: QueryOf<typeof listMoneyEntries>): Promise<RowPage<MoneyEntry>> {
  const { region, water, nature, cursor, limit, ...filter } = query
  const all = shownPolicy(sourcesPolicy(tx)).sources
  const sources =
    nature === undefined ? undefined : all.filter(each => each.nature === nature).map(({ source }) => source)
  const [day, id] = cursor === undefined ? [] : readCursor(cursor, ['text', 'uuid'])
  const after = day === undefined || id === undefined ? undefined : { day: requireDay(day), id }
  const rows = await findEntries(
    tx,
    { range: rangeIn(tx, region), waterId: water, sources, ...filter },
    { after, limit: limit + 1 },
  )
  const page = cutPage(rows, limit, row => writeCursor([row.on_day, row.id]))
  return { ...page, items: await showEntries(tx, page.items) }
}

/** In place of the day where balances do not lie in the order of days. */
const noDay = '0001-01-01'

/** @throws Problem `request.cursor-invalid` */
function readBalanceKey(cursor: string): BalanceKey {
  const [oldestOn, waterId, source] = readCursor(cursor, ['text', 'uuid', 'text'])
  return { oldestOn: requireDay(oldestOn), waterId, source }
}

/** Balances that somebody has to look at. @throws Problem `request.cursor-invalid` */
export async function listBalances(tx: Tx, query: QueryOf<typeof listMoneyBalances>): Promise<RowPage<MoneyBalance>> {
  const { state, region, source, cursor, limit } = query
  const isLate = state === 'late'
  const since = isLate ? lateSince(chinaDate(tx.at), sourcesPolicy(tx).value) : undefined
  const after = cursor === undefined ? undefined : readBalanceKey(cursor)
  const filter = { range: rangeIn(tx, region), source, lateSince: since }
  const rows = await findBalances(tx, filter, { after, limit: limit + 1 })
  const page = cutPage(rows, limit, row =>
    writeCursor([isLate ? (row.oldest_unspent_on ?? '') : noDay, row.water_id, row.source]),
  )
  const accounts = page.items.flatMap(({ by_account }) => (by_account === null ? [] : [by_account]))
  const known = { whoIs: await labelPeople(tx, accounts), directory: await placeDirectory(tx) }
  return { ...page, items: page.items.map(row => toListed(row, known)) }
}

function toListed(row: ListedBalance, { directory, whoIs }: Known): MoneyBalance {
  const balance = toBalance(row)
  const { exception_id, reason, document_number, on_day, by_account } = row
  const isExcepted =
    exception_id !== null && reason !== null && document_number !== null && on_day !== null && by_account !== null
  return {
    water: { id: row.water_id, code: row.code, name: row.name },
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    source: row.source,
    ...balance,
    excessYuan: excessOf(balance),
    ...(row.oldest_unspent_on === null ? {} : { oldestUnspentOn: row.oldest_unspent_on }),
    ...(isExcepted
      ? {
          exception: {
            entryId: exception_id,
            reason,
            documentNumber: document_number,
            on: on_day,
            by: whoIs(by_account),
          },
        }
      : {}),
  }
}

/** Rewards, the newest first. @throws Problem `request.cursor-invalid` */
export async function listRewards(tx: Tx, query: QueryOf<typeof listRewardsEndpoint>): Promise<RowPage<MoneyReward>> {
  const { region, state, cursor, limit } = query
  const [before] = cursor === undefined ? [undefined] : readCursor(cursor, ['uuid'])
  const rows = await findRewards(tx, { range: rangeIn(tx, region), state }, { before, limit: limit + 1 })
  const page = cutPage(rows, limit, ({ id }) => writeCursor([id]))
  return { ...page, items: await showRewards(tx, page.items) }
}

/** @throws Problem `reward.not-found` */
export async function showReward(tx: Tx, id: string): Promise<MoneyReward> {
  const [reward] = await showRewards(tx, await findRewards(tx, { range: tx.actor.range, id }, { limit: 1 }))
  if (reward === undefined) throw new Problem(problem.rewardNotFound, { id })
  return reward
}

export async function showRewards(tx: Tx, rows: readonly ListedReward[]): Promise<MoneyReward[]> {
  const steps = await stepsOfRewards(
    tx,
    rows.map(({ id }) => id),
  )
  const accounts = steps.map(({ by_account }) => by_account)
  const known = { whoIs: await labelPeople(tx, accounts), directory: await placeDirectory(tx) }
  return rows.map(row =>
    toShown(
      row,
      steps.filter(({ reward_id }) => reward_id === row.id),
      known,
    ),
  )
}

function toShown(row: ListedReward, steps: readonly RewardStepTable[], { directory, whoIs }: Known): MoneyReward {
  const reward = toReward(row)
  return {
    id: row.id,
    water: { id: row.water_id, code: row.code, name: row.name, stage: row.stage, cycle: row.water_cycle },
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    cycle: row.cycle,
    list: row.list,
    source: row.source,
    yuan: row.yuan,
    releasedYuan: row.released_yuan,
    heldYuan: heldYuan(reward),
    state: row.state,
    toTakeBack: isToTakeBack(reward, { stage: row.stage, cycle: row.water_cycle }),
    steps: steps.map(step => ({
      number: step.number,
      step: step.step,
      ...(step.stage === null ? {} : { stage: step.stage }),
      yuan: step.yuan,
      evidence: step.evidence,
      ...(step.document_number === null ? {} : { documentNumber: step.document_number }),
      ...(step.attachment_id === null ? {} : { attachmentId: step.attachment_id }),
      ...(step.reason === null ? {} : { reason: step.reason }),
      policyFrom: step.policy_from,
      by: whoIs(step.by_account),
      at: step.at.toISOString(),
    })),
  }
}

/** The sums of a division's divisions, by source. */
export async function showBoard(tx: Tx, region: RegionCode = tx.actor.region): Promise<AnswerOf<typeof getMoneyBoard>> {
  const edition = sourcesPolicy(tx)
  const range = rangeIn(tx, region)
  const digits = digitsOfBoard(region)
  const tallies = await moneyTallies(tx, { range, digits })
  const since = lateSince(chinaDate(tx.at), edition.value)
  const late = new Map((await lateTallies(tx, { range, digits, since })).map(row => [keyOf(row), row]))
  const directory = await placeDirectory(tx)
  const divisions = Map.groupBy(tallies, ({ division }) => division)
  return {
    regionCode: region,
    policy: shownPolicy(edition),
    divisions: [...divisions].map(([code, rows]) => ({
      code,
      name: divisionName(directory, code),
      cells: rows.map(row => toCell(row, late.get(keyOf(row)))),
    })),
    rewardsToTakeBack: tallies.reduce((sum, { rewards_to_take_back }) => sum + rewards_to_take_back, 0),
  }
}

const keyOf = ({ division, source }: Pick<TallyRow, 'division' | 'source'>) => `${division} ${source}`

function toCell(row: TallyRow, late: LateRow | undefined): BoardCell {
  return {
    source: row.source,
    waters: row.waters,
    ...toBalance(row),
    exceptions: row.exceptions,
    excessYuan: row.excess_yuan,
    heldYuan: row.held_yuan,
    releasedYuan: row.released_yuan,
    takenBackYuan: row.taken_back_yuan,
    lateWaters: late?.waters ?? 0,
    lateYuan: late?.yuan ?? 0,
  }
}
