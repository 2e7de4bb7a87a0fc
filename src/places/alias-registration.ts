import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { contains } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { newAlias, type PlaceAlias } from './aliases.ts'
import { outsideYourDivision } from './problems.ts'
import { insertAlias, placeDirectory, placeName } from './store.ts'
import { reportingCodeOf, statisticalCodeOf } from './zones/zones.ts'

/**
 * Registers a place that a source names and the edition lacks; a town of a zone by either of its codes. Fact `place.alias-registered`.
 *
 * @throws Problem `place.alias-needs-town`, `place.alias-needs-source`, `place.alias-not-needed`, `place.alias-taken`;
 * `places.outside-jurisdiction` for a town elsewhere, whether or not the name is registered there
 * @example await registerPlaceAlias(tx, { name: '建安社区', within: '500231102000', source: '典型案例，2023-05' })
 */
export async function registerPlaceAlias(
  tx: Tx,
  wanted: Omit<PlaceAlias, 'edition'>,
): Promise<PlaceAlias & { readonly id: string }> {
  const directory = await placeDirectory(tx)
  const { zones } = directory
  // The code book keeps a zone's towns under their statistical codes; who answers for them goes by the reporting ones.
  const town = statisticalCodeOf(zones, wanted.within)
  const alias = { id: uuidv7(tx.at.getTime()), ...newAlias(directory.table, { ...wanted, within: town }) }
  const reporting = reportingCodeOf(zones, town)
  if (!contains(tx.actor.range, reporting)) {
    throw new Problem(outsideYourDivision, { code: reporting, name: placeName(directory, reporting) })
  }
  await insertAlias(tx, alias.id, alias)
  const { name, within, source } = alias
  await tx.append({
    kind: 'place.alias-registered',
    regionCode: reporting,
    subjectId: alias.id,
    body: { name, within, source },
  })
  return alias
}
