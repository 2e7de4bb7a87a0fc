import type { PolicyValue } from '../../policy/schemas.ts'
import { absent, plain, refused, saysNothing, understood } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { note, refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { Remark } from '../../platform/files/workbook/row-problems.ts'

/** The dated taxonomy of `policy/editions/causes`: letters with their confidence, words, and words that may mean several. */
export type CauseTaxonomy = PolicyValue<'causes'>
type CauseEntry = CauseTaxonomy['causes'][number]

/** A cause as stated: which one, and the letter or word that said so. */
export type StatedCause = { readonly id: string; readonly written: string }

const endings = /(?:污染|问题|等)+$/
/** 和 and 及 also stand inside names, so they are tried only where the whole is not known. */
const surelyJoins = /[、,;；/+\s]+/
const perhapsJoins = /以及|[和及与]/

/**
 * Causes in letters (`a`, `a、c`, `AC`) or words (`农村生活污水、生活垃圾和生产废弃物污染`). Every letter is
 * explained, one whose meaning is not confirmed with a warning; a word that is unknown or may mean several causes is refused: nothing is mapped by likeness.
 */
export function parseCauses(text: string, taxonomy: CauseTaxonomy): Parsed<readonly StatedCause[]> {
  const written = plain(text)
  if (saysNothing(written)) return absent()
  const tokens = written
    .split(surelyJoins)
    .filter(Boolean)
    .flatMap(token => split(token, taxonomy))
  const stated: StatedCause[] = []
  const remarks: Remark[] = []
  for (const token of tokens) {
    const entry = find(token, taxonomy)
    if (entry === undefined) return refused(notKnown(token, taxonomy))
    if (stated.some(cause => cause.id === entry.id)) continue
    stated.push({ id: entry.id, written: token })
    if (isLetter(token)) remarks.push(letterRemark(token, entry))
  }
  return understood(stated, ...remarks)
}

function split(token: string, taxonomy: CauseTaxonomy): readonly string[] {
  if (find(token, taxonomy) !== undefined) return [token]
  if (/^[a-z]{2,}$/i.test(token)) return [...token]
  return token.split(perhapsJoins).filter(Boolean)
}

function isLetter(token: string): boolean {
  return /^[a-z]$/i.test(token)
}

function find(token: string, taxonomy: CauseTaxonomy): CauseEntry | undefined {
  if (isLetter(token)) return taxonomy.causes.find(entry => entry.letter === token.toLowerCase())
  const byWord = named(token, taxonomy)
  const lettered = /^([a-z])[.:)]?(.+)$/i.exec(token)
  if (byWord !== undefined || lettered === null) return byWord
  // "a.农村生活污水": letter and word must agree, else neither is believed.
  const entry = named(lettered[2] ?? '', taxonomy)
  return entry?.letter === lettered[1]?.toLowerCase() ? entry : undefined
}

/** An exact word wins over one that only differs in its ending: 底泥 and 底泥污染 may stand for different causes. */
function named(token: string, taxonomy: CauseTaxonomy): CauseEntry | undefined {
  const word = token.replaceAll(/[\s()]/g, '')
  const words = (entry: CauseEntry): readonly string[] => [entry.name.zh, ...entry.words]
  const exact = taxonomy.causes.find(entry => words(entry).includes(word))
  if (exact !== undefined || isAmbiguous(word, taxonomy)) return exact
  return taxonomy.causes.find(entry => words(entry).some(one => withoutEnding(one) === withoutEnding(word)))
}

function isAmbiguous(word: string, taxonomy: CauseTaxonomy): boolean {
  return taxonomy.ambiguous.some(one => one.word === word || withoutEnding(one.word) === withoutEnding(word))
}

function withoutEnding(word: string): string {
  const shorter = word.replace(endings, '')
  return shorter === '' ? word : shorter
}

function letterRemark(token: string, entry: CauseEntry): Remark {
  if (entry.confidence !== 'to-be-confirmed') {
    return note('cause.letter', {
      zh: `字母“${token}”按指南附件读作“${entry.name.zh}”。`,
      en: `The letter “${token}” is read as “${entry.name.en}”, as in the annex of the guide.`,
    })
  }
  return warning('cause.letter-unconfirmed', {
    zh: `字母“${token}”按“${entry.name.zh}”读取，但这个字母的含义尚未与指南附件核对。请确认，或直接写文字。`,
    en: `The letter “${token}” is read as “${entry.name.en}”, but its meaning has not been confirmed against the annex. Confirm it, or write the words.`,
  })
}

function notKnown(token: string, taxonomy: CauseTaxonomy): Remark {
  const several = taxonomy.ambiguous.find(({ word }) => withoutEnding(word) === withoutEnding(token))
  const choices = taxonomy.causes.filter(entry => several === undefined || several.causes.includes(entry.id))
  const zh = choices.map(entry => `${entry.letter ?? ''}${entry.name.zh}`).join('、')
  const en = choices.map(entry => `${entry.name.zh} (${entry.name.en})`).join(', ')
  if (several === undefined) {
    return refusal('cause.unknown', {
      zh: `“${token}”不是已知的污染问题。请从中选用：${zh}。`,
      en: `“${token}” is not a known cause of pollution. Choose from: ${en}.`,
    })
  }
  return refusal('cause.ambiguous', {
    zh: `“${token}”可能指几种污染问题：${zh}。请写明是哪一种，几种都有就都写上。`,
    en: `“${token}” may mean several causes: ${en}. Write which, or all of them.`,
  })
}
