import type { PlaceResolution, ResolvedPlace } from '../../places/names.ts'
import type { SurveyField } from './fields.ts'
import { tidy } from '../../platform/files/workbook/parsed.ts'
import { note, refusal } from '../../platform/files/workbook/row-problems.ts'
import type { ReadRow, RowRemark, SurveyDoors } from './survey-row.ts'

const levelFields: Readonly<Record<string, SurveyField>> = { county: 'county', town: 'town', village: 'village' }

/**
 * Resolves the place that a row names. Every difference between what was written and what was found is said; an unknown or
 * ambiguous place refuses the row, with candidates to choose from.
 */
export function placeRow(
  row: ReadRow,
  doors: SurveyDoors,
): { readonly found: { readonly place?: ResolvedPlace }; readonly remarks: readonly RowRemark[] } {
  const { county = doors.county, town, village } = row.written
  // Missing cells are said already by the checks of the row.
  if (county === undefined || town === undefined || village === undefined) return { found: {}, remarks: [] }
  const resolution = doors.resolvePlace({ county: tidy(county), town: tidy(town), village: tidy(village) })
  if (resolution.outcome !== 'resolved') return { found: {}, remarks: [refusedPlace(resolution)] }
  return { found: { place: resolution }, remarks: resolution.correspondences.map(correspondenceRemark) }
}

function refusedPlace(resolution: Exclude<PlaceResolution, ResolvedPlace>): RowRemark {
  return { field: fieldOf(resolution.level), ...refusal(`place.${resolution.outcome}`, resolution.words) }
}

function correspondenceRemark(found: ResolvedPlace['correspondences'][number]): RowRemark {
  return { field: fieldOf(found.level), ...note(`place.${found.kind}`, found.words) }
}

function fieldOf(level: string): SurveyField {
  return levelFields[level] ?? 'county'
}
