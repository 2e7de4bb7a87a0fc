import { createRequire } from 'node:module'
import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { OfficialDocument } from '../document.ts'
import { numberHeadings } from '../numbering.ts'
import { colours, paperMm, ptOfMm, sizesPt } from '../paper.ts'
import { settable } from '../plain-text.ts'
import { absentGlyphsWords } from '../writer-words.ts'
import { blockContent, contentOf, footerOf, headOf, paddingPt, signatureOf, type Setting } from './content.ts'
import { pdfFontName, pdfFonts } from './fonts.ts'
import { drawableWith } from './glyphs.ts'

/** The library is CommonJS, one object with the fonts it knows; its types leave out the files it is given. */
type Pdfmake = typeof import('pdfmake') & {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void }
}

let ready: Pdfmake | undefined

/** It may open neither files nor addresses: what a document shows is given to it. */
function pdfmake(): Pdfmake {
  if (ready !== undefined) return ready
  const library = createRequire(import.meta.url)('pdfmake') as Pdfmake // see the type
  const fonts = pdfFonts()
  const names = { normal: 'noto-sans-sc-regular.ttf', bold: 'noto-sans-sc-bold.ttf' }
  library.virtualfs.writeFileSync(names.normal, fonts.normal)
  library.virtualfs.writeFileSync(names.bold, fonts.bold)
  library.setFonts({ [pdfFontName]: names })
  library.setUrlAccessPolicy(() => false)
  library.setLocalAccessPolicy(() => false)
  library.setTableLayouts({ framed, warning })
  ready = library
  return library
}

const padding = {
  paddingLeft: () => paddingPt.side,
  paddingRight: () => paddingPt.side,
  paddingTop: () => paddingPt.above,
  paddingBottom: () => paddingPt.above,
} as const

const framed: CustomTableLayout = {
  ...padding,
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => `#${colours.rule}`,
  vLineColor: () => `#${colours.rule}`,
}

const warning: CustomTableLayout = {
  ...padding,
  hLineWidth: () => 1,
  vLineWidth: () => 1,
  hLineColor: () => `#${colours.warning}`,
  vLineColor: () => `#${colours.warning}`,
}

/**
 * A document as a PDF in the layout of official papers, with the characters it uses embedded (Noto Sans SC). A character that the
 * font lacks is printed as its number, and a note at the end says which.
 *
 * @example await writeFile('notice.pdf', await writePdf(notice))
 */
export async function writePdf(document: OfficialDocument): Promise<Uint8Array> {
  return pdfmake().createPdf(pdfDefinition(document)).getBuffer()
}

/** What pdfmake is asked to lay out. */
export function pdfDefinition(document: OfficialDocument): TDocumentDefinitions {
  const { about, language, footer } = document
  const drawable = drawableWith(codePoint => pdfFonts().hasGlyph(codePoint))
  const setting: Setting = { drawable, language }
  const content = [
    ...headOf(document, setting),
    ...contentOf(numberHeadings(document.blocks, language), setting),
    ...signatureOf(document, setting),
  ]
  const footLines = [...footer.lines, ...(footer.fingerprint === undefined ? [] : [footer.fingerprint])].map(
    drawable.draw,
  )
  const absent = drawable.absent()
  const closing =
    absent.length === 0 ? [] : blockContent({ kind: 'note', text: absentGlyphsWords(absent)[language] }, setting)
  return {
    pageSize: 'A4',
    pageMargins: [ptOfMm(paperMm.left), ptOfMm(paperMm.top), ptOfMm(paperMm.right), ptOfMm(paperMm.bottom)],
    defaultStyle: { font: pdfFontName, fontSize: sizesPt.body },
    info: {
      title: settable(document.title).replaceAll('\n', ''),
      author: settable(about.author),
      creator: settable(about.author),
      ...(about.subject === undefined ? {} : { subject: settable(about.subject) }),
      creationDate: about.madeAt,
    },
    language: language === 'zh' ? 'zh-CN' : 'en',
    content: [...content, ...closing],
    footer: footerOf(footLines),
    // A table that begins on the next page is counted on this one too: only what is read or seen counts.
    pageBreakBefore: ({ headlineLevel }, nodes) =>
      headlineLevel !== undefined &&
      !nodes.getFollowingNodesOnPage().some(({ text, image }) => text !== undefined || image !== undefined) &&
      nodes.getPreviousNodesOnPage().length > 0,
  }
}
