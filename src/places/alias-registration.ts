import { uuidv7 } from '../domain/ids.ts'
import type { Tx } from '../platform/db/database.ts'
import { newAlias, type PlaceAlias } from './aliases.ts'
import { insertAlias, placeDirectory } from './store.ts'

/**
 * Registers a place that a source names and the edition lacks. Fact `place.alias-registered`.
 *
 * @throws Problem `place.alias-needs-town`, `place.alias-needs-source`, `place.alias-not-needed`
 * @example await registerPlaceAlias(tx, { name: '建安社区', within: '500231102000', source: '典型案例，2023-05' })
 */
export async function registerPlaceAlias(
  tx: Tx,
  wanted: Omit<PlaceAlias, 'edition'>,
): Promise<PlaceAlias & { readonly id: string }> {
  const { table } = await placeDirectory(tx)
  const alias = { id: uuidv7(tx.at.getTime()), ...newAlias(table, wanted) }
  await insertAlias(tx, alias.id, alias)
  const { name, within, source } = alias
  // The fact's region is the town: whoever does not answer for it is refused by the database.
  await tx.append({
    kind: 'place.alias-registered',
    regionCode: within,
    subjectId: alias.id,
    body: { name, within, source },
  })
  return alias
}
