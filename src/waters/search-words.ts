/** Text as it is compared in searches: full-width forms, case and spaces do not matter. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')
}

/** Every pair of neighbouring characters, once each; a lone character stands by itself. */
export function bigrams(text: string): readonly string[] {
  const characters = [...plain(text)]
  if (characters.length === 1) return characters
  return [...new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`))]
}

/** What a water is found by. */
export function searchable(parts: readonly (string | null | undefined)[]): {
  readonly text: string
  readonly grams: string[]
} {
  const given = parts.filter(part => part !== null && part !== undefined && part !== '').map(part => plain(part ?? ''))
  return { text: given.join('\n'), grams: [...new Set(given.flatMap(part => bigrams(part)))] }
}

export type SearchTerm =
  | { readonly kind: 'code'; readonly from: string; readonly to: string }
  | { readonly kind: 'number'; readonly ending: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'anywhere'; readonly grams: readonly string[]; readonly text: string }

/**
 * What somebody who types this is looking for, term by term: the beginning of a code (`JQ500231`), its running number (`0007`), the
 * first character of a name, or two and more characters anywhere in name, village, town or place.
 */
export function readSearch(search: string): readonly SearchTerm[] {
  return search.trim().split(/\s+/u).filter(Boolean).map(readTerm)
}

function readTerm(term: string): SearchTerm {
  const text = plain(term)
  if (/^jq\d{0,6}(-\d*)?$/.test(text)) {
    const from = text.toUpperCase()
    return { kind: 'code', from, to: `${from}\u{10FFFF}` }
  }
  if (/^\d{1,6}$/.test(text)) return { kind: 'number', ending: `-${text.padStart(4, '0')}` }
  return [...text].length === 1 ? { kind: 'prefix', text } : { kind: 'anywhere', grams: bigrams(text), text }
}
