import { chinaDate } from '../src/domain/dates.ts'
import { beginNotice, decideFile } from '../src/acceptance/deciding.ts'
import { declareMeasure } from '../src/acceptance/declared-store.ts'
import { submitFile } from '../src/acceptance/submitting.ts'
import { recordEntry } from '../src/funding/money/entries-store.ts'
import { beginAnnualPlan, issueAnnual } from '../src/planning/annual/changing.ts'
import { stepPlan } from '../src/planning/plans/deciding.ts'
import { savePlan } from '../src/planning/plans/plans-store.ts'
import type { Tx } from '../src/platform/db/database.ts'
import { policyAt } from '../src/policy/policy.ts'
import { recordAttachment } from '../src/waters/attachments-store.ts'
import { checklistOf, type Answer, type VisitPhase } from '../src/works/rules.ts'
import { completeWorks } from '../src/works/progress/completing.ts'
import { startWorks } from '../src/works/progress/running.ts'
import { makeSchedule, measuresOfSchedule, scheduleOfWater } from '../src/works/progress/schedules-store.ts'
import { reportProgress } from '../src/works/progress/reports-store.ts'
import { listRectifications, stepRectification } from '../src/works/rectifications-store.ts'
import { planVisit, recordVisit } from '../src/works/visits-store.ts'
import { requireWater } from '../src/waters/store.ts'
import type { ExampleEvent, ExampleFinding, Picture } from './events.ts'
import type { KeptPicture } from './pictures.ts'

type Of<Kind extends ExampleEvent['kind']> = Extract<ExampleEvent, { readonly kind: Kind }>

/** The plans and files of acceptance that were begun, by water: what moves such a water is decided through them. */
export type Begun = { readonly plans: Map<string, string>; readonly files: Map<string, string> }

/**
 * Moves a water by deciding on its plan, its works or its file of acceptance.
 *
 * @returns whether it was moved so
 */
export async function movedThroughPapers(
  tx: Tx,
  { waterId, transition, reason, values }: Of<'moved'>,
  { plans, files }: Begun,
): Promise<boolean> {
  const [plan, file] = [plans.get(waterId), files.get(waterId)]
  if (transition === 'approve-plan' && plan !== undefined) {
    const reference = values?.planReference ?? ''
    await stepPlan(tx, plan, { step: 'approve', seenVersion: 1, reference, reason })
    return true
  }
  const isScheduled = (await scheduleOfWater(tx, await requireWater(tx, waterId))) !== undefined
  if (transition === 'start-works' && isScheduled) {
    await startWorks(tx, waterId, chinaDate(tx.at))
    return true
  }
  if (transition === 'complete' && isScheduled) {
    await completeWorks(tx, waterId, { completedOn: values?.completedOn ?? chinaDate(tx.at), reason })
    return true
  }
  if ((transition !== 'accept' && transition !== 'delist') || file === undefined) return false
  await decideFile(tx, file, { decision: 'accept', reason: '材料齐全，现场核实（示例）' })
  return true
}

export async function writePlan(tx: Tx, { waterId, content }: Of<'plan-written'>, { plans }: Begun): Promise<void> {
  const { id } = await savePlan(tx, waterId, { seenVersion: 0, content })
  await stepPlan(tx, id, { step: 'submit', seenVersion: 1 })
  plans.set(waterId, id)
}

export function schedule(tx: Tx, { waterId, measures }: Of<'scheduled'>): Promise<void> {
  return makeSchedule(tx, waterId, { measures: [...measures] })
}

export async function report(tx: Tx, { id, waterId, number, doneQuantity }: Of<'progress-reported'>): Promise<void> {
  const made = await scheduleOfWater(tx, await requireWater(tx, waterId))
  const measures = made === undefined ? [] : await measuresOfSchedule(tx, made.id)
  const measure = measures.find(each => each.number === number)
  if (measure === undefined) throw new RangeError(`no measure ${number} at ${waterId}`)
  await reportProgress(tx, measure.id, id, {
    onDay: chinaDate(tx.at),
    doneQuantity,
    note: '示例',
    photos: [],
    invoices: [],
  })
}

export function enterMoney(tx: Tx, { id, waterId, entry }: Of<'money-entered'>): Promise<void> {
  return recordEntry(tx, { waterId, id }, entry)
}

const pictureOf = { before: 'before', during: 'works', after: 'after' } as const satisfies Record<VisitPhase, string>

/** Puts a drawn picture among the attachments of a water, under each of the ids. */
export async function photograph(
  tx: Tx,
  { waterId, photoIds }: { readonly waterId: string; readonly photoIds: readonly string[] },
  { name, sha256, bytes }: KeptPicture,
): Promise<void> {
  const file = { waterId, name, kind: 'photo', caption: '示例图片', type: 'image/jpeg', bytes, sha256 } as const
  for (const id of photoIds) await recordAttachment(tx, { ...file, id, takenAt: tx.at.toISOString() })
}

export type Pictures = Readonly<Record<Picture, KeptPicture>>

/** The county goes there and finds everything in order, but for the finding. */
export async function visit(tx: Tx, event: Of<'visited'>, pictures: Pictures): Promise<void> {
  const { waterId, phase, photoIds, finding } = event
  await photograph(tx, event, pictures[pictureOf[phase]])
  const today = chinaDate(tx.at)
  const { inForceFrom, value } = policyAt('handbook', today)
  const id = await planVisit(tx, {
    waterId,
    phase,
    role: 'county',
    visitor: { accountId: tx.actor.accountId },
    dueOn: today,
  })
  const answers = checklistOf({ value }, { phase, role: 'county' }).flatMap(item =>
    item.id === finding?.itemId ? [notInOrder(finding, photoIds)] : inOrder(item, photoIds),
  )
  const owner = finding === undefined ? {} : { owner: { organisation: finding.owner } }
  await recordVisit(tx, id, { handbook: inForceFrom, visitedOn: today, answers, note: '示例', ...owner })
}

export async function answerProblem(tx: Tx, event: Of<'problem-answered'>, pictures: Pictures): Promise<void> {
  await photograph(tx, event, pictures.after)
  const photos = [...event.photoIds]
  await stepRectification(tx, await problemAt(tx, event.waterId), { step: 'answer', reason: event.reason, photos })
}

export async function closeProblem(tx: Tx, { waterId, reason }: Of<'problem-closed'>): Promise<void> {
  await stepRectification(tx, await problemAt(tx, waterId), { step: 'close', reason, photos: [] })
}

/** The one that is not closed. */
async function problemAt(tx: Tx, water: string): Promise<string> {
  const { items } = await listRectifications(tx, { water, state: 'unsettled', limit: 1 })
  const [open] = items
  if (open === undefined) throw new RangeError(`nothing is to be put right at ${water}`)
  return open.id
}

type Item = ReturnType<typeof checklistOf>[number]
type Told = Answer & { readonly photos: string[] }
/** Shares are whole where everything is connected; nothing is hardened. */
const told: Readonly<Record<string, number>> = { 'during-households-connected': 100, 'after-transparency': 68, 'after-satisfaction': 92 } // prettier-ignore

function inOrder({ id: itemId, answer }: Item, photoIds: readonly string[]): readonly Told[] {
  switch (answer.kind) {
    case 'yes-no':
      return [{ itemId, kind: 'yes-no', value: 'yes', photos: [] }]
    case 'photo':
      return [{ itemId, kind: 'photo', photos: [...photoIds] }]
    case 'measure':
      return [{ itemId, kind: 'measure', value: told[itemId] ?? answer.least ?? answer.low, unit: answer.unit, photos: [] }] // prettier-ignore
    case 'text':
      return []
  }
}

function notInOrder({ itemId, note }: ExampleFinding, photoIds: readonly string[]): Told {
  return { itemId, kind: 'yes-no', value: 'no', note, photos: [...photoIds] }
}

export async function declare(tx: Tx, { waterId, measure }: Of<'measure-declared'>): Promise<void> {
  await declareMeasure(tx, waterId, { ...measure, note: '示例' })
}

export async function sendFile(tx: Tx, { waterId }: Of<'file-sent'>, { files }: Begun): Promise<void> {
  files.set(waterId, await submitFile(tx, waterId, '请予验收（示例）'))
}

export async function checkFile(tx: Tx, { waterId, reason }: Of<'file-checked'>, { files }: Begun): Promise<void> {
  await decideFile(tx, files.get(waterId) ?? '', { decision: 'accept', reason })
}

export async function putOnNotice(
  tx: Tx,
  { waterId, startsOn, endsOn }: Of<'notice-begun'>,
  { files }: Begun,
): Promise<void> {
  await beginNotice(tx, files.get(waterId) ?? '', { startsOn, endsOn, place: '区县政府网站、村公示栏（示例）' })
}

/** Draws an annual work plan up and issues it the same day. */
export async function issuePlanOfYear(
  tx: Tx,
  { regionCode, year, number }: Pick<Of<'annual-plan-issued'>, 'regionCode' | 'year' | 'number'>,
): Promise<void> {
  const id = await beginAnnualPlan(tx, { regionCode, year, language: 'zh' })
  await issueAnnual(tx, id, { seenVersion: 1, number, issuedOn: chinaDate(tx.at) })
}
