import type { Bilingual } from '../../../domain/words.ts'

/** One line of a policy: where it stands in the value, and what it says. */
export type PolicyLine = { readonly path: readonly string[]; readonly value: Bilingual | string | number | boolean }

/**
 * A policy's value as lines for a table. Whatever a new policy looks like, it shows: objects open by name, lists of plain values stay
 * together, texts in two languages stay one value.
 *
 * @example policyLines({ scopeFromM2: 200 }) // [{ path: ['scopeFromM2'], value: 200 }]
 */
export function policyLines(value: unknown, path: readonly string[] = []): readonly PolicyLine[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path, value }]
  if (isBilingual(value)) return [{ path, value }]
  if (Array.isArray(value)) return linesOfList(value, path)
  return Object.entries(value).flatMap(([name, inner]) => policyLines(inner, [...path, name]))
}

function linesOfList(list: readonly unknown[], path: readonly string[]): readonly PolicyLine[] {
  if (list.every(isPlain))
    return [{ path, value: list.join(list.every(each => typeof each === 'number') ? ' – ' : '、') }]
  return list.flatMap((each, index) => policyLines(each, [...path, nameOf(each) ?? String(index + 1)]))
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

function isBilingual(value: object): value is Bilingual {
  return 'zh' in value && 'en' in value && Object.keys(value).length === 2
}

/** Entries of a list are called by their own id, code or word. */
function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const named = ['id', 'code', 'word'].map(key => Reflect.get(entry, key)).find(value => typeof value === 'string')
  return typeof named === 'string' ? named : undefined
}
