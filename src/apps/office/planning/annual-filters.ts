import { z } from 'zod'
import type { AnnualWaterAnswer } from '../../../planning/annual/contract.ts'
import { countsFor, isDone, isExpected, isLate, targetKindIds } from '../../../planning/annual/rules.ts'
import { fundSourceIds } from '../../../planning/plans/rules.ts'
import { supervisionListIds } from '../../../domain/waters.ts'

/** What the page keeps in its address: the day, the version, and of which number the waters are shown. */
export const AnnualFilters = z.object({
  asOf: z.iso.date().optional(),
  version: z.coerce.number().int().min(1).optional(),
  list: z.enum(supervisionListIds).optional(),
  kind: z.enum(targetKindIds).optional(),
  /** Of the target's kind; of completion where no target was opened. */
  progress: z.enum(['expected', 'done']).optional(),
  measure: z.string().max(60).optional(),
  source: z.enum(fundSourceIds).optional(),
  county: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  late: z.enum(['true']).optional(),
})
export type AnnualFilters = z.output<typeof AnnualFilters>

/** Shows the waters behind a number. */
export type Narrow = (to: Partial<AnnualFilters>) => void

/** Whether a water is one of those behind the number that was opened. */
export function isShown(
  water: AnnualWaterAnswer,
  { list, kind, progress, measure, source, county, late }: AnnualFilters,
  { year, asOf }: { readonly year: number; readonly asOf: string },
): boolean {
  if (kind !== undefined && list !== undefined && !countsFor(water, { kind, list }, year)) return false
  if (kind === undefined && list !== undefined && water.list !== list) return false
  if (progress === 'expected' && !isExpected(water, kind ?? 'finish', asOf)) return false
  if (progress === 'done' && !isDone(water, kind ?? 'finish')) return false
  if (measure !== undefined && !water.measures.some(({ measureId }) => measureId === measure)) return false
  if (source !== undefined && !water.funding.some(one => one.source === source && one.yuan > 0)) return false
  if (county !== undefined && !water.regionCode.startsWith(county)) return false
  return late === undefined || isLate(water)
}
