import { sql } from 'kysely'
import type { PersonLabel } from '../domain/person-label.ts'
import { systemActor } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'

/** Says who an account is; answers for every id, known or not. */
export type WhoIs = (accountId: string) => PersonLabel

/**
 * Everybody named by some rows, in one query: the one place that decides what a reader learns of a person. People outside the
 * reader's jurisdiction keep name and organisation and lose the username (`person_labels` in the migrations).
 *
 * @param ids of accounts, as rows and facts that the reader may see hold them; doubles and blanks are fine
 * @example const whoIs = await labelPeople(tx, rows.map(row => row.by_account)); whoIs(rows[0].by_account).name
 */
export async function labelPeople(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<WhoIs> {
  const asked = [...new Set(ids.filter(id => id !== null && id !== undefined))].filter(id => id !== platformId)
  const found = asked.length === 0 ? [] : await findLabels(tx, asked)
  const labels = new Map(found.map(row => [row.id, labelOf(row)]))
  return id => labels.get(id) ?? { id, standing: id === platformId ? 'platform' : 'erased' }
}

const platformId = systemActor('job').accountId

type LabelRow = {
  readonly id: string
  readonly display_name: string
  readonly organisation: string
  readonly username: string | null
  readonly disabled: boolean
}

async function findLabels(tx: Tx, ids: readonly string[]): Promise<readonly LabelRow[]> {
  const { rows } = await sql<LabelRow>`select * from person_labels(${ids}::uuid[])`.execute(tx.sql)
  return rows
}

/** Erasing a person empties the name and keeps the row, which facts and records point to. */
function labelOf({ id, display_name: name, organisation, username, disabled }: LabelRow): PersonLabel {
  if (name === '') return { id, standing: 'erased', organisation }
  return {
    id,
    standing: disabled ? 'disabled' : 'working',
    name,
    organisation,
    ...(username === null ? {} : { username }),
  }
}
