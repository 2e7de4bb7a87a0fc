import type { Bilingual } from '../domain/words.ts'
import { requireEdition } from './editions.ts'
import { replayIdentification, type IdentificationRecord } from './rules.ts'

export type Replay = {
  readonly same: boolean
  readonly stored: IdentificationRecord
  readonly replayed: IdentificationRecord
  /** Where the two differ, as paths: `parts.0.outcome`. */
  readonly differences: string[]
  readonly words: Bilingual
}

/**
 * Judges the inputs of a kept verdict again by its own edition. They differ only where the record or this program was changed.
 *
 * @throws Problem `identification.standard-unsuitable` where this release no longer has the edition
 */
export function replay(stored: IdentificationRecord): Replay {
  const replayed = replayIdentification(stored, requireEdition(stored.standardId))
  const differences = differencesBetween(plain(stored), plain(replayed))
  const same = differences.length === 0
  return { same, stored, replayed, differences, words: same ? sameWords : differentWords(differences) }
}

/** As stored: without what JSON leaves out. */
function plain(record: IdentificationRecord): unknown {
  return JSON.parse(JSON.stringify(record))
}

function differencesBetween(a: unknown, b: unknown, path = ''): string[] {
  if (Object.is(a, b)) return []
  if (!isContainer(a) || !isContainer(b)) return [path]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted()
  return keys.flatMap(key => differencesBetween(a[key], b[key], path === '' ? key : `${path}.${key}`))
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const sameWords: Bilingual = {
  zh: '按原始输入和原版标准重新判定，结果完全一致。',
  en: 'Judged again from the kept inputs by the same edition: the record is the same, word for word.',
}

function differentWords(differences: readonly string[]): Bilingual {
  const places = differences.slice(0, 10).join(', ')
  return {
    zh: `重新判定的结果与保存的记录不一致（${places}）：记录或程序被改动过，请核查。`,
    en: `Judging again gives another record (${places}): the record or the program was changed. Look into it.`,
  }
}
