import type { Bilingual, Citation, Language } from '../domain/words.ts'
import type { Block, Column } from '../platform/documents/document.ts'

/** A column by its title, its part of the width, and where numbers stand right. */
export type ColumnPlan = readonly [title: Bilingual, share: number, align?: 'right']

export function columnsOf(given: readonly ColumnPlan[], language: Language): readonly Column[] {
  return given.map(([title, share, align]) => ({
    title: title[language],
    share,
    ...(align === undefined ? {} : { align }),
  }))
}

/** A table without the columns in which no row says anything; nothing where there is no row. */
export function tableBlocks(
  given: readonly ColumnPlan[],
  rows: readonly (readonly string[])[],
  language: Language,
): readonly Block[] {
  if (rows.length === 0) return []
  const told = given.map((_column, index) => rows.some(row => (row[index] ?? '') !== ''))
  const columns = columnsOf(given, language).filter((_column, index) => told[index])
  return [{ kind: 'table', columns, rows: rows.map(row => row.filter((_text, index) => told[index])) }]
}

const nothing = { zh: '平台中没有记录。', en: 'Nothing is recorded in the platform.' } as const satisfies Bilingual

/** A part of a paper with its heading; an empty one says so. */
export function sectionBlocks(title: Bilingual, blocks: readonly Block[], language: Language): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: title[language] },
    ...(blocks.length === 0 ? [{ kind: 'note', text: nothing[language] } as const] : blocks),
  ]
}

/** Prose as people typed it: each line a paragraph; nothing where nothing was typed. */
export function proseBlocks(text: string | undefined): readonly Block[] {
  return (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => ({ kind: 'paragraph', text: line }) as const)
}

const toBeConfirmed = { zh: '（待确认）', en: ' (to be confirmed)' } as const satisfies Bilingual

/** A source as papers name it. */
export function cite({ title, clause, confidence }: Citation, language: Language): string {
  return `${title} ${clause}${confidence === 'to-be-confirmed' ? toBeConfirmed[language] : ''}`
}

/** Money in yuan, grouped, to the fen where there is one. @example yuanText(9000.5) // '9,000.5' */
export function yuanText(yuan: number): string {
  return yuan.toLocaleString('en-US', { maximumFractionDigits: 2 })
}
