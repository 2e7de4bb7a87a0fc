import { z } from 'zod'

/** Small schemas that the contracts of several slices share. */

/** Twelve digits: `500231103205`. */
export const RegionCodeText = z.string().regex(/^\d{12}$/)

/** YYYY-MM-DD */
export const DateText = z.iso.date()

/** ISO 8601 with offset. */
export const InstantText = z.iso.datetime({ offset: true })

/** Why a person decided so: never blank. */
export const ReasonText = z.string().trim().min(2).max(1000)

/** Of one picture or paper that is sent. */
export const maxAttachmentBytes = 50 * 1024 * 1024

export const LimitQuery = z.coerce.number().int().min(1).max(500).default(100)

/** The version of a water that the caller saw; refused with 409 where it has changed since. */
export const ExpectedVersion = z.int().min(1)

export const BilingualText = z.object({ zh: z.string(), en: z.string() })

export const CountNumber = z.int().min(0)

/** Names of the divisions a code lies in; those below the code's own level are absent. */
export const RegionNames = z.object({ county: z.string(), town: z.string().optional(), village: z.string().optional() })

/** Where a page of a list begins, as the page before gave it. */
export const CursorText = z.string().max(300)

/** A page of a list; `next` is the cursor of the page behind it, absent on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}

/** What is wrong with one cell of a workbook that is taken in all or not at all. */
export const CellProblem = z.object({
  sheet: z.string(),
  /** A1 address; the row's number where the whole row is meant. */
  cell: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})
export type CellProblem = z.output<typeof CellProblem>
