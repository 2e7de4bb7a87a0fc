import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { levelOf } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { requirePermission } from '../platform/http/serve.ts'
import { policyEditions, type PolicyEdition } from '../policy/policy.ts'
import { moveWater, type WaterRow } from '../waters/store.ts'
import { assemble } from './assembling.ts'
import type { beginNotice as noticeEndpoint, decideFile as decideEndpoint } from './contract.ts'
import {
  decisionsOf,
  hashDecision,
  hashNotice,
  holdFile,
  insertDecision,
  setStanding,
  type DecisionTable,
  type FileTable,
} from './files-store.ts'
import { objectionsOf, type ObjectionTable } from './objections-store.ts'
import {
  decidedElsewhere,
  decisionRefused,
  fileNotPassing,
  noticeDaysWrong,
  noticeInTheWay,
  noticeNotNow,
  ownFile,
  stepsForOthers,
} from './problems.ts'
import {
  blockingItems,
  deciderOf,
  decisionsFrom,
  dueOf,
  handIn,
  mayDecide,
  noticeHindrance,
  refuseNotice,
  standingAfter,
  type AcceptanceStep,
  type Decider,
  type FileDecision,
  type Hand,
  type ItemId,
  type NoticeHindrance,
  type Standing,
} from './rules.ts'

type Body = BodyOf<typeof decideEndpoint>
export type Held = { readonly file: FileTable; readonly water: WaterRow }

/**
 * Accepts, refuses, withdraws or revokes: one fact `acceptance.decided` each. The county's acceptance moves the water to `accepted`, the
 * last step to `delisted`; a refusal leaves it `completed` or sends it back to works, a revocation always sends it back.
 *
 * @throws Problem `acceptance.not-found`, `acceptance.decision-refused`, `acceptance.decided-elsewhere`, `acceptance.own-file`,
 * `acceptance.steps-for-others`, `acceptance.not-passing`, `acceptance.notice-in-the-way`, `permission.missing`, `water.transition-refused`
 */
export async function decideFile(tx: Tx, id: string, body: Body): Promise<void> {
  const held = await holdFile(tx, id)
  const { file } = held
  if (!decisionsFrom(standingOf(file)).includes(body.decision)) {
    throw new Problem(decisionRefused, { state: file.state, decision: body.decision })
  }
  requireAllowed(tx, held, body.decision)
  const decides = body.decision === 'accept' || body.decision === 'refuse'
  const hand = decides ? callersHand(tx, file, await decisionsOf(tx, id)) : undefined
  if (hand !== undefined) throw new Problem(hand === 'sent-in' ? ownFile : stepsForOthers, {})
  if (body.decision === 'accept') await requirePassing(tx, held)
  await carryOut(tx, held, { decision: body.decision, reason: body.reason, items: itemsIn(body) })
  await moveAlong(tx, held, body)
}

const itemsIn = (body: Body): readonly ItemId[] => (body.decision === 'refuse' ? body.items : [])

export function standingOf({ state, step }: FileTable): Standing {
  return step === null ? { state } : { state, step }
}

/** The policy under which the file was sent in: it keeps it to its end. */
export function editionOf({ policy }: Pick<FileTable, 'policy'>): PolicyEdition<'acceptance'> {
  const found = policyEditions('acceptance').find(({ inForceFrom }) => inForceFrom === policy)
  if (found === undefined) throw new Error(`this release has no policy of acceptance of ${policy}`)
  return found
}

/** Who takes a decision on a file; `undefined` for a withdrawal, which whoever writes files may take. */
export function deciderFor({ file, water }: Held, decision: FileDecision): Decider | undefined {
  if (decision === 'withdraw') return undefined
  return deciderOf(editionOf(file).value, stepDecided(file, decision), water.list ?? undefined)
}

/** A revocation is for whoever decides the step that it takes back. */
function stepDecided({ state, step }: FileTable, decision: FileDecision): AcceptanceStep {
  if (decision === 'revoke') return state === 'delisted' ? 'delisting' : 'acceptance'
  return step ?? 'acceptance'
}

/** Whether the caller may take a decision, as far as role and level go. */
export function isPermitted(tx: Tx, held: Held, decision: FileDecision): boolean {
  const decider = deciderFor(held, decision)
  if (decider === undefined || decider === 'town') return tx.actor.may('acceptance.write') && isLevel(tx, held, decider)
  return tx.actor.may('register.decide') && isLevel(tx, held, decider)
}

function isLevel(tx: Tx, { file }: Held, decider: Decider | undefined): boolean {
  return decider === undefined || mayDecide(decider, levelOf(tx.actor.region), editionOf(file).value)
}

/** @throws Problem `permission.missing`, `acceptance.decided-elsewhere` */
function requireAllowed(tx: Tx, held: Held, decision: FileDecision): void {
  const decider = deciderFor(held, decision)
  if (decider === undefined) return
  if (!isLevel(tx, held, decider)) throw new Problem(decidedElsewhere, { decider })
  requirePermission(tx.actor, decider === 'town' ? 'acceptance.write' : 'register.decide')
}

/** How the caller had a hand in the file before, where the policy then asks for somebody else to decide. */
export function callersHand(tx: Tx, file: FileTable, decisions: readonly DecisionTable[]): Hand | undefined {
  const accepted = decisions.filter(({ decision }) => decision === 'accept')
  return handIn(
    editionOf(file).value,
    {
      submittedBy: file.submitted_by,
      step: file.step ?? undefined,
      accepted: accepted.map(({ step, by_account }) => ({ step: step ?? undefined, by: by_account })),
    },
    tx.actor.accountId,
  )
}

/** @throws Problem `acceptance.notice-in-the-way`, `acceptance.not-passing` */
async function requirePassing(tx: Tx, { file, water }: Held): Promise<void> {
  if (file.step === 'delisting') {
    const why = hindranceOf(tx, file, await objectionsOf(tx, file.id))
    if (why !== undefined) throw new Problem(noticeInTheWay, { why, endsOn: file.notice_to ?? '' })
  }
  const { items } = await assemble(tx, water, editionOf(file))
  const blocking = blockingItems(items)
  if (blocking.length > 0) throw new Problem(fileNotPassing, { items: blocking })
}

export function hindranceOf(
  tx: Tx,
  { notice_to }: FileTable,
  objections: readonly ObjectionTable[],
): NoticeHindrance | undefined {
  const brief = objections.map(({ answered_at, upheld }) => ({
    answered: answered_at !== null,
    upheld: upheld === true,
  }))
  return noticeHindrance({ endsOn: notice_to ?? '' }, brief, chinaDate(tx.at))
}

type Outcome = { readonly decision: FileDecision; readonly reason: string; readonly items: readonly ItemId[] }

/** Keeps a decision and where it leads. Fact `acceptance.decided`. */
export async function carryOut(tx: Tx, { file }: Held, { decision, reason, items }: Outcome): Promise<void> {
  const policy = editionOf(file).value
  const after = standingAfter(standingOf(file), decision, policy)
  const dueOn = dueOf(after, chinaDate(tx.at), policy)
  await setStanding(tx, file, { state: after.state, step: after.step ?? null, due_on: dueOn ?? null })
  const row: DecisionTable = {
    county_code: file.county_code,
    file_id: file.id,
    number: file.decisions + 1,
    region_code: file.region_code,
    step: file.step,
    decision,
    reason,
    items: [...items],
    by_account: tx.actor.accountId,
    at: tx.at,
  }
  await insertDecision(tx, row)
  await tx.append({
    kind: 'acceptance.decided',
    regionCode: file.region_code,
    subjectId: file.water_id,
    body: {
      fileId: file.id,
      number: row.number,
      ...(file.step === null ? {} : { step: file.step }),
      decision,
      from: file.state,
      to: after.state,
      ...(after.step === undefined ? {} : { nextStep: after.step }),
      ...(dueOn === undefined ? {} : { dueOn }),
      items: row.items,
      reason,
      contentHash: hashDecision(row),
    },
  })
}

/** Takes the water along by the transitions that a decision stands for. */
async function moveAlong(tx: Tx, { file, water }: Held, body: Body): Promise<void> {
  const held = { id: water.id, expectedVersion: water.version, reason: body.reason }
  if (body.decision === 'accept' && file.step === 'acceptance') {
    await moveWater(tx, { ...held, transition: 'accept', values: { acceptanceReference: file.id } })
  } else if (body.decision === 'accept' && file.step === 'delisting') {
    await moveWater(tx, { ...held, transition: 'delist', values: { noticeReference: file.notice_id ?? '' } })
  } else if (body.decision === 'refuse' && file.step !== 'delisting') {
    if (body.backToWorks) await moveWater(tx, { ...held, transition: 'fail-acceptance' })
  } else if (body.decision === 'revoke' || body.decision === 'refuse') {
    await moveWater(tx, { ...held, transition: 'revoke-acceptance' })
  }
}

/**
 * Begins the public notice of an accepted file; the last step waits from its end on. Fact `acceptance.notice-begun`.
 *
 * @throws Problem `acceptance.not-found`, `acceptance.notice-not-now`, `acceptance.notice-days-wrong`
 */
export async function beginNotice(
  tx: Tx,
  id: string,
  { startsOn, endsOn, place }: BodyOf<typeof noticeEndpoint>,
): Promise<void> {
  const { file } = await holdFile(tx, id)
  if (file.state !== 'accepted') throw new Problem(noticeNotNow, { state: file.state })
  const policy = editionOf(file).value
  const refusal = refuseNotice({ startsOn, endsOn }, { acceptedOn: chinaDate(file.state_since), policy })
  if (refusal !== undefined) throw new Problem(noticeDaysWrong, refusal)
  const standing = { state: 'on-notice', step: 'delisting' } as const
  const dueOn = dueOf(standing, endsOn, policy) ?? endsOn
  const notice = {
    notice_id: uuidv7(tx.at.getTime()),
    notice_from: startsOn,
    notice_to: endsOn,
    notice_place: place,
    notice_by: tx.actor.accountId,
    notice_at: tx.at,
  }
  await setStanding(tx, file, { ...standing, due_on: dueOn, ...notice })
  await tx.append({
    kind: 'acceptance.notice-begun',
    regionCode: file.region_code,
    subjectId: file.water_id,
    body: { fileId: file.id, noticeId: notice.notice_id, startsOn, endsOn, dueOn, contentHash: hashNotice(notice) },
  })
}
