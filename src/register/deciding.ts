import { chinaDate } from '../domain/dates.ts'
import { transitions } from '../domain/lifecycle.ts'
import { Problem } from '../domain/problems.ts'
import { supervisionLists, type SupervisionList } from '../domain/waters.ts'
import type { Tx } from '../platform/db/database.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { requirePermission } from '../platform/http/serve.ts'
import { moveWater, requireWater, type WaterRow } from '../waters/store.ts'
import type { ListWay } from '../waters/words.ts'
import type {
  changeList as changeListEndpoint,
  listWater as listWaterEndpoint,
  moveThroughLife as moveThroughLifeEndpoint,
} from './contract.ts'
import { derivedListOf, doorOf } from './entry.ts'
import { listUndecided, reasonMissing, throughOtherDoor } from './problems.ts'

/**
 * Enters an identified water on the list its area gives, or on another by hand with a reason; a relapsed water goes back to its
 * list in a new cycle. Fact `water.moved` with the list.
 *
 * @throws Problem `register.list-undecided`, `register.reason-missing`, `water.transition-refused`, `water.changed-meanwhile`
 */
export async function listWater(tx: Tx, id: string, body: BodyOf<typeof listWaterEndpoint>): Promise<WaterRow> {
  const water = await requireWater(tx, id)
  const chosen = chooseList(water, body, chinaDate(tx.at))
  return moveWater(tx, {
    id,
    expectedVersion: body.expectedVersion,
    transition: water.stage === 'relapsed' ? 'relist' : 'list',
    reason: body.reason,
    ...chosen,
  })
}

type Chosen = { readonly list: SupervisionList; readonly listHow: ListWay }

function chooseList(
  water: WaterRow,
  { list, reason }: Pick<BodyOf<typeof listWaterEndpoint>, 'list' | 'reason'>,
  today: string,
): Chosen {
  const derived = derivedListOf(water, today)
  const before = water.stage === 'relapsed' ? water.list : null
  if (list === undefined && before !== null) return { list: before, listHow: water.list_how ?? 'by-hand' }
  if (list === undefined) {
    if (derived.list === undefined) throw new Problem(listUndecided, derived.words)
    return { list: derived.list, listHow: 'derived' }
  }
  if (list === derived.list) return { list, listHow: 'derived' }
  if (reason === undefined) {
    throw new Problem(reasonMissing, {
      derived: derived.list === undefined ? nowhere : supervisionLists[derived.list],
      asked: supervisionLists[list],
    })
  }
  return { list, listHow: 'by-hand' }
}

const nowhere = { zh: '任何清单之外', en: 'no list' }

/**
 * Promotes or demotes by hand (fact `list.changed`), or takes the water off the lists (transition `withdraw`, fact `water.moved`).
 *
 * @throws Problem `water.transition-refused` where the stage does not allow it, `water.changed-meanwhile`
 */
export async function changeList(
  tx: Tx,
  id: string,
  { list, reason, expectedVersion }: BodyOf<typeof changeListEndpoint>,
): Promise<WaterRow> {
  if (list === null) return moveWater(tx, { id, expectedVersion, transition: 'withdraw', reason })
  return moveWater(tx, { id, expectedVersion, transition: 'change-list', list, listHow: 'by-hand', reason })
}

/**
 * Moves a water along its life: one fact each.
 *
 * @throws Problem `permission.missing` without the transition's own permission; `register.through-other-door` for what needs a verdict,
 * parts, a new record or works that are done; `water.transition-refused`, `water.changed-meanwhile`
 */
export async function moveThroughLife(
  tx: Tx,
  id: string,
  body: BodyOf<typeof moveThroughLifeEndpoint>,
): Promise<WaterRow> {
  const { transition, reason, expectedVersion } = body
  const door = doorOf(transition)
  if (door !== undefined) throw new Problem(throughOtherDoor, { door, ...transitions[transition].label })
  requirePermission(tx.actor, transitions[transition].may)
  const { list, ...values } = body.values
  if (transition === 'list' || transition === 'relist') return listInStage(tx, id, body)
  return moveWater(tx, { id, expectedVersion, transition, reason, list, values: defined(values) })
}

/** `list` asked of a relapsed water, or `relist` of an identified one, is refused by the rules, not turned into the other. */
async function listInStage(tx: Tx, id: string, body: BodyOf<typeof moveThroughLifeEndpoint>): Promise<WaterRow> {
  const { transition, reason, expectedVersion, values } = body
  const water = await requireWater(tx, id)
  const fits = (transition === 'relist') === (water.stage === 'relapsed')
  if (!fits) return moveWater(tx, { id, expectedVersion, transition, reason, list: values.list })
  return listWater(tx, id, { list: values.list, reason, expectedVersion })
}

type Values = Omit<BodyOf<typeof moveThroughLifeEndpoint>['values'], 'list'>

/** Without the keys whose value is undefined: an absent need is absent. */
function defined(values: Values): { readonly [K in keyof Values]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
