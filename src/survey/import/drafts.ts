import type { SupervisionList } from '../../domain/waters.ts'
import { policyAt } from '../../policy/policy.ts'
import { deriveList } from '../../register/rules.ts'
import type { WaterDraft, WaterRow } from '../../waters/store.ts'
import type { WaterChanges, WaterValues } from '../../waters/shapes.ts'
import type { SurveyRow } from '../workbook/survey-row.ts'

/**
 * The water a row describes. An official list is a declaration: the water enters at `listed` with the list as stated (derived from
 * its area where the list has no such column), without a verdict. A survey row enters as suspected.
 */
export function draftOf(row: SurveyRow, today: string): WaterDraft {
  const values = valuesOf(row)
  if (row.kind === 'survey') return { values, candidateSource: 'workbook', entry: { transition: 'suspect' } }
  const stated = row.listLevel
  const list = stated ?? derivedList(row, today)
  return {
    values,
    candidateSource: 'official-list',
    entry: { transition: 'declare', list, listHow: stated === undefined ? 'derived' : 'declared' },
  }
}

function derivedList(row: SurveyRow, today: string): SupervisionList {
  const { list } = deriveList({ areaM2: row.area.value, strongComplaints: true }, policyAt('lists', today))
  return list ?? 'municipal'
}

/** What a row states, as values of a water. What it does not state is absent. */
export function valuesOf(row: SurveyRow): WaterValues {
  const { start, end, place, completion } = row
  return {
    name: row.name,
    type: row.type,
    regionCode: place.reportingCode,
    ...placeTextOf(row),
    ...(row.naturalVillages === undefined ? {} : { naturalVillages: row.naturalVillages }),
    areaM2: row.area.value,
    areaMethod: 'stated',
    ...(row.length === undefined ? {} : { lengthM: row.length.value }),
    ...(row.width === undefined ? {} : { widthM: row.width.value }),
    ...(start.name === undefined ? {} : { startName: start.name }),
    ...(end.name === undefined ? {} : { endName: end.name }),
    ...pointOf('start', start),
    ...pointOf('end', end),
    coordinateSource: row.coordinateSystem ?? 'not-stated',
    ...(row.causes.length === 0 ? {} : causesOf(row)),
    ...(completion === undefined
      ? {}
      : { completion: { text: completion.text, on: completion.date, precision: completion.precision } }),
    ...(row.perennial === undefined ? {} : { yearRound: row.perennial }),
    basis: row.bases[0] ?? 'not-stated',
  }
}

/** The place in the list's own words, kept where they differ from the edition's: 邾城街, an alias, a village turned community. */
function placeTextOf(row: SurveyRow): { placeText?: string } {
  if (row.place.correspondences.length === 0) return {}
  const { county = '', town = '', village = '' } = row.written
  return { placeText: `${county}${town}${village}`.replaceAll(/\s/g, '').slice(0, 200) }
}

function causesOf(row: SurveyRow): Pick<WaterValues, 'causes' | 'causesText'> {
  const text = row.written.causes
  return {
    causes: [...new Set(row.causes.map(({ id }) => id))],
    ...(text === undefined ? {} : { causesText: text.trim().slice(0, 500) }),
  }
}

function pointOf(
  which: 'start' | 'end',
  { longitude, latitude }: SurveyRow['start'],
): Pick<WaterValues, 'start' | 'end'> {
  return longitude === undefined || latitude === undefined ? {} : { [which]: { longitude, latitude } }
}

/**
 * What a row that means a known water would change. A row states only some values: what it leaves out stays as it is. The basis
 * and the list are not touched: they are decided elsewhere, with a reason. A row that says the same in other words - our own
 * export names causes in full and the system positions are kept in - changes nothing.
 */
export function changesOf(row: SurveyRow, current: WaterRow): WaterChanges {
  const {
    basis: _basis,
    areaMethod: _method,
    regionCode: _region,
    causes,
    causesText,
    start,
    end,
    coordinateSource,
    ...values
  } = valuesOf(row)
  const sameCauses = causes === undefined || sameMembers(causes, current.causes)
  const asKept = coordinateSource === 'not-stated' || coordinateSource === 'cgcs2000'
  const samePositions = asKept && isStillAt(start, startOf(current)) && isStillAt(end, endOf(current))
  return {
    ...values,
    ...(sameCauses ? {} : { causes, ...(causesText === undefined ? {} : { causesText }) }),
    ...(samePositions || coordinateSource === undefined ? {} : { coordinateSource }),
    ...(samePositions || start === undefined ? {} : { start }),
    ...(samePositions || end === undefined ? {} : { end }),
  }
}

type Position = NonNullable<WaterValues['start']>

/** A water without a start of its own is exported with its position there. */
function startOf(water: WaterRow): Position | undefined {
  return positionOf(water.start_longitude ?? water.longitude, water.start_latitude ?? water.latitude)
}

function endOf(water: WaterRow): Position | undefined {
  return positionOf(water.end_longitude, water.end_latitude)
}

function positionOf(longitude: number | null, latitude: number | null): Position | undefined {
  return longitude === null || latitude === null ? undefined : { longitude, latitude }
}

function isStillAt(stated: Position | undefined, known: Position | undefined): boolean {
  if (stated === undefined) return true
  return stated.longitude === known?.longitude && stated.latitude === known.latitude
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every(one => others.includes(one))
}
