import { TextRun, type ParagraphChild } from 'docx'
import type { Text } from '../document.ts'
import { runsOf, settable } from '../plain-text.ts'

/** Text as runs; a line feed becomes a line break. */
export function textRuns(text: Text): ParagraphChild[] {
  return runsOf(text).flatMap(({ text: own, strong = false }) =>
    settable(own)
      .split('\n')
      .map((line, index) => new TextRun({ text: line, bold: strong, ...(index === 0 ? {} : { break: 1 }) })),
  )
}
