import { bodyOf, type FactBody } from '../domain/told.ts'
import { checkPosition } from '../places/coordinates.ts'
import type { PolicyValue } from '../policy/policy.ts'
import { checkPlausibility, knownDivisions } from './plausibility.ts'
import type { Finding } from './problems.ts'
import type { ValueColumns } from './values.ts'

/** What is impossible about a water, and what is doubtful: doubts may be confirmed, impossible values may not. */
export type Findings = { readonly refusals: readonly Finding[]; readonly doubts: readonly Finding[] }

const fieldOfCode: readonly (readonly [string, string])[] = [
  ['area.', 'areaM2'],
  ['length.', 'lengthM'],
  ['width.', 'widthM'],
  ['depth.', 'depthCm'],
  ['date.', 'completion'],
]

/**
 * Looks at the values of a water by themselves and against each other.
 *
 * @param context.today YYYY-MM-DD, China time
 */
export function findingsOf(
  row: ValueColumns,
  context: { readonly policy: PolicyValue<'plausibility'>; readonly today: string },
): Findings {
  const stated = {
    type: row.type,
    ...known('areaM2', row.area_m2),
    ...known('lengthM', row.length_m),
    ...known('widthM', row.width_m),
    ...(row.depth_cm === null
      ? {}
      : { sample: { waterDepth: { value: row.depth_cm, qualifier: 'measured' as const } } }),
    divisions: knownDivisions(row.region_code, context.policy),
  }
  const plausible = checkPlausibility(stated, context).map(({ severity, code, zh, en }) => ({
    severity,
    finding: { field: fieldOfCode.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'areaM2', code, zh, en },
  }))
  const positions = positionFindings(row)
  return {
    refusals: [
      ...plausible.filter(({ severity }) => severity === 'refuse').map(({ finding }) => finding),
      ...positions,
    ],
    doubts: plausible.filter(({ severity }) => severity === 'warn').map(({ finding }) => finding),
  }
}

function known<K extends string>(name: K, value: number | null): { readonly [P in K]?: number } {
  return value === null ? {} : ({ [name]: value } as { readonly [P in K]: number }) // the only key is the name
}

function positionFindings(row: ValueColumns): readonly Finding[] {
  const positions = [
    { field: 'start', longitude: row.start_longitude, latitude: row.start_latitude },
    { field: 'end', longitude: row.end_longitude, latitude: row.end_latitude },
    { field: 'position', longitude: row.longitude, latitude: row.latitude },
  ]
  return positions.flatMap(({ field, longitude, latitude }) => {
    if (longitude === null || latitude === null) return []
    const check = checkPosition({ longitude, latitude })
    return check.ok ? [] : [{ field, code: `position.${check.fault}`, ...check.words }]
  })
}

/** How far the drawn area may differ from the stated one before somebody should look: 20 %. Chosen, not from a standard. */
export const drawnDifferenceShare = 0.2

/** The warning where the drawn and the stated area differ by more than a fifth of the stated; `undefined` where they agree. */
export function compareDrawnArea(drawnAreaM2: number | undefined, statedAreaM2: number | null): Finding | undefined {
  if (drawnAreaM2 === undefined || statedAreaM2 === null || statedAreaM2 <= 0) return undefined
  const share = Math.abs(drawnAreaM2 - statedAreaM2) / statedAreaM2
  if (share <= drawnDifferenceShare) return undefined
  const percent = Math.round(share * 100)
  return {
    field: 'geometry',
    code: 'area.drawn-differs',
    zh: `图上面积 ${drawnAreaM2} 平方米与上报面积 ${statedAreaM2} 平方米相差 ${percent}%，请核对边界或面积。`,
    en: `The drawn area of ${drawnAreaM2} m2 differs from the stated ${statedAreaM2} m2 by ${percent} %. Check the outline or the area.`,
  }
}

/** Two waters this near may be one. Chosen: a pond of 2,000 m2 is about 50 m across. */
export const nearM = 100

export type Alike = { readonly code: 'near' | 'same-name' | 'overlapping'; readonly zh: string; readonly en: string }

/** Why two waters may be the same; empty where nothing says so. */
export function whyAlike(alike: {
  readonly distanceM: number | undefined
  readonly sameName: boolean
  readonly sameVillage: boolean
  readonly overlapping: boolean
}): readonly Alike[] {
  const reasons: Alike[] = []
  const { distanceM, sameName, sameVillage, overlapping } = alike
  if (distanceM !== undefined && distanceM <= nearM) {
    const metres = Math.round(distanceM)
    reasons.push({ code: 'near', zh: `相距约 ${metres} 米`, en: `about ${metres} m apart` })
  }
  if (sameName && sameVillage) reasons.push({ code: 'same-name', zh: '同村同名', en: 'same name in the same place' })
  if (overlapping) reasons.push({ code: 'overlapping', zh: '图形重叠', en: 'their shapes overlap' })
  return reasons
}

/** Picture and paper formats that may be attached, by their first bytes. Names and declared types are not trusted. */
export function contentType(head: Uint8Array): AttachmentType | undefined {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (latin(head, 0, 5) === '%PDF-') return 'application/pdf'
  if (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP') return 'image/webp'
  if (latin(head, 4, 8) === 'ftyp' && heicBrands.has(latin(head, 8, 12))) return 'image/heic'
  return undefined
}

export type AttachmentType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf'

/** Major brands of ISO/IEC 23008-12 still images. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1'])

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

function latin(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.subarray(from, to))
}

/** Whether a fact `water.corrected` moved its water to another division: then what stands under it has to follow. */
export function changesDivision({ changed }: FactBody): boolean {
  return Object.hasOwn(bodyOf(changed), 'regionCode')
}
