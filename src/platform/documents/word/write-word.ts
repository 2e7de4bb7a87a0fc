import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel as WordHeading,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
} from 'docx'
import type { Language } from '../../../domain/words.ts'
import type { Block, HeadingLevel, OfficialDocument, Text } from '../document.ts'
import { numberHeadings } from '../numbering.ts'
import { paperMm, twipsOfMm } from '../paper.ts'
import { settable, spreads } from '../plain-text.ts'
import { fontTableXml } from './font-table.ts'
import { textRuns } from './runs.ts'
import { styleIds, wordStyles } from './styles.ts'
import { wordFigures, wordPairs, wordTable } from './tables.ts'

/**
 * A document as a Word file (.docx, WordprocessingML) in the layout of official papers.
 *
 * @example await writeFile('notice.docx', await writeWord(notice))
 */
export async function writeWord(document: OfficialDocument): Promise<Uint8Array> {
  const { about, language } = document
  const children = [
    ...head(document),
    ...numberHeadings(document.blocks, language).flatMap(block => blockOf(block, document)),
    ...signature(document),
  ]
  const file = new Document({
    title: settable(document.title).replaceAll('\n', ''),
    creator: settable(about.author),
    lastModifiedBy: settable(about.author),
    ...(about.subject === undefined ? {} : { subject: settable(about.subject) }),
    styles: wordStyles(),
    evenAndOddHeaderAndFooters: true,
    sections: [{ properties: page, footers: footers(document), children }],
  })
  return Packer.toBuffer(file, false, [{ path: 'word/fontTable.xml', data: fontTableXml() }])
}

const page = {
  page: {
    size: { width: twipsOfMm(paperMm.width), height: twipsOfMm(paperMm.height) },
    margin: {
      top: twipsOfMm(paperMm.top),
      bottom: twipsOfMm(paperMm.bottom),
      left: twipsOfMm(paperMm.left),
      right: twipsOfMm(paperMm.right),
      header: twipsOfMm(15),
      footer: twipsOfMm(10),
    },
  },
} as const

function head({ redHead, title, subtitle, warning }: OfficialDocument): readonly FileChild[] {
  const lines: readonly (readonly [keyof typeof styleIds, string | undefined])[] = [
    ['warning', warning],
    ['redHead', redHead?.issuer],
    ['paperNumber', redHead === undefined ? undefined : (redHead.number ?? '')],
    ['title', title],
    ['subtitle', subtitle],
  ]
  return lines.flatMap(([style, text]) =>
    text === undefined ? [] : [new Paragraph({ style: styleIds[style], children: textRuns(text) })],
  )
}

const headings = {
  1: WordHeading.HEADING_1,
  2: WordHeading.HEADING_2,
  3: WordHeading.HEADING_3,
  4: WordHeading.HEADING_4,
} as const satisfies Record<HeadingLevel, unknown>

function blockOf(block: Block, { language }: OfficialDocument): readonly FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: headings[block.level], children: textRuns(block.text) })]
    case 'paragraph':
      return [bodyParagraph(block.text, language)]
    case 'note':
      return [new Paragraph({ style: styleIds.note, children: textRuns(block.text) })]
    case 'list':
      return block.items.map(
        item => new Paragraph({ style: styleIds.item, children: [new TextRun('· '), ...textRuns(item)] }),
      )
    case 'table':
      return [wordTable(block, language), gap()]
    case 'pairs':
      return block.rows.length === 0 ? [] : [wordPairs(block), gap()]
    case 'figures':
      return block.figures.length === 0 ? [] : [wordFigures(block, language), gap()]
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true })]
  }
}

function bodyParagraph(text: Text, language: Language): Paragraph {
  const look = spreads(text, language) ? {} : { alignment: AlignmentType.LEFT }
  return new Paragraph({ style: styleIds.body, ...look, children: textRuns(text) })
}

/** Two tables without anything between them would become one. So small that after a full page it begins no empty one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { line: 20, lineRule: 'exact', after: 100 } })
}

function signature({ signature: given }: OfficialDocument): readonly Paragraph[] {
  if (given === undefined) return []
  return [
    new Paragraph({ style: styleIds.body }),
    new Paragraph({ style: styleIds.signature, keepNext: true, children: textRuns(given.organisation) }),
    new Paragraph({ style: styleIds.signature, children: textRuns(given.date) }),
  ]
}

/** The page number stands outside: right on odd pages, left on even ones, a character in from the edge. */
function footers(document: OfficialDocument) {
  return { default: footer(document, AlignmentType.RIGHT), even: footer(document, AlignmentType.LEFT) }
}

function footer(
  { footer: { lines, fingerprint } }: OfficialDocument,
  alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT,
): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })
  const inset = alignment === AlignmentType.RIGHT ? { right: 280 } : { left: 280 }
  const small = [...lines, ...(fingerprint === undefined ? [] : [fingerprint])]
  return new Footer({
    children: [
      new Paragraph({ style: styleIds.pageNumber, alignment, indent: inset, children: [number] }),
      ...small.map(text => new Paragraph({ style: styleIds.footer, children: textRuns(text) })),
    ],
  })
}
