import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { countyOf } from '../domain/regions.ts'
import { checkPosition, toCgcs2000 } from '../places/coordinates.ts'
import { placeDirectory, requirePlace } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import { cellAt } from '../waters/cells.ts'
import { systemOf } from '../waters/values.ts'
import type { SurroundingValues } from './contract.ts'
import { findFaults, type SurroundingFault } from './faults.ts'
import { surroundingPlaceTooHigh, surroundingRefused } from './problems.ts'
import type { SaidColumns } from './surrounding-row.ts'

/** What is said, ready to be kept: positions in CGCS2000, and the county of the division. */
export type Said = { readonly county: string; readonly columns: SaidColumns }

/**
 * Looks at what is said and makes columns of it.
 *
 * @throws Problem `surroundings.implausible` with every fault, `surroundings.place-too-high`, `place.not-found`
 */
export async function readSaid(tx: Tx, values: SurroundingValues): Promise<Said> {
  const { name, regionCode } = values
  requirePlace(await placeDirectory(tx), regionCode)
  const county = countyOf(regionCode)
  if (county === undefined) throw new Problem(surroundingPlaceTooHigh, { name, regionCode })
  const faults = faultsOf(values, chinaDate(tx.at))
  if (faults.length > 0) throw new Problem(surroundingRefused, { name, faults })
  return { county, columns: columnsOf(values) }
}

/** Every fault of what is said, the position among them. */
export function faultsOf(values: SurroundingValues, today: string): readonly SurroundingFault[] {
  const { slips } = policyAt('surroundings', today).value
  return [...findFaults(values, { slips, today }), ...positionFaults(values)]
}

function positionFaults(values: SurroundingValues): readonly SurroundingFault[] {
  const position = positionOf(values)
  const check = position === undefined ? undefined : checkPosition(position)
  return check?.ok === false ? [{ field: 'position', words: check.words }] : []
}

function positionOf({ position, coordinateSource = 'not-stated' }: SurroundingValues) {
  return position === undefined ? undefined : toCgcs2000(position, systemOf(coordinateSource))
}

function columnsOf(values: SurroundingValues): SaidColumns {
  const position = positionOf(values)
  return {
    sort: values.sort,
    name: values.name,
    region_code: values.regionCode,
    households: values.households ?? null,
    document: values.document ?? null,
    note: values.note ?? null,
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    coordinate_source: position === undefined ? null : (values.coordinateSource ?? 'not-stated'),
    cell: position === undefined ? null : cellAt(position.longitude, position.latitude),
    ...(values.sort === 'facility' ? facilityColumns(values) : settlementColumns(values)),
  }
}

const noFacility = {
  kind: null,
  state: null,
  capacity_m3_per_day: null,
  treated_m3_per_day: null,
  treated_on: null,
  discharge_standard: null,
  operator: null,
} as const
const noSettlement = { people: null, handling: null, livestock: null } as const

function facilityColumns(values: Extract<SurroundingValues, { sort: 'facility' }>) {
  return {
    ...noSettlement,
    kind: values.kind ?? null,
    state: values.state ?? null,
    capacity_m3_per_day: values.capacityM3PerDay ?? null,
    treated_m3_per_day: values.treatedM3PerDay ?? null,
    treated_on: values.treatedOn ?? null,
    discharge_standard: values.dischargeStandard ?? null,
    operator: values.operator ?? null,
  }
}

function settlementColumns(values: Extract<SurroundingValues, { sort: 'settlement' }>) {
  return {
    ...noFacility,
    people: values.people ?? null,
    handling: values.handling ?? null,
    livestock: values.livestock ?? null,
  }
}
