import { contains, type RegionCode, type RegionRange } from '../../domain/regions.ts'
import { outlineSet, type Outline } from '../../places/outlines.ts'
import { placeName, placeNames, type PlaceDirectory } from '../../places/store.ts'
import { policyAt } from '../../policy/policy.ts'
import { compareDeclaredList } from '../../register/rules.ts'
import { surveyDoors } from '../workbook/survey-doors.ts'
import { refusal } from '../../platform/files/workbook/row-problems.ts'
import type { RowRemark, SurveyDoors, SurveyRow } from '../workbook/survey-row.ts'

export type Importer = {
  readonly directory: PlaceDirectory
  readonly outlines: readonly Outline[]
  /** The importer's jurisdiction: rows outside it are refused. */
  readonly region: RegionCode
  readonly range: RegionRange
  /** YYYY-MM-DD, China time */
  readonly today: string
}

/** What reading a workbook asks of the rest of the product, for one importer: nothing outside the own jurisdiction enters. */
export function doorsOf(importer: Importer): SurveyDoors {
  const { directory, outlines, region, today } = importer
  const countyName = placeNames(directory, region).county
  const doors = surveyDoors({
    gazetteer: directory.gazetteer,
    outlines: outlineSet(outlines),
    today,
    ...(countyName === undefined ? {} : { county: countyName }),
  })
  return {
    ...doors,
    judgePlausibility: row => [
      ...jurisdictionRemarks(importer, row),
      ...doors.judgePlausibility(row),
      ...listRemarks(row, today),
    ],
  }
}

function jurisdictionRemarks({ range, directory, region }: Importer, row: SurveyRow): readonly RowRemark[] {
  if (contains(range, row.place.reportingCode)) return []
  const place = placeName(directory, row.place.regionCode)
  const own = placeName(directory, region)
  const said = refusal('place.outside-jurisdiction', {
    zh: `${place}不在您的辖区（${own}）内，不能由您导入。请核对区县、乡镇两列，或请该地导入。`,
    en: `${place} lies outside your jurisdiction (${own}). Check county and town, or leave it to that place.`,
  })
  return [{ field: 'county', ...said }]
}

/** A stated list stays as stated; where the area says otherwise that is said. */
function listRemarks({ listLevel, area }: SurveyRow, today: string): readonly RowRemark[] {
  if (listLevel === undefined) return []
  const found = compareDeclaredList(
    listLevel,
    { areaM2: area.value, strongComplaints: false },
    policyAt('lists', today),
  )
  return found === undefined ? [] : [{ field: 'listLevel', ...found }]
}
