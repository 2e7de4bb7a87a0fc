import {
  AlignmentType,
  LineRuleType,
  type IFontAttributesProperties,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx'
import type { HeadingLevel } from '../document.ts'
import { colours, firstLineIndentPt, headingFaces, linePitchPt, sizesPt, tableLinePt, wordFaces } from '../paper.ts'

/** Latin letters and digits stand in Times New Roman, as official papers have them; Chinese in the face named. */
export function faceFont(face: keyof typeof wordFaces): IFontAttributesProperties {
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: wordFaces[face].name }
}

export const latin = 'Times New Roman'

/** Word counts sizes in half points and lengths in twips. */
const half = (pt: number) => Math.round(pt * 2)
const twips = (pt: number) => Math.round(pt * 20)
const exactly = (pt: number) => ({ line: twips(pt), lineRule: LineRuleType.EXACT })
const firstLine = { firstLine: twips(firstLineIndentPt), firstLineChars: 200 }

/** Ids of the styles that paragraphs name. */
export const styleIds = {
  redHead: 'JiuqingRedHead',
  paperNumber: 'JiuqingPaperNumber',
  title: 'Title',
  subtitle: 'JiuqingSubtitle',
  warning: 'JiuqingWarning',
  body: 'JiuqingBody',
  item: 'JiuqingItem',
  tableHead: 'JiuqingTableHead',
  tableCell: 'JiuqingTableCell',
  figure: 'JiuqingFigure',
  caption: 'JiuqingCaption',
  note: 'JiuqingNote',
  signature: 'JiuqingSignature',
  footer: 'JiuqingFooter',
  pageNumber: 'JiuqingPageNumber',
} as const
type Named = keyof typeof styleIds

type Look = Omit<IParagraphStyleOptions, 'id' | 'name' | 'basedOn'> & { readonly name: string }

const looks = {
  redHead: {
    name: '发文机关标志',
    run: { font: faceFont('redHead'), size: half(sizesPt.redHead), color: colours.red },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { line: twips(56), lineRule: LineRuleType.AT_LEAST, after: twips(14) },
    },
  },
  paperNumber: {
    name: '发文字号',
    run: { font: faceFont('body'), size: half(sizesPt.body) },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { ...exactly(linePitchPt), after: twips(linePitchPt) },
      border: { bottom: { style: 'single', size: 12, color: colours.red, space: 4 } },
    },
  },
  title: {
    name: 'Title',
    run: { font: faceFont('title'), size: half(sizesPt.title) },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { line: twips(34), lineRule: LineRuleType.AT_LEAST, after: twips(6) },
      keepNext: true,
    },
  },
  subtitle: {
    name: '副标题（久清）',
    run: { font: faceFont('script'), size: half(sizesPt.body) },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { ...exactly(linePitchPt), after: twips(10) } },
  },
  warning: {
    name: '提示（久清）',
    run: { font: faceFont('black'), size: half(12), color: colours.warning },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { before: twips(4), after: twips(10) },
      border: Object.fromEntries(
        ['top', 'bottom', 'left', 'right'].map(side => [
          side,
          { style: 'single', size: 8, color: colours.warning, space: 4 },
        ]),
      ),
    },
  },
  body: {
    name: '公文正文',
    run: { font: faceFont('body'), size: half(sizesPt.body) },
    paragraph: { alignment: AlignmentType.BOTH, indent: firstLine, spacing: exactly(linePitchPt) },
  },
  item: {
    name: '公文列项',
    run: { font: faceFont('body'), size: half(sizesPt.body) },
    paragraph: {
      alignment: AlignmentType.BOTH,
      spacing: exactly(linePitchPt),
      indent: { left: twips(48), hanging: twips(16) },
    },
  },
  tableHead: {
    name: '表头（久清）',
    run: { font: faceFont('black'), size: half(sizesPt.table) },
    paragraph: { spacing: { line: twips(tableLinePt), lineRule: LineRuleType.AT_LEAST }, keepNext: true },
  },
  tableCell: {
    name: '表格文字（久清）',
    run: { font: faceFont('body'), size: half(sizesPt.table) },
    paragraph: { spacing: { line: twips(tableLinePt), lineRule: LineRuleType.AT_LEAST } },
  },
  figure: {
    name: '图片（久清）',
    run: { size: half(sizesPt.caption) },
    // Its row is never cut by a page, which keeps picture and name together; more would hold the whole table on one page.
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: twips(4) } },
  },
  caption: {
    name: '图名（久清）',
    run: { font: faceFont('script'), size: half(sizesPt.caption) },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: twips(2), after: twips(6) } },
  },
  note: {
    name: '注（久清）',
    run: { font: faceFont('script'), size: half(sizesPt.note), color: colours.quiet },
    paragraph: {
      spacing: { line: twips(tableLinePt), lineRule: LineRuleType.AT_LEAST, before: twips(3), after: twips(3) },
    },
  },
  signature: {
    name: '署名（久清）',
    run: { font: faceFont('body'), size: half(sizesPt.body) },
    // Four characters in from the right, as 成文日期 stands.
    paragraph: {
      alignment: AlignmentType.RIGHT,
      spacing: exactly(linePitchPt),
      indent: { right: twips(64) },
      keepLines: true,
    },
  },
  footer: {
    name: '页脚文字（久清）',
    run: { font: faceFont('body'), size: half(sizesPt.footer), color: colours.quiet },
    paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(11) },
  },
  pageNumber: {
    name: '页码（久清）',
    run: { font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: '宋体' }, size: half(sizesPt.pageNumber) },
    paragraph: { spacing: { after: twips(2) } },
  },
} as const satisfies Record<Named, Look>

export function wordStyles(): IStylesOptions {
  return {
    default: {
      document: { run: { font: faceFont('body'), size: half(sizesPt.body) } },
      heading1: heading(1),
      heading2: heading(2),
      heading3: heading(3),
      heading4: heading(4),
    },
    paragraphStyles: Object.entries(looks).map(([name, look]) => ({
      ...(look as Look), // each is a Look: `satisfies` above
      id: styleIds[name as Named], // keys of `looks` are exactly these
      basedOn: 'Normal',
    })),
  }
}

/** Word's own heading styles: they make the navigation pane and a table of contents. */
function heading(level: HeadingLevel) {
  const { face, strong } = headingFaces[level]
  return {
    run: { font: faceFont(face), size: half(sizesPt.body), bold: strong, color: '000000' },
    paragraph: { indent: firstLine, spacing: exactly(linePitchPt), keepNext: true, outlineLevel: level - 1 },
  }
}
