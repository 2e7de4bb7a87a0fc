import { readDayCursor } from '../platform/http/day-cursor.ts'
import { chinaDate } from '../domain/dates.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../places/store.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { AnswerOf, QueryOf } from '../platform/http/endpoint.ts'
import { policyAt } from '../policy/policy.ts'
import { requireWater, type WaterRow } from '../waters/store.ts'
import { assemble, itemView } from './assembling.ts'
import type {
  countFiles,
  File,
  FileSummary,
  getAcceptance,
  getAcceptanceBrief,
  listFiles as listFilesEndpoint,
  Objection,
} from './contract.ts'
import { callersHand, editionOf, hindranceOf, isPermitted, standingOf } from './deciding.ts'
import { declarableOn, declaredOf, declaredViews } from './declared-store.ts'
import {
  countWaiting,
  decisionsOf,
  filesAfter,
  filesOfWater,
  requireFile,
  tallyFiles,
  type DecisionTable,
  type FileRow,
  type FileTable,
  type ListedFile,
} from './files-store.ts'
import { countOpenObjections, objectionsOf, openObjections, type ObjectionTable } from './objections-store.ts'
import { blockingItems, daysUntil, deciderOf, decisionsFrom, fileStateIds, standingStates, urgencyOf } from './rules.ts'

/** One file as its page shows it, with what may be done now. @throws Problem `acceptance.not-found` */
export async function showFile(tx: Tx, id: string): Promise<File> {
  const file = await requireFile(tx, id)
  const water = await requireWater(tx, file.water_id)
  const decisions = await decisionsOf(tx, id)
  const objections = await objectionsOf(tx, id)
  const whoIs = await labelPeople(tx, [
    file.submitted_by,
    file.notice_by,
    ...decisions.map(row => row.by_account),
    ...objections.flatMap(row => [row.recorded_by, row.answered_by]),
  ])
  const directory = await placeDirectory(tx)
  const open = objections.filter(({ answered_at }) => answered_at === null).length
  const { notice } = editionOf(file).value
  const hindrance = hindranceNow(tx, file, { decisions, objections })
  return {
    ...summaryOf({ ...file, ...named(water) }, { directory, whoIs, open, today: chinaDate(tx.at) }),
    snapshot: file.snapshot,
    snapshotHash: file.snapshot_hash,
    ...(file.note === null ? {} : { note: file.note }),
    submittedBy: whoIs(file.submitted_by),
    decisions: decisions.map(({ number, step, decision, reason, items, by_account, at }) => ({
      number,
      ...(step === null ? {} : { step }),
      decision,
      reason,
      items,
      by: whoIs(by_account),
      at: at.toISOString(),
    })),
    objections: objections.map(row => objectionView(row, whoIs)),
    allowed: decisionsFrom(standingOf(file)).map(decision => ({
      decision,
      permitted: isPermitted(tx, { file, water }, decision),
    })),
    mayWrite: tx.actor.may('acceptance.write'),
    ...(hindrance === undefined ? {} : { hindrance }),
    noticeRules: {
      leastDays: notice.leastDays,
      ...(file.state === 'accepted' ? { earliestOn: chinaDate(file.state_since) } : {}),
    },
  }
}

function hindranceNow(
  tx: Tx,
  file: FileTable,
  {
    decisions,
    objections,
  }: { readonly decisions: readonly DecisionTable[]; readonly objections: readonly ObjectionTable[] },
): File['hindrance'] {
  if (file.step === null) return undefined
  const hand = callersHand(tx, file, decisions)
  if (hand !== undefined) return hand === 'sent-in' ? 'own-file' : hand
  return file.step === 'delisting' ? hindranceOf(tx, file, objections) : undefined
}

function objectionView(row: ObjectionTable, whoIs: WhoIs): Objection {
  return {
    id: row.id,
    receivedOn: row.received_on,
    text: row.text,
    recordedBy: whoIs(row.recorded_by),
    recordedAt: row.recorded_at.toISOString(),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.upheld === null ? {} : { upheld: row.upheld }),
    ...(row.answered_by === null ? {} : { answeredBy: whoIs(row.answered_by) }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
  }
}

type Shown = {
  readonly directory: PlaceDirectory
  readonly whoIs: WhoIs
  /** Objections without answer. */
  readonly open: number
  readonly today: string
}

const named = ({ code, name, list }: WaterRow) => ({ code, name, list })

function summaryOf(file: ListedFile, { directory, whoIs, open, today }: Shown): FileSummary {
  return {
    water: { id: file.water_id, code: file.code, name: file.name },
    regionCode: file.region_code,
    regionNames: regionNamesOf(directory, file.region_code),
    ...(file.list === null ? {} : { list: file.list }),
    cycle: file.cycle,
    ...standingView(file, file.list ?? undefined, today),
    stateSince: file.state_since.toISOString(),
    submittedAt: file.submitted_at.toISOString(),
    openObjections: open,
    ...noticeOf(file, whoIs),
  }
}

function noticeOf(file: FileRow, whoIs: WhoIs): Pick<FileSummary, 'notice'> {
  const { notice_id: id, notice_from, notice_to, notice_place, notice_by, notice_at } = file
  if (id === null || notice_from === null || notice_to === null || notice_at === null || notice_by === null) return {}
  const days = { startsOn: notice_from, endsOn: notice_to }
  return { notice: { id, ...days, place: notice_place ?? '', by: whoIs(notice_by), at: notice_at.toISOString() } }
}

/** The file of a water as it would be sent in today, and those sent in. @throws Problem `water.not-found` */
export async function showAcceptance(tx: Tx, waterId: string): Promise<AnswerOf<typeof getAcceptance>> {
  const water = await requireWater(tx, waterId)
  const today = chinaDate(tx.at)
  const [newest, ...older] = await filesOfWater(tx, waterId)
  const isPresent = newest?.cycle === water.cycle
  const earlier = newest === undefined ? [] : isPresent ? older : [newest, ...older]
  const standing = isPresent && (standingStates as readonly string[]).includes(newest.state) // widened to ask for membership
  const edition = standing ? editionOf(newest) : policyAt('acceptance', today)
  const { standardId, evidence, items } = await assemble(tx, water, edition)
  const directory = await placeDirectory(tx)
  return {
    water: {
      id: water.id,
      code: water.code,
      name: water.name,
      stage: water.stage,
      ...(water.list === null ? {} : { list: water.list }),
      cycle: water.cycle,
      regionCode: water.region_code,
      regionNames: regionNamesOf(directory, water.region_code),
    },
    standardId,
    ...(evidence.completedOn === undefined ? {} : { completedOn: evidence.completedOn }),
    policy: {
      inForceFrom: edition.inForceFrom,
      title: edition.title,
      citation: edition.citation,
      steps: edition.value.steps.map(({ id, name, days }) => ({
        id,
        name,
        days,
        decider: deciderOf(edition.value, id, water.list ?? undefined),
      })),
    },
    items: items.map(itemView),
    declared: await declaredViews(tx, await declaredOf(tx, water)),
    declarable: declarableOn(today).map(({ id, name, unit }) => ({ measureId: id, name, unit })),
    maySubmit: water.stage === 'completed' && !standing && tx.actor.may('acceptance.write'),
    ...(isPresent ? { file: await showFile(tx, newest.id) } : {}),
    earlier: await summaries(tx, earlier.map(file => ({ ...file, ...named(water) }))), // prettier-ignore
  }
}

/** How the acceptance of a water stands: two queries, but for a completed water. @throws Problem `water.not-found` */
export async function showAcceptanceBrief(tx: Tx, waterId: string): Promise<AnswerOf<typeof getAcceptanceBrief>> {
  const water = await requireWater(tx, waterId)
  const today = chinaDate(tx.at)
  const newest = (await filesOfWater(tx, waterId)).find(({ cycle }) => cycle === water.cycle)
  const assembled = water.stage === 'completed' ? await assemble(tx, water, policyAt('acceptance', today)) : undefined
  return {
    stage: water.stage,
    ...(newest === undefined ? {} : { file: standingView(newest, water.list ?? undefined, today) }),
    ...(assembled === undefined ? {} : { blocking: blockingItems(assembled.items).map(({ id }) => id) }),
  }
}

function standingView(file: FileRow, list: SupervisionList | undefined, today: string) {
  const policy = editionOf(file).value
  const { id, state, step, due_on: dueOn } = file
  return {
    id,
    state,
    ...(step === null ? {} : { step, decider: deciderOf(policy, step, list) }),
    ...(dueOn === null ? {} : { dueOn, daysLeft: daysUntil(dueOn, today) }),
    urgency: urgencyOf(dueOn ?? undefined, today, policy),
  }
}

async function summaries(tx: Tx, files: readonly ListedFile[]): Promise<FileSummary[]> {
  const directory = await placeDirectory(tx)
  const whoIs = await labelPeople(tx, files.map(file => file.notice_by)) // prettier-ignore
  const open = await openObjections(tx, files.map(file => file.id)) // prettier-ignore
  const today = chinaDate(tx.at)
  return files.map(file => summaryOf(file, { directory, whoIs, open: open.get(file.id) ?? 0, today }))
}

/** @throws Problem `request.cursor-invalid` */
export async function listFiles(
  tx: Tx,
  { state, region, list, cursor, limit }: QueryOf<typeof listFilesEndpoint>,
): Promise<RowPage<FileSummary>> {
  const after = cursor === undefined ? undefined : readDayCursor(cursor)
  const rows = await filesAfter(tx, { state, region: rangeIn(region), list }, { after, limit: limit + 1 })
  const page = cutPage(rows, limit, last => writeCursor([last.due_on ?? '2000-01-01', last.id]))
  return { ...page, items: await summaries(tx, page.items) }
}

/** How many files stand where; every state has a number. */
export async function countFilesOf(tx: Tx, region: RegionCode | undefined): Promise<AnswerOf<typeof countFiles>> {
  const range = rangeIn(region)
  const tallies = new Map((await tallyFiles(tx, range)).map(row => [row.state, row]))
  return {
    states: fileStateIds.map(state => ({ state, count: tallies.get(state)?.count ?? 0 })),
    late: [...tallies.values()].reduce((sum, { late }) => sum + late, 0),
    openObjections: await countOpenObjections(tx, range),
    waiting: await countWaiting(tx, range),
  }
}

function rangeIn(region: RegionCode | undefined) {
  return region === undefined ? undefined : regionRange(region)
}
