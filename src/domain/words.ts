/** A sentence or label in both languages of the product; Chinese is the leading one. */
export type Bilingual = { readonly zh: string; readonly en: string }

export type Language = keyof Bilingual

/** How sure we are of a number taken from a standard: read in a published copy, in a secondary source, or from memory. */
export const confidences = ['published', 'secondary', 'to-be-confirmed'] as const
export type Confidence = (typeof confidences)[number]

/**
 * Where a limit or a rule stands. Shown beside every verdict it decides; `to-be-confirmed` is shown as such.
 *
 * @example { title: '地表水环境质量标准 GB 3838-2002', clause: '表1', confidence: 'published' }
 */
export type Citation = {
  readonly title: string
  readonly clause: string
  readonly confidence: Confidence
}
