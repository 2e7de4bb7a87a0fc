import type { Content, ContentTable, ContentText, TableCell, Style } from 'pdfmake/interfaces.js'
import type { Language } from '../../../domain/words.ts'
import type { Block, BlockOf, Figure, HeadingLevel, OfficialDocument, Picture, Text } from '../document.ts'
import {
  abreastMm,
  aloneMm,
  colours,
  dealOut,
  firstLineIndentPt,
  fitted,
  headingFaces,
  linePitchPt,
  paperMm,
  ptOfMm,
  sizesPt,
  tableLinePt,
  textWidthMm,
} from '../paper.ts'
import { runsOf, spreads } from '../plain-text.ts'
import { pairRows } from '../pair-rows.ts'
import { writerWords } from '../writer-words.ts'
import type { Drawable } from './glyphs.ts'

/** What turning a tree into pdfmake's own needs besides the tree. */
export type Setting = { readonly drawable: Drawable; readonly language: Language }

/** Height of a line of Noto Sans SC over its size (ascender and descender of the font). */
const naturalLine = 1.448

/** pdfmake's factor that makes lines of text of this size stand this far apart. */
export function lineHeight(pitchPt: number, sizePt: number): number {
  return pitchPt / (sizePt * naturalLine)
}

const bodyLine = lineHeight(linePitchPt, sizesPt.body)
const smallLine = lineHeight(tableLinePt, sizesPt.table)
const widthPt = ptOfMm(textWidthMm)
/** Points between a cell's text and its lines. */
export const paddingPt = { side: 4.5, above: 2 } as const

function texts(text: Text, { drawable }: Setting): ContentText['text'] {
  return runsOf(text).map(({ text: own, strong = false }) => ({ text: drawable.draw(own), bold: strong }))
}

/** Letter head, title and warning. */
export function headOf({ redHead, title, subtitle, warning }: OfficialDocument, { drawable }: Setting): Content[] {
  const centred = (text: string, look: Style): Content => ({ text: drawable.draw(text), alignment: 'center', ...look })
  return [
    ...(warning === undefined ? [] : [framed(drawable.draw(warning))]),
    ...(redHead === undefined
      ? []
      : [
          centred(redHead.issuer, { fontSize: sizesPt.redHead, bold: true, color: `#${colours.red}` }),
          centred(redHead.number ?? '', { fontSize: sizesPt.body, lineHeight: bodyLine }),
          redLine(),
        ]),
    centred(title, {
      fontSize: sizesPt.title,
      bold: true,
      lineHeight: lineHeight(34, sizesPt.title),
      margin: [0, 0, 0, 4],
    }),
    ...(subtitle === undefined
      ? []
      : [centred(subtitle, { fontSize: sizesPt.body, lineHeight: bodyLine, margin: [0, 0, 0, 8] })]),
  ]
}

function framed(text: string): Content {
  return {
    margin: [0, 0, 0, 10],
    layout: 'warning',
    table: {
      widths: [widthPt - 2 * paddingPt.side],
      body: [[{ text, alignment: 'center', fontSize: 12, bold: true, color: `#${colours.warning}` }]],
    },
  }
}

function redLine(): Content {
  const line = { type: 'line', x1: 0, y1: 4, x2: widthPt, y2: 4, lineWidth: 1.5, lineColor: `#${colours.red}` } as const
  return { canvas: [line], margin: [0, 0, 0, linePitchPt] }
}

/**
 * Blocks one after another. pdfmake counts pictures and tables on the page on which they were tried: what follows a heading and is short is
 * therefore held together with it. The last block leaves no space below it, which after a full page would begin an empty one.
 */
export function contentOf(blocks: readonly Block[], setting: Setting): Content[] {
  const content = blocks.flatMap((block, index) => {
    const [before, after] = [blocks[index - 1], blocks[index + 1]]
    if (block.kind !== 'heading' || !isHeld(after)) {
      return isHeld(block) && before?.kind === 'heading' ? [] : blockContent(block, setting)
    }
    const [first, ...others] = blockContent(after, setting)
    return [{ unbreakable: true, stack: [...blockContent(block, setting), first ?? ''] }, ...others]
  })
  return [...content.slice(0, -1), ...content.slice(-1).map(withoutSpaceBelow)]
}

/** Rows and characters of a table that is surely shorter than a page. */
const mostHeld = { rows: 6, characters: 500 } as const

function isHeld(block: Block | undefined): block is BlockOf<'figures' | 'table' | 'pairs'> {
  if (block?.kind === 'figures') return block.figures.length > 0
  if (block?.kind !== 'table' && block?.kind !== 'pairs') return false
  const length = block.rows.reduce((sum, row) => sum + row.reduce((inRow, text = '') => inRow + text.length, 0), 0)
  return block.rows.length > 0 && block.rows.length <= mostHeld.rows && length <= mostHeld.characters
}

function withoutSpaceBelow(content: Content): Content {
  if (typeof content !== 'object' || Array.isArray(content) || !('table' in content)) return content
  return { ...(content as ContentTable), margin: [0, 2, 0, 0] } // what has a table is one
}

export function blockContent(block: Block, setting: Setting): Content[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.level, setting.drawable.draw(block.text))]
    case 'paragraph':
      return [paragraph(block.text, setting)]
    case 'note':
      return [note(texts(block.text, setting))]
    case 'list':
      return block.items.map(item => listItem(item, setting))
    case 'table':
      return [table(block, setting)]
    case 'pairs':
      return block.rows.length === 0 ? [] : [pairs(block, setting)]
    case 'figures':
      return pictureRows(block, setting)
    case 'page-break':
      return [{ text: '', pageBreak: 'after' }]
  }
}

function note(text: ContentText['text']): Content {
  const look = { fontSize: sizesPt.note, lineHeight: smallLine, color: `#${colours.quiet}` }
  return { unbreakable: true, margin: [0, 3, 0, 3], stack: [{ text, ...look }] }
}

function heading(level: HeadingLevel, text: string): Content {
  const bold = level < 3 || headingFaces[level].strong
  return {
    text,
    bold,
    headlineLevel: level,
    fontSize: sizesPt.body,
    lineHeight: bodyLine,
    leadingIndent: firstLineIndentPt,
  }
}

function paragraph(text: Text, setting: Setting): Content {
  return {
    text: texts(text, setting),
    fontSize: sizesPt.body,
    lineHeight: bodyLine,
    leadingIndent: firstLineIndentPt,
    alignment: spreads(text, setting.language) ? 'justify' : 'left',
  }
}

function listItem(item: Text, setting: Setting): Content {
  return {
    columns: [
      { width: sizesPt.body, text: '·', fontSize: sizesPt.body },
      { width: '*', text: texts(item, setting), fontSize: sizesPt.body, lineHeight: bodyLine },
    ],
    margin: [firstLineIndentPt, 0, 0, 0],
  }
}

/** Widths are given in points, never left to the content: a long word would push the table over the margin. */
function columnWidths(shares: readonly number[]): number[] {
  return dealOut(Math.floor(widthPt), shares).map(width => width - 2 * paddingPt.side)
}

/** A row of more characters may be cut by a page: kept whole it could leave most of one empty, or fit on none. */
const mostKeptWhole = 600

function table({ columns, rows }: BlockOf<'table'>, setting: Setting): Content {
  const { drawable, language } = setting
  const head = columns.map(({ title }) =>
    small(drawable.draw(title), { bold: true, alignment: 'center', fillColor: `#${colours.shade}` }),
  )
  const body = rows.map(row =>
    columns.map(({ align = 'left' }, index) => small(drawable.draw(row[index] ?? ''), { alignment: align })),
  )
  const nothing: TableCell[] = [
    small(writerWords.nothing[language], { alignment: 'center', colSpan: columns.length }),
    ...columns.slice(1).map(() => ({})),
  ]
  return framedTable({
    widths: columnWidths(columns.map(({ share }) => share)),
    body: [head, ...(body.length === 0 ? [nothing] : body)],
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: rows.every(row => row.every(text => text.length <= mostKeptWhole)),
  })
}

const pairShares = { 1: [22, 78], 2: [15, 35, 15, 35] } as const

function pairs(block: BlockOf<'pairs'>, { drawable }: Setting): Content {
  const widths = columnWidths(pairShares[block.abreast ?? 1])
  const body = pairRows(block).map(row =>
    row.flatMap(({ name, value, alone }) => {
      const colSpan = alone ? widths.length - 1 : 1
      return [
        small(drawable.draw(name), { bold: true, fillColor: `#${colours.shade}` }),
        small(drawable.draw(value ?? writerWords.missing.zh), { colSpan }),
        ...Array.from({ length: colSpan - 1 }, (): TableCell => ({})),
      ]
    }),
  )
  return framedTable({
    widths,
    body,
    dontBreakRows: block.rows.every(([, value = '']) => value.length <= mostKeptWhole),
  })
}

function framedTable(made: {
  widths: number[]
  body: TableCell[][]
  headerRows?: number
  keepWithHeaderRows?: number
  dontBreakRows: boolean
}): Content {
  return { layout: 'framed', margin: [0, 2, 0, 6], table: made }
}

function small(text: string, look: Style & { readonly colSpan?: number; readonly fillColor?: string }): TableCell {
  return { text, fontSize: sizesPt.table, lineHeight: smallLine, ...look }
}

function pictureRows({ figures: given, abreast = 1 }: BlockOf<'figures'>, setting: Setting): Content[] {
  return Array.from({ length: Math.ceil(given.length / abreast) }, (_unused, index) => {
    const row = Array.from({ length: abreast }, (_free, column) => {
      const figure = given[index * abreast + column]
      return figure === undefined ? {} : figureStack(figure, abreast, setting)
    })
    const widths = columnWidths(Array.from({ length: abreast }, () => 1))
    return { layout: 'noBorders', margin: [0, 2, 0, 2], table: { widths, body: [row], dontBreakRows: true } }
  })
}

function figureStack({ picture, caption }: Figure, abreast: 1 | 2, { drawable, language }: Setting): TableCell {
  const shown: Content =
    picture === undefined
      ? { text: `［${writerWords.noPicture[language]}］`, fontSize: sizesPt.caption, alignment: 'center' }
      : image(picture, abreast)
  return {
    stack: [
      shown,
      {
        text: drawable.draw(caption),
        fontSize: sizesPt.caption,
        lineHeight: smallLine,
        alignment: 'center',
        margin: [0, 3, 0, 3],
      },
    ],
  }
}

function image(picture: Picture, abreast: 1 | 2): Content {
  const { widthMm, heightMm } = fitted(picture, abreast === 1 ? aloneMm : abreastMm)
  const type = picture.type === 'jpg' ? 'jpeg' : 'png'
  return {
    image: `data:image/${type};base64,${Buffer.from(picture.bytes).toString('base64')}`,
    width: ptOfMm(widthMm),
    height: ptOfMm(heightMm),
    alignment: 'center',
  }
}

export function signatureOf({ signature }: OfficialDocument, { drawable }: Setting): Content[] {
  if (signature === undefined) return []
  const look = { alignment: 'right', fontSize: sizesPt.body, lineHeight: bodyLine } as const
  return [
    {
      unbreakable: true,
      margin: [0, linePitchPt, 4 * sizesPt.body, 0],
      stack: [
        { text: drawable.draw(signature.organisation), ...look },
        { text: drawable.draw(signature.date), ...look },
      ],
    },
  ]
}

/** The page number outside (right on odd pages), the small lines below it. */
export function footerOf(lines: readonly string[]): (page: number) => Content {
  const side = (page: number) => (page % 2 === 1 ? 'right' : 'left')
  return page => ({
    margin: [ptOfMm(paperMm.left), ptOfMm(6), ptOfMm(paperMm.right), 0],
    stack: [
      {
        text: `— ${page} —`,
        fontSize: sizesPt.pageNumber,
        alignment: side(page),
        margin: [sizesPt.pageNumber, 0, sizesPt.pageNumber, 2],
      },
      ...lines.map(text => ({
        text,
        fontSize: sizesPt.footer,
        alignment: 'center' as const,
        color: `#${colours.quiet}`,
      })),
    ],
  })
}
