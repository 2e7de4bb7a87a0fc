import type { RegionCode } from '../../domain/regions.ts'
import { supervisionListIds, type SupervisionList } from '../../domain/waters.ts'
import { chinaDate } from '../../domain/dates.ts'
import { stages } from '../../domain/lifecycle-table.ts'
import { divisionName } from '../../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { AnswerOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import { tallyByList, tallyKinds, type KindTally, type ListTally, type Measured } from '../../waters/by-list-store.ts'
import { tallyWaters, type WaterTally } from '../../waters/overview-store.ts'
import type { ComparedDivision, ComparedKinds, getFourSames } from './contract.ts'
import { kindName } from './kind-names.ts'
import {
  figureIds,
  figureOf,
  kindFigureIds,
  kindFigures,
  limitsOf,
  rulesNamingLists,
  sameEditions,
  sameness,
  sameSpread,
  type FigureId,
  type GapLimits,
  type KindFigureId,
} from './rules.ts'
import { scopeName, scopeOf, type Asked, type AskedScope } from './scope.ts'
import { figureSources, kindSourceOf } from './sources.ts'

type FourSames = AnswerOf<typeof getFourSames>
type ByList<Value> = Readonly<Record<SupervisionList, Value>>

/** Both lists of a division side by side, altogether and by the divisions below it. @throws Problem `place.not-found` */
export async function compareLists(tx: Tx, asked: Asked): Promise<FourSames> {
  const directory = await placeDirectory(tx)
  const scope = scopeOf(tx, directory, asked)
  const { inForceFrom, citation, value } = policyAt('four-sames', chinaDate(tx.at))
  const limits = limitsOf(value)
  const waters = (await tallyWaters(tx, { region: asked.regionCode, digits: scope.digits })).filter(isOnList)
  const tallies = await tallyFigures(tx, scope)
  const kindTallies = await tallyKinds(
    tx,
    scope,
    kindFigureIds.map(id => kindSourceOf(id, scope)),
  )
  return {
    regionCode: scope.regionCode,
    regionName: scopeName(directory, scope.regionCode),
    year: scope.year,
    countedAt: tx.at.toISOString(),
    lists: byList(list => totalsOf(waters, list)),
    figures: figureIds.map(id => compareFigure(tallies, id, limits)),
    kinds: kindFigureIds.map((id, index) => {
      const tallies = kindTallies.filter(({ source }) => source === index)
      return compareKinds(tallies, { id, limits, waters })
    }),
    namedRules: rulesNamingLists(chinaDate(tx.at)).map(rule => ({ ...rule })),
    divisions: divisionsOf({ tallies, waters, directory, limits }),
    policy: { inForceFrom, citation, ...limits },
  }
}

const isOnList = ({ list, stage }: WaterTally) => list !== null && !stages[stage].end

function byList<Value>(of: (list: SupervisionList) => Value): ByList<Value> {
  return { national: of('national'), municipal: of('municipal'), county: of('county') }
}

function totalsOf(waters: readonly WaterTally[], list: SupervisionList) {
  const own = waters.filter(tally => tally.list === list)
  const areaM2 = own.reduce((sum, tally) => sum + tally.areaM2, 0)
  return { waters: countOf(own), areaM2: Math.round(areaM2 * 10) / 10 }
}

const countOf = (tallies: readonly WaterTally[]) => tallies.reduce((sum, { count }) => sum + count, 0)

/** What each list of each place adds up to, figure by figure; the place of all of them together is `''`. */
type Tallies = ReadonlyMap<string, ReadonlyMap<SupervisionList, ReadonlyMap<FigureId, Measured>>>

async function tallyFigures(tx: Tx, scope: AskedScope): Promise<Tallies> {
  const places = new Map<string, Map<SupervisionList, Map<FigureId, Measured>>>()
  const sources = figureSources(tx, scope).map(({ from, figures }) => {
    const ids = figureIds.filter(id => id in figures)
    return { from, ids, figures: ids.map(id => figures[id]!) } // just asked for
  })
  for (const row of await tallyByList(tx, scope, sources)) keep(places, row, sources[row.source]!.ids) // of one that was asked
  return places
}

function keep(
  places: Map<string, Map<SupervisionList, Map<FigureId, Measured>>>,
  { division = '', list, measured }: ListTally,
  ids: readonly FigureId[],
): void {
  const lists = places.get(division) ?? new Map<SupervisionList, Map<FigureId, Measured>>()
  const own = lists.get(list) ?? new Map<FigureId, Measured>()
  ids.forEach((id, index) => own.set(id, measured[index]!)) // as many as were asked for
  places.set(division, lists.set(list, own))
}

const none: Measured = { waters: 0, part: 0, of: 0 }

function measuredOf(tallies: Tallies, place: string, id: FigureId): ByList<Measured> {
  return byList(list => tallies.get(place)?.get(list)?.get(id) ?? none)
}

function compareFigure(tallies: Tallies, id: FigureId, limits: GapLimits): FourSames['figures'][number] {
  const lists = measuredOf(tallies, '', id)
  return { id, lists, sameness: sameness(figureOf(id).kind, lists, limits) }
}

type Kinds = { readonly id: KindFigureId; readonly limits: GapLimits; readonly waters: readonly WaterTally[] }

function compareKinds(tallies: readonly KindTally[], { id, limits, waters }: Kinds): ComparedKinds {
  const kinds = [...new Set(tallies.map(({ kind }) => kind))]
  const rows = kinds.map(kind => ({
    kind,
    name: kindName(id, kind),
    ...byList(list => tallies.find(tally => tally.kind === kind && tally.list === list)?.waters ?? 0),
  }))
  const how = { limits, nameOf: (kind: string) => kindName(id, kind) }
  const withAny = byList(list => rows.reduce((most, row) => Math.max(most, row[list]), 0))
  const all = byList(list => countOf(waters.filter(tally => tally.list === list)))
  const isEditions = kindFigures[id].compared === 'editions'
  return { id, rows, sameness: isEditions ? sameEditions(rows, withAny, how) : sameSpread(rows, all, how) }
}

type Found = {
  readonly tallies: Tallies
  readonly waters: readonly WaterTally[]
  readonly directory: PlaceDirectory
  readonly limits: GapLimits
}

/** Those with most gaps worth a look first, then by code. */
function divisionsOf({ tallies, waters, directory, limits }: Found): ComparedDivision[] {
  const places = Map.groupBy(waters, ({ division }) => division)
  return [...places]
    .map(([regionCode, own]) => ({
      regionCode,
      name: divisionName(directory, regionCode),
      waters: byList(list => countOf(own.filter(tally => tally.list === list))),
      figures: figureIds.flatMap(id => dividedFigure(tallies, { regionCode, id, limits })),
    }))
    .filter(({ waters: counts }) => supervisionListIds.some(list => counts[list] > 0))
    .toSorted((a, b) => looksOf(b) - looksOf(a) || (a.regionCode < b.regionCode ? -1 : 1))
}

type OfDivision = { readonly regionCode: RegionCode; readonly id: FigureId; readonly limits: GapLimits }

function dividedFigure(tallies: Tallies, { regionCode, id, limits }: OfDivision): ComparedDivision['figures'] {
  const { national, municipal } = measuredOf(tallies, regionCode, id)
  if (national.waters + municipal.waters === 0) return []
  const { mark } = sameness(figureOf(id).kind, { national, municipal }, limits)
  return [{ id, national, municipal, mark }]
}

const looksOf = ({ figures }: Pick<ComparedDivision, 'figures'>) => figures.filter(({ mark }) => mark === 'look').length
