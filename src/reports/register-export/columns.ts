import type { PlaceDirectory } from '../../places/store.ts'
import { placeNames } from '../../places/store.ts'
import type { PolicyValue } from '../../policy/policy.ts'
import { surveyFields, type SurveyField } from '../../survey/workbook/fields.ts'
import { listLevelWords, waterTypeWords } from '../../survey/workbook/word-cells.ts'
import type { WaterRow } from '../../waters/store.ts'

export type CellValue = string | number | undefined

/** What words come from: names of places and of causes. */
export type Wording = { readonly directory: PlaceDirectory; readonly causes: PolicyValue<'causes'>['causes'] }

type Column = {
  readonly field: SurveyField
  readonly value: (row: WaterRow, wording: Wording, index: number) => CellValue
}

const known = <T>(value: T | null): T | undefined => value ?? undefined

/**
 * The official list table (annex 3) in its order, with the coordinate system, the identity of the row in the platform and its
 * version behind: a file that comes back is compared cell by cell with what it was when it went out.
 */
export const registerColumns: readonly Column[] = [
  { field: 'sequence', value: (_row, _wording, index) => index + 1 },
  { field: 'county', value: (row, { directory }) => placeNames(directory, row.region_code).county ?? row.county_code },
  { field: 'town', value: (row, { directory }) => placeNames(directory, row.region_code).town },
  { field: 'village', value: (row, { directory }) => placeNames(directory, row.region_code).village },
  { field: 'naturalVillages', value: row => known(row.natural_villages) },
  { field: 'name', value: row => row.name },
  { field: 'type', value: row => waterTypeWords.official[row.type] },
  { field: 'areaM2', value: row => known(row.area_m2) },
  { field: 'lengthM', value: row => known(row.length_m) },
  { field: 'widthM', value: row => known(row.width_m) },
  { field: 'startName', value: row => known(row.start_name) },
  {
    field: 'startLongitude',
    value: row => known(row.start_longitude ?? row.longitude),
  },
  {
    field: 'startLatitude',
    value: row => known(row.start_latitude ?? row.latitude),
  },
  { field: 'endName', value: row => known(row.end_name) },
  { field: 'endLongitude', value: row => known(row.end_longitude) },
  { field: 'endLatitude', value: row => known(row.end_latitude) },
  { field: 'listLevel', value: row => (row.list === null ? undefined : listLevelWords.official[row.list]) },
  { field: 'causes', value: (row, { causes }) => causeWords(row, causes) },
  { field: 'completion', value: row => known(row.completion_text) },
  { field: 'perennial', value: row => (row.year_round === null ? undefined : row.year_round ? '是' : '否') },
  { field: 'coordinateSystem', value: row => (row.longitude === null ? undefined : 'CGCS2000') },
  { field: 'remarks', value: row => (row.invented ? '示例数据（非真实水体）' : undefined) },
  { field: 'waterId', value: row => row.id },
  { field: 'version', value: row => row.version },
]

export const registerHeaders: readonly string[] = registerColumns.map(({ field }) => surveyFields[field].name.zh)

export function registerCells(row: WaterRow, wording: Wording, index: number): readonly CellValue[] {
  return registerColumns.map(({ value }) => value(row, wording, index))
}

function causeWords(row: WaterRow, causes: Wording['causes']): string | undefined {
  if (row.causes.length === 0) return known(row.causes_text)
  return row.causes.map(id => causes.find(cause => cause.id === id)?.name.zh ?? id).join('、')
}
