import type { Parameter, Sample } from '../../domain/parameters.ts'
import { hintOtherSystem, toCgcs2000 } from '../../places/coordinates.ts'
import type { Position } from '../../places/coordinates.ts'
import { resolvePlace } from '../../places/names.ts'
import type { Gazetteer } from '../../places/names.ts'
import { checkOutline, isInsideOutline } from '../../places/outlines.ts'
import type { OutlineSet } from '../../places/outlines.ts'
import type { RegionCode } from '../../domain/regions.ts'
import { policyAt } from '../../policy/policy.ts'
import type { PolicyValue } from '../../policy/schemas.ts'
import { checkDates, checkDivisions, checkExtent, checkSample, knownDivisions } from '../../waters/plausibility.ts'
import type { PlausibilityFinding, StatedWater } from '../../waters/plausibility.ts'
import type { SurveyField } from './fields.ts'
import { note } from '../../platform/files/workbook/row-problems.ts'
import type { RowRemark, StatedPoint, SurveyDoors, SurveyRow } from './survey-row.ts'

export type SurveySurroundings = {
  readonly gazetteer: Gazetteer
  readonly outlines: OutlineSet
  /** YYYY-MM-DD, China time: picks the policies and tells what lies in the future. */
  readonly today: string
  /** The jurisdiction of whoever imports, twelve digits: names are searched inside it. */
  readonly within?: RegionCode
  /** Name of the importer's county, for workbooks without a county column. */
  readonly county?: string
}

/**
 * The doors of `readSurvey` as the product uses them: divisions, dated taxonomy, plausibility, and outlines of counties.
 *
 * @throws Problem `policy.not-in-force` where no policy holds on `today`
 */
export function surveyDoors(around: SurveySurroundings): SurveyDoors {
  const { gazetteer, today, within, county } = around
  const policy = policyAt('plausibility', today).value
  const checkPosition = createPositionCheck(around)
  return {
    taxonomy: policyAt('causes', today).value,
    resolvePlace: written => resolvePlace(gazetteer, { ...written, within }),
    judgePlausibility: row => [...plausibility(row, policy, today), ...checkPosition(row)],
    ...(county === undefined ? {} : { county }),
  }
}

function plausibility(row: SurveyRow, policy: PolicyValue<'plausibility'>, today: string): readonly RowRemark[] {
  const water = statedWater(row, policy, today)
  return [
    ...checkDivisions(water, policy).map(finding => at('areaM2', finding)),
    ...checkExtent(water, policy).map(finding => at(extentField(finding), finding)),
    ...sampleRemarks(row, policy),
    ...checkDates(water, { policy, today }).map(finding => at(dateField(row), finding)),
  ]
}

function statedWater(row: SurveyRow, policy: PolicyValue<'plausibility'>, today: string): StatedWater {
  const { completion, sampledOn } = row
  // A completion still to come is a plan, not a date to be checked.
  const completed = completion !== undefined && completion.date <= today
  return {
    type: row.type,
    areaM2: row.area.value,
    divisions: knownDivisions(row.place.regionCode, policy),
    ...(row.length === undefined ? {} : { lengthM: row.length.value }),
    ...(row.width === undefined ? {} : { widthM: row.width.value }),
    ...(sampledOn === undefined ? {} : { sampledOn: sampledOn.date }),
    ...(completed ? { completedOn: completion.date } : {}),
  }
}

function at(field: SurveyField, finding: PlausibilityFinding): RowRemark {
  return { field, ...finding }
}

function extentField(finding: PlausibilityFinding): SurveyField {
  if (finding.code.startsWith('length.')) return 'lengthM'
  return finding.code.startsWith('width.') ? 'widthM' : 'areaM2'
}

function dateField(row: SurveyRow): SurveyField {
  return row.sampledOn === undefined ? 'completion' : 'sampledOn'
}

const sampleFields: Readonly<Partial<Record<Parameter, SurveyField>>> = {
  secchiDepth: 'secchiDepthCm',
  waterDepth: 'waterDepthCm',
  dissolvedOxygen: 'dissolvedOxygenMgL',
  ammoniaNitrogen: 'ammoniaNitrogenMgL',
  ph: 'ph',
}

/** Asked value by value, so that each finding stands at its cell; what concerns two values is asked of both. */
function sampleRemarks(row: SurveyRow, policy: PolicyValue<'plausibility'>): readonly RowRemark[] {
  const stated = Object.keys(row.sample) as readonly Parameter[] // keys of a Sample are parameters
  const single = stated.flatMap(parameter => {
    const alone: Sample = { [parameter]: row.sample[parameter] }
    const field = sampleFields[parameter] ?? 'basis'
    return checkSample({ type: row.type, sample: alone }, policy).map(finding => at(field, finding))
  })
  const together = checkSample({ type: row.type, sample: row.sample }, policy).filter(
    finding => finding.code === 'transparency.beyond-depth',
  )
  return [...single, ...together.map(finding => at('secchiDepthCm', finding))]
}

/** Positions against the outline of the county that the row names. That there is none is said once per county. */
function createPositionCheck({ gazetteer, outlines }: SurveySurroundings): (row: SurveyRow) => readonly RowRemark[] {
  const unchecked = new Set<RegionCode>()
  const nameOf = (code: RegionCode): string => gazetteer.table.byCode.get(code)?.name ?? code
  return row =>
    (['start', 'end'] as const).flatMap(which => {
      const position = positionOf(row[which])
      if (position === undefined) return []
      const field: SurveyField = `${which}Longitude`
      const county = row.place.county.code
      const stored = toCgcs2000(position, row.coordinateSystem ?? 'not-stated')
      const verdict = checkOutline(outlines, county, stored, nameOf)
      if (verdict.outcome === 'not-checked') {
        if (unchecked.has(county)) return []
        unchecked.add(county)
        return [{ field, ...note('position.not-checked', verdict.words) }]
      }
      if (verdict.severity === 'none') return []
      const outside: RowRemark = { field, code: 'position.outside', severity: verdict.severity, ...verdict.words }
      return [outside, ...otherSystem({ row, position, field, outlines })]
    })
}

type Doubted = {
  readonly row: SurveyRow
  readonly position: Position
  readonly field: SurveyField
  readonly outlines: OutlineSet
}

function otherSystem({ row, position, field, outlines }: Doubted): readonly RowRemark[] {
  if (row.coordinateSystem === 'gcj-02' || row.coordinateSystem === 'bd-09') return []
  const county = row.place.county.code
  const hint = hintOtherSystem(position, one => isInsideOutline(outlines, county, one))
  return hint === undefined ? [] : [{ field, ...note('position.other-system', hint.words) }]
}

function positionOf({ longitude, latitude }: StatedPoint): Position | undefined {
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude }
}
