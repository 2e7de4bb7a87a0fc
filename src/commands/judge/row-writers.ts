import { csvCell, type CsvFormat, type CsvRecord } from '../../platform/files/csv.ts'
import type { Multiples } from '../../standards/standard.ts'
import type { JudgedRow } from './row-judge.ts'

/** Turns judged rows into text; the pieces together are the file. */
export type RowWriter = {
  begin(): string
  row(record: CsvRecord, judged: JudgedRow): string
  end(): string
}

/** Appended to the columns of the input, in this order. Persisted: scripts read them by name. */
export const judgeColumns = [
  'row',
  'outcome',
  'class',
  'grade',
  'deciding',
  'multiples',
  'missing',
  'clauses',
  'words_zh',
  'words_en',
  'problems',
] as const

/**
 * The input's own columns as written, then the verdict's. Lists are joined by `;`. UTF-8; with a byte order mark where the input had
 * one or was GB18030, since Excel would misread it otherwise.
 */
export function csvWriter(header: CsvRecord, format: CsvFormat): RowWriter {
  const { delimiter, lineEnd } = format
  const mark = format.byteOrderMark || format.encoding !== 'utf-8' ? '\uFEFF' : ''
  const join = rememberedJoin()
  const taken = new Set(header.cells)
  const names = judgeColumns.map(name => (taken.has(name) ? `judge_${name}` : name))
  return {
    begin: () => mark + header.raw + delimiter + names.join(delimiter) + lineEnd,
    row: (record, { row, decision, problems }) => {
      const { outcome, words } = decision
      const padding = record.cells.length < header.cells.length ? header.cells.length - record.cells.length : 0
      return (
        trimmedTo(record, header.cells.length, delimiter) +
        delimiter.repeat(padding + 1) +
        row +
        delimiter +
        outcome +
        delimiter +
        (decision.class ?? '') +
        delimiter +
        (decision.grade ?? '') +
        delimiter +
        cell(join(decision.deciding), delimiter) +
        delimiter +
        cell(joinMultiples(decision.multiples), delimiter) +
        delimiter +
        cell(join(decision.missing), delimiter) +
        delimiter +
        cell(join(decision.clauses), delimiter) +
        delimiter +
        wordsCell(words.zh, problems.length > 0) +
        delimiter +
        wordsCell(words.en, problems.length > 0) +
        delimiter +
        (problems.length === 0 ? '' : csvCell(problems.map(({ zh, en }) => `${zh} ${en}`).join(' '), delimiter)) +
        lineEnd
      )
    },
    end: () => '',
  }
}

/**
 * Only a text from a cell could bring a quotation mark into the words; the standards' own hold none (their test says so), and looking
 * for one would flatten every sentence of a million rows.
 */
function wordsCell(words: string, mayHoldQuotes: boolean): string {
  return `"${mayHoldQuotes ? words.replaceAll('"', '""') : words}"`
}

/** Blank cells beyond the headers would push the verdict out of its columns; cells that hold something refuse the row before. */
function trimmedTo({ raw, cells }: CsvRecord, width: number, delimiter: string): string {
  if (cells.length <= width) return raw
  return cells
    .map(text => csvCell(text, delimiter))
    .slice(0, width)
    .join(delimiter)
}

/** Lists of ids need quotes only where `;` itself separates the columns. */
function cell(text: string, delimiter: string): string {
  return delimiter === ';' ? csvCell(text, delimiter) : text
}

/** A million rows share a few hundred lists. */
function rememberedJoin(): (list: readonly string[]) => string {
  const known = new WeakMap<readonly string[], string>()
  return list => {
    if (list.length < 2) return list[0] ?? ''
    const found = known.get(list)
    if (found !== undefined) return found
    const text = list.join(';')
    known.set(list, text)
    return text
  }
}

function joinMultiples(multiples: Multiples): string {
  let text = ''
  for (const parameter in multiples) {
    text += `${text === '' ? '' : ';'}${parameter}=${multiples[parameter as keyof Multiples]}` // own keys of a plain object
  }
  return text
}

/** An array of `{row, outcome, class, grade, deciding, multiples, missing, clauses, words, problems}`, one per line. */
export function jsonWriter(): RowWriter {
  let first = true
  return {
    begin: () => '[',
    row: (_, { row, decision, problems }) => {
      const separator = first ? '\n' : ',\n'
      first = false
      return separator + JSON.stringify({ row, ...decision, problems })
    },
    end: () => '\n]\n',
  }
}
