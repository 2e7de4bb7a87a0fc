import { chinaDate } from '../domain/dates.ts'
import { labelPeople } from '../people/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import type { RowPage } from '../platform/http/cursor.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { policyAt, policyEditions } from '../policy/policy.ts'
import { attachmentNames } from '../waters/attachments-store.ts'
import { findWaters } from '../waters/store.ts'
import { findAdvice, requireAdvice, stepsOfAdvice, type AdviceStepTable, type AdviceTable } from './advice-store.ts'
import { assignmentsHeldFor, covers, isMine } from './assignments-store.ts'
import type { Advice, listAdvice } from './contract.ts'
import { expertLabels } from './expert-labels.ts'
import { adviceCountdown, adviceStepsFrom, expertStepIds, type AdviceStep } from './rules.ts'

/** @throws Problem `advice.not-found` */
export async function adviceView(tx: Tx, id: string): Promise<Advice> {
  const [advice] = await showAdvice(tx, [await requireAdvice(tx, id)])
  return advice! // one in, one out
}

export async function adviceViews(tx: Tx, query: QueryOf<typeof listAdvice>): Promise<RowPage<Advice>> {
  const page = await findAdvice(tx, query)
  return { ...page, items: await showAdvice(tx, page.items) }
}

async function showAdvice(tx: Tx, rows: readonly AdviceTable[]): Promise<Advice[]> {
  if (rows.length === 0) return []
  const steps = await stepsOfAdvice(tx, rows.map(({ id }) => id)) // prettier-ignore
  const taken = [...steps.values()].flat()
  const whoIs = await labelPeople(tx, [...rows.map(row => row.given_by), ...taken.map(row => row.by_account)])
  const waters = new Map((await findWaters(tx, [...new Set(rows.map(row => row.water_id))])).map(w => [w.id, w]))
  const [labelOf, directory] = [await expertLabels(tx, rows), await placeDirectory(tx)]
  const filesOf = await fileLabels(tx, rows, taken)
  const mine = await adviceOfMine(tx, rows, [...waters.values()])
  const today = chinaDate(tx.at)
  const policy = policyAt('expert-help', today).value
  const step = (row: AdviceStepTable) => ({
    number: row.number,
    step: row.step,
    ...(row.adoption === null ? {} : { adoption: row.adoption }),
    text: row.text,
    ...(row.deed === null ? {} : { deed: row.deed }),
    files: filesOf(row.files),
    dueOn: row.due_on,
    by: whoIs(row.by_account),
    at: row.at.toISOString(),
  })
  return rows.map(row => ({
    id: row.id,
    water: {
      id: row.water_id,
      code: waters.get(row.water_id)?.code ?? '',
      name: waters.get(row.water_id)?.name ?? '',
    },
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    expert: labelOf(row),
    phase: row.phase,
    ...measureOf(row),
    ...(row.part === null ? {} : { part: row.part }),
    text: row.text,
    files: filesOf(row.files),
    givenBy: whoIs(row.given_by),
    givenAt: row.given_at.toISOString(),
    state: row.state,
    stateSince: row.state_since.toISOString(),
    dueOn: row.due_on,
    ...adviceCountdown({ state: row.state, dueOn: row.due_on, today }, policy),
    steps: (steps.get(row.id) ?? []).map(step),
    may: adviceStepsFrom(row.state).filter(each => mayTake(tx, each, mine.has(row.id))),
  }))
}

function mayTake({ actor }: Tx, step: AdviceStep, mine: boolean): boolean {
  if (step === 'answer') return actor.may('experts.assign')
  return mine && actor.may('experts.advise') && expertStepIds.includes(step)
}

/** Ids of the advice that the caller gave, or whose water is assigned to them today. */
async function adviceOfMine(
  tx: Tx,
  rows: readonly AdviceTable[],
  waters: Parameters<typeof assignmentsHeldFor>[1],
): Promise<ReadonlySet<string>> {
  if (!tx.actor.may('experts.advise')) return new Set()
  const held = (await assignmentsHeldFor(tx, waters)).filter(assignment => isMine(tx, assignment))
  const assigned = new Set(waters.filter(water => held.some(each => covers(each, water))).map(({ id }) => id))
  return new Set(
    rows.filter(row => row.given_by === tx.actor.accountId || assigned.has(row.water_id)).map(({ id }) => id),
  )
}

/** A measure by its name in the newest edition that has it; ids are never given to another measure. */
function measureOf({ measure_id: measureId }: AdviceTable): Pick<Advice, 'measureId' | 'measure'> {
  if (measureId === null) return {}
  const all = policyEditions('measures')
    .toReversed()
    .flatMap(({ value }) => value.measures)
  const measure = all.find(({ id }) => id === measureId)?.name
  return { measureId, ...(measure === undefined ? {} : { measure }) }
}

/** Names and types of the attachments that advice and steps refer to; those removed since are absent. */
async function fileLabels(tx: Tx, rows: readonly AdviceTable[], steps: readonly AdviceStepTable[]) {
  const named = new Set([...rows, ...steps].flatMap(({ files }) => files))
  const owners = named.size === 0 ? [] : [...new Set(rows.map(row => row.water_id))]
  const known = new Map((await attachmentNames(tx, owners)).map(file => [file.id, file]))
  return (ids: readonly string[]) => ids.flatMap(id => known.get(id) ?? [])
}
