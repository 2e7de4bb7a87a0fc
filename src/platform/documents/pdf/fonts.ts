import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

export const pdfFontName = 'NotoSansSC'

export type PdfFonts = {
  readonly normal: Buffer
  readonly bold: Buffer
  /** Whether the font can draw this character. */
  hasGlyph(codePoint: number): boolean
}

const require = createRequire(import.meta.url)
let opened: PdfFonts | undefined

/** Noto Sans SC (SIL Open Font License 1.1), read once: 21 MB, of which a document embeds what it uses. */
export function pdfFonts(): PdfFonts {
  opened ??= openFonts()
  return opened
}

function openFonts(): PdfFonts {
  const normal = readFont('400Regular/NotoSansSC_400Regular.ttf')
  const bold = readFont('700Bold/NotoSansSC_700Bold.ttf')
  const face = create(normal) as Font // one face, not a collection: the file is a .ttf
  const known = new Map<number, boolean>()
  return {
    normal,
    bold,
    hasGlyph: codePoint => {
      const found = known.get(codePoint) ?? face.hasGlyphForCodePoint(codePoint)
      known.set(codePoint, found)
      return found
    },
  }
}

function readFont(path: string): Buffer {
  return readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${path}`))
}
