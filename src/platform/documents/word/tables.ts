import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
  type ParagraphChild,
} from 'docx'
import type { Language } from '../../../domain/words.ts'
import type { Alignment, BlockOf, Figure, Picture } from '../document.ts'
import { abreastMm, aloneMm, colours, dealOut, fitted, textWidthMm, twipsOfMm } from '../paper.ts'
import { pairRows } from '../pair-rows.ts'
import { writerWords } from '../writer-words.ts'
import { textRuns } from './runs.ts'
import { styleIds } from './styles.ts'

const widthTwips = twipsOfMm(textWidthMm)
const line = { style: BorderStyle.SINGLE, size: 4, color: colours.rule } as const
const lines = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noLines = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const shade = { type: ShadingType.CLEAR, fill: colours.shade, color: 'auto' } as const

/** A row longer than this many characters may be cut by a page: kept whole it could leave most of one empty. */
const mostKeptWhole = 600

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const satisfies Record<Alignment, unknown>

/** A table whose header row Word repeats on every page. */
export function wordTable({ columns, rows }: BlockOf<'table'>, language: Language): Table {
  const widths = dealOut(
    widthTwips,
    columns.map(({ share }) => share),
  )
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ title }, index) =>
      cell(title, { width: widths[index] ?? 0, head: true, align: 'center' }),
    ),
  })
  const body = rows.map(row =>
    rowOf(
      row,
      columns.map(({ align }, index) => cell(row[index] ?? '', { width: widths[index] ?? 0, align })),
    ),
  )
  const empty = new TableRow({
    children: [cell(writerWords.nothing[language], { width: widthTwips, align: 'center', span: columns.length })],
  })
  return table([head, ...(body.length === 0 ? [empty] : body)], widths, lines)
}

const pairShares = { 1: [22, 78], 2: [15, 35, 15, 35] } as const

export function wordPairs(block: BlockOf<'pairs'>): Table {
  const widths = dealOut(widthTwips, pairShares[block.abreast ?? 1])
  const rows = pairRows(block).map(pairs => {
    const cells = pairs.flatMap(({ name, value, alone }, place) => [
      cell(name, { width: widths[2 * place] ?? 0, head: true }),
      cell(value ?? writerWords.missing.zh, valueLook(widths, { place, alone })),
    ])
    return rowOf(
      pairs.map(({ value }) => value ?? ''),
      cells,
    )
  })
  return table(rows, widths, lines)
}

function valueLook(widths: readonly number[], { place, alone }: { readonly place: number; readonly alone: boolean }) {
  if (!alone) return { width: widths[2 * place + 1] ?? 0 }
  return { width: widthTwips - (widths[0] ?? 0), span: widths.length - 1 }
}

/** Pictures side by side in a table without lines, each above its name. */
export function wordFigures({ figures, abreast = 1 }: BlockOf<'figures'>, language: Language): Table {
  const widths = dealOut(
    widthTwips,
    Array.from({ length: abreast }, () => 1),
  )
  const rows = Array.from({ length: Math.ceil(figures.length / abreast) }, (_unused, index) => {
    const own = figures.slice(index * abreast, (index + 1) * abreast)
    return new TableRow({
      cantSplit: true,
      children: widths.map((width, column) => {
        const figure = own[column]
        const children = figure === undefined ? [new Paragraph({})] : figureParagraphs(figure, abreast, language)
        return new TableCell({ width: { size: width, type: WidthType.DXA }, children })
      }),
    })
  })
  return table(rows, widths, noLines)
}

function figureParagraphs({ picture, caption }: Figure, abreast: 1 | 2, language: Language): Paragraph[] {
  const shown: ParagraphChild[] =
    picture === undefined ? textRuns(`［${writerWords.noPicture[language]}］`) : [imageRun(picture, caption, abreast)]
  return [
    new Paragraph({ style: styleIds.figure, children: shown }),
    new Paragraph({ style: styleIds.caption, children: textRuns(caption) }),
  ]
}

function imageRun(picture: Picture, caption: string, abreast: 1 | 2): ImageRun {
  const { widthMm, heightMm } = fitted(picture, abreast === 1 ? aloneMm : abreastMm)
  const pixels = (mm: number) => Math.max(1, Math.round((mm / 25.4) * 96))
  return new ImageRun({
    type: picture.type,
    data: picture.bytes,
    transformation: { width: pixels(widthMm), height: pixels(heightMm) },
    altText: { name: caption, title: caption, description: caption },
  })
}

function rowOf(texts: readonly string[], children: TableCell[]): TableRow {
  const length = Math.max(0, ...texts.map(text => text.length))
  return new TableRow({ children, cantSplit: length <= mostKeptWhole })
}

type CellLook = {
  readonly width: number
  readonly head?: boolean
  readonly align?: Alignment | undefined
  readonly span?: number
}

function cell(text: string, { width, head = false, align = 'left', span = 1 }: CellLook): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    ...(head ? { shading: shade } : {}),
    children: [
      new Paragraph({
        style: head ? styleIds.tableHead : styleIds.tableCell,
        alignment: alignments[align],
        children: textRuns(text),
      }),
    ],
  })
}

function table(rows: TableRow[], columnWidths: readonly number[], borders: typeof lines | typeof noLines): Table {
  return new Table({
    rows,
    columnWidths,
    borders,
    width: { size: widthTwips, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 90, right: 90 },
  })
}
