/**
 * Places as codes: two digits province, four city, six county, nine town, twelve village (statistics bureau), always written
 * in full in `region_code` columns: padded with zeros to twelve digits. Persisted.
 *
 * Chongqing's counties begin with 5001 and with 5002, so its city code is `50` and its range 500000000000 to 510000000000.
 * A functional zone (万盛经开区) reports like a county and carries a code of the statistics pattern for zones (5001 71 and up).
 */
export type RegionLevel = 'province' | 'city' | 'county' | 'town' | 'village'

/** Twelve digits, as in `500231103000` for a town. */
export type RegionCode = string

/** A half-open range of twelve-digit codes: everything a person's jurisdiction covers. */
export type RegionRange = { readonly from: RegionCode; readonly to: RegionCode }

const significantDigits = { province: 2, city: 4, county: 6, town: 9, village: 12 } as const satisfies Record<
  RegionLevel,
  number
>

/** Pads a code of 2, 4, 6, 9 or 12 digits to the twelve digits that are stored. @throws RangeError on any other shape */
export function fullCode(code: string): RegionCode {
  if (!/^\d+$/.test(code) || ![2, 4, 6, 9, 12].includes(code.length)) {
    throw new RangeError(`not a division code of 2, 4, 6, 9 or 12 digits: ${code}`)
  }
  return code.padEnd(12, '0')
}

/**
 * The level a stored code stands for.
 *
 * @example levelOf('500231000000') // 'county'; levelOf('500000000000') // 'province' (Chongqing: also a municipality)
 */
export function levelOf(code: RegionCode): RegionLevel {
  if (!code.endsWith('000')) return 'village'
  if (code.slice(6, 9) !== '000') return 'town'
  if (code.slice(4, 6) !== '00') return 'county'
  return code.slice(2, 4) !== '00' ? 'city' : 'province'
}

/**
 * All codes inside a division, itself included.
 *
 * @example regionRange('500231000000') // { from: '500231000000', to: '500232000000' }
 */
export function regionRange(code: RegionCode): RegionRange {
  const digits = significantDigits[levelOf(code)]
  const next = (BigInt(code.slice(0, digits)) + 1n).toString().padStart(digits, '0')
  return { from: code, to: next.padEnd(12, '0') }
}

export function contains(range: RegionRange, code: RegionCode): boolean {
  return code >= range.from && code < range.to
}

/** The county (six digits) that a code of county level or below belongs to; `undefined` above it. */
export function countyOf(code: RegionCode): string | undefined {
  return levelOf(code) === 'city' || levelOf(code) === 'province' ? undefined : code.slice(0, 6)
}

/** A town whose places carry another code from now on; its villages keep their last three digits. */
export type TownMove = { readonly from: RegionCode; readonly to: RegionCode }

/** @example movedCode({ from: '500110102000', to: '500171102000' }, '500110102201') // '500171102201' */
export function movedCode({ to }: TownMove, code: RegionCode): RegionCode {
  return to.slice(0, 9) + code.slice(9)
}
