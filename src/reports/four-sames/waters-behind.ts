import { Problem } from '../../domain/problems.ts'
import { regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { RowPage } from '../../platform/http/cursor.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { watersOfFigure, watersOfKind, type ListedWater } from '../../waters/by-list-store.ts'
import type { BehindWater, listFourSamesWaters } from './contract.ts'
import { figureUnknown } from './problems.ts'
import { figureIds, kindFigureIds } from './rules.ts'
import { scopeOf, type AskedScope } from './scope.ts'
import { kindSourceOf, sourceOf } from './sources.ts'

type Query = QueryOf<typeof listFourSamesWaters>

/**
 * The waters that a number of the comparison counts, by the very query that counts them.
 *
 * @throws Problem `place.not-found`, `four-sames.figure-unknown`
 */
export async function listWatersBehind(tx: Tx, query: Query): Promise<RowPage<BehindWater>> {
  const directory = await placeDirectory(tx)
  const { items, ...page } = await find(tx, scopeOf(tx, directory, query), query)
  return {
    ...page,
    items: items.map(({ areaM2, ...water }) => ({
      ...water,
      regionNames: regionNamesOf(directory, water.regionCode),
      ...(areaM2 === null ? {} : { areaM2 }),
    })),
  }
}

function find(
  tx: Tx,
  scope: AskedScope,
  { figure: asked, kind, list, having, cursor, limit }: Query,
): Promise<RowPage<ListedWater>> {
  // prettier-ignore
  const paging = { list, cursor, limit }
  const id = figureIds.find(known => known === asked)
  if (id !== undefined) return watersOfFigure(tx, scope, { ...sourceOf(tx, scope, id), having, ...paging })
  const kindId = kindFigureIds.find(known => known === asked)
  if (kindId === undefined || kind === undefined) throw new Problem(figureUnknown, { figure: asked })
  return watersOfKind(tx, scope, { source: kindSourceOf(kindId, scope), kind, ...paging })
}
