import type { Sample } from '../../domain/parameters.ts'
import type { SupervisionList, WaterType } from '../../domain/waters.ts'
import type { CoordinateSystem } from '../../places/coordinates.ts'
import type { PlaceResolution, ResolvedPlace, WrittenPlace } from '../../places/names.ts'
import type { CauseTaxonomy, StatedCause } from './causes.ts'
import type { SurveyField } from './fields.ts'
import type { WorkbookKind } from './header-check.ts'
import type { Quantity } from './quantities.ts'
import type { Remark, RowProblem } from '../../platform/files/workbook/row-problems.ts'
import type { StatedDate } from './stated-dates.ts'
import type { Basis } from './word-cells.ts'

export type { WorkbookKind } from './header-check.ts'
export type { Remark, RowProblem, Severity } from '../../platform/files/workbook/row-problems.ts'

/** An end of a reach, or the place of a pond. Degrees as written, in the stated coordinate system: nothing is converted here. */
export type StatedPoint = {
  readonly name?: string
  readonly longitude?: number
  readonly latitude?: number
}

/** Where a row stands and what it says, before and after reading. */
export type WrittenRow = {
  readonly sheet: string
  /** Counted from 1. */
  readonly row: number
  /** Text as shown in the cell; empty cells are absent. */
  readonly written: Readonly<Partial<Record<SurveyField, string>>>
  /** A1 address of every understood column of this row, empty ones too. */
  readonly cells: Readonly<Partial<Record<SurveyField, string>>>
  /** Header → text of the columns that are not understood: kept, never interpreted. */
  readonly unknown: Readonly<Record<string, string>>
}

/**
 * One water of a list or a survey, read and without any refusal. What is absent was not stated.
 *
 * A `declaration` (official list) enters at `listed` with the stated list and no basis; a `survey` row carries its bases.
 */
export type SurveyRow = WrittenRow & {
  readonly kind: WorkbookKind
  readonly place: ResolvedPlace
  readonly naturalVillages?: string
  readonly name: string
  readonly externalNumber?: string
  readonly type: WaterType
  readonly area: Quantity
  readonly length?: Quantity
  readonly width?: Quantity
  readonly start: StatedPoint
  readonly end: StatedPoint
  readonly listLevel?: SupervisionList
  readonly causes: readonly StatedCause[]
  readonly completion?: StatedDate
  readonly perennial?: boolean
  readonly bases: readonly Basis[]
  readonly senses?: string
  readonly validForms?: number
  readonly blackForms?: number
  readonly sample: Sample
  readonly sampledOn?: StatedDate
  readonly coordinateSystem?: CoordinateSystem
  readonly remarks?: string
  /** Identity and version of the row, where the workbook came out of this product. */
  readonly waterId?: string
  readonly version?: number
}

/** A row as far as it could be read: what the checks see. Refused fields are absent. */
export type ReadRow = WrittenRow &
  Partial<Omit<SurveyRow, keyof WrittenRow>> &
  Pick<SurveyRow, 'kind' | 'start' | 'end' | 'causes' | 'bases' | 'sample'>

/** A remark about one field of a row; without a field it is about the whole row. */
export type RowRemark = Remark & { readonly field?: SurveyField }

/** What reading needs from elsewhere. All are plain functions and values, so that reading stays pure. */
export type SurveyDoors = {
  readonly taxonomy: CauseTaxonomy
  /** See `places/names.ts`. */
  readonly resolvePlace: (written: WrittenPlace) => PlaceResolution
  /** Checks of a row that is complete: sizes, dates, position against the place. */
  readonly judgePlausibility: (row: SurveyRow) => readonly RowRemark[]
  /** County that stands in where the workbook has no such column: the importer's own. */
  readonly county?: string
}

/** What comes out of a workbook, in the order in which it stands there. */
export type SurveyEvent =
  | {
      readonly kind: 'sheet'
      readonly sheet: string
      readonly workbookKind: WorkbookKind
      readonly titles: readonly string[]
    }
  | { readonly kind: 'row'; readonly row: SurveyRow; readonly problems: readonly RowProblem[] }
  | { readonly kind: 'refused'; readonly row: WrittenRow; readonly problems: readonly RowProblem[] }
  /** About a sheet, a column, or a row that is no water. */
  | { readonly kind: 'remark'; readonly problem: RowProblem }
