import { wordFaces } from '../paper.ts'
import { latin } from './styles.ts'

/** `modern` faces have strokes of one width: Word falls back on one of the same kind. */
const shapes = {
  roman: { family: 'roman', panose: '02010609060101010101' },
  modern: { family: 'modern', panose: '02010609060101010101' },
} as const

/**
 * The part `word/fontTable.xml`: a face that is not installed is replaced by the one named here, instead of by whatever comes first.
 * The library writes no alternative names.
 */
export function fontTableXml(): string {
  const faces = [...new Map(Object.values(wordFaces).map(face => [face.name, face])).values()]
  const fonts = faces.map(
    ({ name, instead, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:panose1 w:val="${shapes[family].panose}"/><w:charset w:val="86"/><w:family w:val="${shapes[family].family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="${latin}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>${fonts.join('')}</w:fonts>`
}
