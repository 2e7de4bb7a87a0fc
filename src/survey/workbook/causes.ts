import type { Bilingual, Confidence } from '../../domain/words.ts'
import { absent, plain, refused, saysNothing, understood } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { refusal, warning } from './row-problems.ts'
import type { Remark } from './row-problems.ts'

/** One cause of pollution of the annex: its letter, its name, and the words people write for it. */
export type CauseEntry = {
  readonly id: string
  readonly letter: string
  readonly name: Bilingual
  readonly words: readonly string[]
  /** How sure the letter is. */
  readonly confidence: Confidence
}

export type CauseTaxonomy = readonly CauseEntry[]

/** A cause as stated: which one, and the letter or word that said so. */
export type StatedCause = { readonly id: string; readonly written: string }

const endings = /(?:污染|问题|等)+$/
/** Words that join causes. 和 and 及 also stand inside names, so they are tried only where the whole is not known. */
const surely = /[、,;；/+\s]+/
const perhaps = /[和及与]|以及/

/**
 * Causes in letters (`a`, `a、c`, `AC`) or words (`农村生活污水、生活垃圾和生产废弃物污染`). A letter whose meaning is not
 * confirmed is explained, an unknown word refused: nothing is mapped by likeness.
 */
export function parseCauses(text: string, taxonomy: CauseTaxonomy): Parsed<readonly StatedCause[]> {
  const written = plain(text)
  if (saysNothing(written)) return absent()
  const tokens = written
    .split(surely)
    .filter(Boolean)
    .flatMap(token => split(token, taxonomy))
  const stated: StatedCause[] = []
  const remarks: Remark[] = []
  for (const token of tokens) {
    const entry = find(token, taxonomy)
    if (entry === undefined) return refused(unknownCause(token, taxonomy))
    if (stated.some(cause => cause.id === entry.id)) continue
    stated.push({ id: entry.id, written: token })
    if (isLetter(token) && entry.confidence === 'to-be-confirmed') remarks.push(unconfirmedLetter(token, entry))
  }
  return understood(stated, ...remarks)
}

function split(token: string, taxonomy: CauseTaxonomy): readonly string[] {
  if (find(token, taxonomy) !== undefined) return [token]
  if (/^[a-z]{2,}$/i.test(token)) return [...token]
  return token.split(perhaps).filter(Boolean)
}

function isLetter(token: string): boolean {
  return /^[a-z]$/i.test(token)
}

function find(token: string, taxonomy: CauseTaxonomy): CauseEntry | undefined {
  const lettered = /^([a-z])[.:)]?(.*)$/i.exec(token)
  if (lettered !== null && isLetter(token)) return taxonomy.find(entry => entry.letter === token.toLowerCase())
  const word = bare(token)
  const byWord = taxonomy.find(entry => bare(entry.name.zh) === word || entry.words.some(one => bare(one) === word))
  if (byWord !== undefined || lettered === null) return byWord
  // "a.农村生活污水": letter and word must agree, else neither is believed.
  const named = taxonomy.find(entry =>
    [entry.name.zh, ...entry.words].some(one => bare(one) === bare(lettered[2] ?? '')),
  )
  return named?.letter === lettered[1]?.toLowerCase() ? named : undefined
}

function bare(word: string): string {
  const text = word.replaceAll(/[\s()]/g, '')
  const shorter = text.replace(endings, '')
  return shorter === '' ? text : shorter
}

function unconfirmedLetter(token: string, entry: CauseEntry): Remark {
  return warning('cause.letter-unconfirmed', {
    zh: `字母“${token}”按“${entry.name.zh}”读取，但这个字母的含义尚未与指南附件核对。请确认，或直接写文字。`,
    en: `The letter “${token}” is read as “${entry.name.en}”, but its meaning has not been confirmed against the annex. Confirm it, or write the words.`,
  })
}

function unknownCause(token: string, taxonomy: CauseTaxonomy): Remark {
  const known = taxonomy.map(entry => `${entry.letter} ${entry.name.zh}`).join('、')
  return refusal('cause.unknown', {
    zh: `“${token}”不是已知的污染问题。请从中选用：${known}。`,
    en: `“${token}” is not a known cause of pollution. Choose from: ${taxonomy.map(entry => `${entry.letter} ${entry.name.en}`).join(', ')}.`,
  })
}
