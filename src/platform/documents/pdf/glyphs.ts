import { settable } from '../plain-text.ts'
import { codePointText } from '../writer-words.ts'

/** Selects or joins, draws nothing: left out where the font does not know it. */
const invisible = /^(?:\p{Cf}|\p{Variation_Selector})$/u

/** Text as the font can draw it, and what it could not draw. */
export type Drawable = {
  /** A character that the font lacks becomes its number, as in 〔U+20BB7〕: an empty box would hide which one it was. */
  draw(text: string): string
  /** What was replaced so far, in the order met. */
  absent(): readonly string[]
}

/** @param hasGlyph whether the font can draw a code point */
export function drawableWith(hasGlyph: (codePoint: number) => boolean): Drawable {
  const absent = new Set<string>()
  const drawn = (character: string): string => {
    if (character === '\n' || hasGlyph(character.codePointAt(0) ?? 0)) return character
    if (invisible.test(character)) return ''
    absent.add(character)
    return codePointText(character)
  }
  return {
    draw: text => [...settable(text)].map(drawn).join(''),
    absent: () => [...absent],
  }
}
