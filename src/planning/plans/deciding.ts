import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import { levelOf } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { requirePermission } from '../../platform/http/serve.ts'
import { policyAt } from '../../policy/policy.ts'
import { moveWater, type WaterRow } from '../../waters/store.ts'
import type { stepPlan as stepPlanEndpoint } from './contract.ts'
import { holdPlan, requireVersion, setStanding, type PlanTable } from './plans-store.ts'
import { planApproverElsewhere, planIncomplete, planStepRefused } from './problems.ts'
import {
  approverOf,
  dueOf,
  faultsOfPlan,
  mayApprove,
  planStates,
  planSteps,
  stepsFrom,
  type KnownIds,
  type PlanStep,
} from './rules.ts'

type Body = BodyOf<typeof stepPlanEndpoint>
type Of<Step extends PlanStep> = Extract<Body, { readonly step: Step }>
type Held = { readonly plan: PlanTable; readonly water: WaterRow }

/**
 * Submits, returns, approves or sets a plan aside: one fact each. An approval moves the water on to `planned`; setting an approved plan
 * aside brings it back to `listed`.
 *
 * @throws Problem `plan.not-found`, `plan.changed-meanwhile`, `plan.step-refused`, `plan.incomplete`, `plan.approver-elsewhere`,
 * `permission.missing`, `water.transition-refused`
 */
export async function stepPlan(tx: Tx, id: string, body: Body): Promise<PlanTable> {
  const held = await holdPlan(tx, { id, seenVersion: body.seenVersion })
  const { state } = held.plan
  if (!stepsFrom(state).includes(body.step)) {
    throw new Problem(planStepRefused, { step: planSteps[body.step].label, state: planStates[state] })
  }
  requireAllowed(tx, held, body.step)
  await take(tx, held, body)
  return held.plan
}

function take(tx: Tx, held: Held, body: Body): Promise<void> {
  switch (body.step) {
    case 'submit':
      return submit(tx, held, body)
    case 'return':
      return sendBack(tx, held.plan, body.reason)
    case 'approve':
      return approve(tx, held, body)
    case 'set-aside':
      return setAside(tx, held, body)
  }
}

/** Whether the caller may take a step with this plan now, as far as role and level go. */
export function isAllowed(tx: Tx, { plan, water }: Held, step: PlanStep): boolean {
  if (!needsApprover(plan, step)) return tx.actor.may('plan.write')
  return tx.actor.may('register.decide') && answersFor(tx, water)
}

/** Writers take back what they wrote; what was approved, only whoever could approve it. */
function needsApprover({ state }: PlanTable, step: PlanStep): boolean {
  return step === 'return' || step === 'approve' || (step === 'set-aside' && state === 'approved')
}

/** @throws Problem `permission.missing`, `plan.approver-elsewhere` */
function requireAllowed(tx: Tx, { plan, water }: Held, step: PlanStep): void {
  if (!needsApprover(plan, step)) return requirePermission(tx.actor, 'plan.write')
  requirePermission(tx.actor, 'register.decide')
  if (!answersFor(tx, water)) throw new Problem(planApproverElsewhere, { approver: approverFor(tx, water) ?? 'city' })
}

function answersFor(tx: Tx, water: WaterRow): boolean {
  const approver = approverFor(tx, water)
  return approver !== undefined && mayApprove(approver, levelOf(tx.actor.region))
}

/** Who approves the plan of this water, as the policy of the day has it; `undefined` off the lists. */
export function approverFor(tx: Tx, { list }: Pick<WaterRow, 'list'>): 'city' | 'county' | undefined {
  return list === null ? undefined : approverOf(list, rulesOf(tx))
}

/** What a plan may name, by the catalogues of a day. */
export function knownOn(today: string): KnownIds {
  return {
    causes: new Set(policyAt('causes', today).value.causes.map(({ id }) => id)),
    measures: new Set(policyAt('measures', today).value.measures.map(({ id }) => id)),
  }
}

/** The edition in force today. */
export function rulesOf(tx: Tx) {
  return policyAt('plans', chinaDate(tx.at)).value
}

async function submit(tx: Tx, { plan }: Held, { reason }: Of<'submit'>): Promise<void> {
  const today = chinaDate(tx.at)
  const { content } = await requireVersion(tx, plan)
  const faults = faultsOfPlan(content, { rules: rulesOf(tx), known: knownOn(today), today })
  if (faults.length > 0) throw new Problem(planIncomplete, { faults })
  const dueOn = dueDay(tx, 'submitted')
  await setStanding(tx, plan, { state: 'submitted', due_on: dueOn })
  await tx.append({
    kind: 'plan.submitted',
    ...about(plan),
    body: { ...versionOf(plan), dueOn, ...(reason === undefined ? {} : { reason }) },
  })
}

/** Also by the platform itself, where the water was sent back from `planned`. */
export async function sendBack(tx: Tx, plan: PlanTable, reason: string): Promise<void> {
  const dueOn = dueDay(tx, 'returned')
  await setStanding(tx, plan, { state: 'returned', due_on: dueOn, reason })
  await tx.append({ kind: 'plan.returned', ...about(plan), body: { ...versionOf(plan), dueOn, reason } })
}

async function approve(tx: Tx, { plan, water }: Held, { reference, reason }: Of<'approve'>): Promise<void> {
  const { inForceFrom } = policyAt('plans', chinaDate(tx.at))
  await setStanding(tx, plan, { state: 'approved', reference, reason: reason ?? null })
  const given = reason === undefined ? {} : { reason }
  const decision = { ...versionOf(plan), reference, policyFrom: inForceFrom, ...given }
  await tx.append({ kind: 'plan.approved', ...about(plan), body: decision })
  await moveWater(tx, {
    id: water.id,
    expectedVersion: water.version,
    transition: 'approve-plan',
    reason,
    values: { planReference: reference },
  })
}

async function setAside(tx: Tx, { plan, water }: Held, { reason }: Of<'set-aside'>): Promise<void> {
  await setStanding(tx, plan, { state: 'set-aside', reason })
  await tx.append({ kind: 'plan.set-aside', ...about(plan), body: { ...versionOf(plan), reason } })
  if (plan.state !== 'approved' || (water.stage !== 'planned' && water.stage !== 'in-works')) return
  await moveWater(tx, { id: water.id, expectedVersion: water.version, transition: 'return-plan', reason })
}

function dueDay(tx: Tx, state: 'submitted' | 'returned'): string {
  const due = dueOf(state, chinaDate(tx.at), rulesOf(tx))
  if (due === undefined) throw new RangeError(`nobody has to act on a plan that is ${state}`)
  return due
}

function about({ water_id, region_code }: PlanTable) {
  return { regionCode: region_code, subjectId: water_id }
}

function versionOf({ id, version }: PlanTable) {
  return { planId: id, version }
}
