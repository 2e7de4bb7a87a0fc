import { division } from './divisions.ts'
import type { Division } from './divisions.ts'

/**
 * Reads the product's own compact table of divisions: one line each, tab-separated code and name, towns indented by one
 * tab and villages by two, carrying only their own three digits. Lines beginning with `#` are notes.
 *
 * ```
 * 50	重庆市
 * 500231	垫江县
 * 	102	沙坪镇
 * 		001	鹤坪社区居民委员会
 * ```
 *
 * @throws SyntaxError naming the line that does not fit (a shipped table is the product's own: a fault in it is a bug)
 */
export function parseCompactDivisions(text: string): readonly Division[] {
  const divisions: Division[] = []
  let county = ''
  let town = ''
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const parts = /^(\t{0,2})(\d+)\t([^\t]+)$/.exec(line)
    if (!parts) throw new SyntaxError(`line ${index + 1} is not "code<TAB>name": ${line}`)
    const [, indent = '', digits = '', name = ''] = parts
    if (indent === '') county = digits.padEnd(6, '0') // 东莞 (4419) has towns without counties
    if (indent === '\t') town = county + digits
    divisions.push(division(fullDigits(indent, { digits, county, town }), name))
  }
  return divisions
}

/** Writes divisions, parents before children, in the form that `parseCompactDivisions` reads. */
export function formatCompactDivisions(divisions: readonly Division[]): string {
  return divisions.map(one => `${compactCode(one)}\t${one.name}\n`).join('')
}

function fullDigits(indent: string, at: { digits: string; county: string; town: string }): string {
  if (indent === '') return at.digits
  return indent === '\t' ? at.town : at.town + at.digits
}

const own = {
  province: code => code.slice(0, 2),
  city: code => code.slice(0, 4),
  county: code => code.slice(0, 6),
  town: code => `\t${code.slice(6, 9)}`,
  village: code => `\t\t${code.slice(9)}`,
} as const satisfies Record<Division['level'], (code: string) => string>

function compactCode(one: Division): string {
  return own[one.level](one.code)
}
