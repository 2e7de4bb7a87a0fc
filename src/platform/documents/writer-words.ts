import type { Bilingual } from '../../domain/words.ts'

/** The words that the writers themselves put into a document. */
export const writerWords = {
  missing: { zh: '—', en: '—' },
  noPicture: { zh: '图片无法显示', en: 'The picture cannot be shown' },
  nothing: { zh: '（无）', en: '(none)' },
  table: { zh: '表格', en: 'table' },
} as const satisfies Record<string, Bilingual>

/** Said at the end of a PDF whose font lacks characters of the text. */
export function absentGlyphsWords(characters: readonly string[]): Bilingual {
  const listed = characters.map(codePointText).join('、')
  return {
    zh: `注：本文件所用字体缺少 ${characters.length} 个字，正文中以其统一码编号代替：${listed}。Word 版保留原字。`,
    en: `Note: the font of this file lacks ${characters.length} of the characters; their Unicode numbers stand in their place: ${listed.replaceAll('、', ', ')}. The Word file keeps the characters.`,
  }
}

/** @example codePointText('𠮷') // '〔U+20BB7〕' */
export function codePointText(character: string): string {
  return `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`
}
