import { z } from 'zod'
import { parameterIds } from '../domain/parameters.ts'
import { confidences } from '../domain/words.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

/** As much of a standard's finding (`standards/standard.ts`) as pages and papers show. */
export const ShownFinding = z.object({
  parameter: z.enum(parameterIds),
  measurement: z.object({ value: z.number(), qualifier: z.string() }).nullable(),
  unit: z.string(),
  comparison: z.string(),
  limit: z.union([z.number(), z.tuple([z.number(), z.number()]), z.null()]),
  result: z.string(),
  citation: z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) }),
  words: Words,
})
export type ShownFinding = z.output<typeof ShownFinding>

/**
 * The findings kept anywhere inside a verdict's detail. Details differ by basis and edition and are kept as they were written, so
 * they are looked through rather than assumed; what is no finding is left alone.
 */
export function findingsIn(detail: unknown): readonly ShownFinding[] {
  if (Array.isArray(detail)) return detail.flatMap(findingsIn)
  if (typeof detail !== 'object' || detail === null) return []
  const finding = ShownFinding.safeParse(detail)
  return finding.success ? [finding.data] : Object.values(detail).flatMap(findingsIn)
}
