import type { Language } from '../../domain/words.ts'
import type { Run, Text } from './document.ts'

/** What no writer may be given: controls that XML forbids and no font draws; a carriage return is a line feed. */
const unprintable = /[\ufffe\uffff]|(?![\n\t])\p{Cc}/gu

/** Text that both writers can set: half of a pair of surrogates becomes U+FFFD, a tab two spaces. */
export function settable(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(unprintable, '').replaceAll('\t', '  ')
}

export function runsOf(text: Text): readonly Run[] {
  return typeof text === 'string' ? [{ text }] : text
}

/** Latin letters and digits that are no word of a language: hashes, addresses. They have no place to break. */
const longWord = /[!-~]{25,}/

/** Whether lines may be spread to both margins: between Chinese characters there is room; between English words, or before a hash, it tears holes. */
export function spreads(text: Text, language: Language): boolean {
  return language === 'zh' && !runsOf(text).some(run => longWord.test(run.text))
}
