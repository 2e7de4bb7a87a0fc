import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { compareDrawnArea, contentType, findingsOf, nearM, whyAlike } from './rules.ts'
import { columnsOf } from './values.ts'

const context = { policy: policyAt('plausibility', '2026-11-23').value, today: '2026-11-23' }
const values = { name: '塘', type: 'pond', regionCode: '500231102000' } as const

describe('a drawn area', () => {
  it.each([
    [1200, 1000, false],
    [1200.1, 1000, true],
    [800, 1000, false],
    [799.9, 1000, true],
  ])('of %d m2 against a stated %d m2 warns: %s', (drawn, stated, warns) => {
    expect(compareDrawnArea(drawn, stated) !== undefined).toBe(warns)
  })

  it('is compared with nothing where one of the two is not known', () => {
    expect(compareDrawnArea(undefined, 1000)).toBeUndefined()
    expect(compareDrawnArea(1000, null)).toBeUndefined()
  })
})

describe('the values of a water', () => {
  it('raise nothing where only the name is known', () => {
    expect(findingsOf(columnsOf(values), context)).toEqual({ refusals: [], doubts: [] })
  })

  it('are refused at 310,000 km2, with a sentence that compares with the city', () => {
    const { refusals } = findingsOf(columnsOf({ ...values, areaM2: 310_000e6 }), context)
    expect(refusals.map(({ zh }) => zh).join('')).toContain('重庆市')
  })

  it('are refused where longitude and latitude are swapped', () => {
    const { refusals } = findingsOf(columnsOf({ ...values, position: { longitude: 30.2, latitude: 107.4 } }), context)
    expect(refusals).toMatchObject([{ field: 'position', code: 'position.swapped' }])
  })

  it('are doubted where the width exceeds the length', () => {
    const { refusals, doubts } = findingsOf(columnsOf({ ...values, lengthM: 20, widthM: 30 }), context)
    expect(refusals).toEqual([])
    expect(doubts.map(({ field }) => field)).toContain('widthM')
  })
})

describe('two waters', () => {
  const apart = { distanceM: undefined, sameName: false, sameVillage: false, overlapping: false }
  it('may be one where they are near, and not where they are farther apart', () => {
    expect(whyAlike({ ...apart, distanceM: nearM })).toHaveLength(1)
    expect(whyAlike({ ...apart, distanceM: nearM + 0.1 })).toHaveLength(0)
    expect(whyAlike({ ...apart, distanceM: 0 })).toHaveLength(1)
  })

  it('of the same name may be one only in the same division', () => {
    expect(whyAlike({ ...apart, sameName: true })).toHaveLength(0)
    expect(whyAlike({ ...apart, sameName: true, sameVillage: true }).map(({ code }) => code)).toEqual(['same-name'])
  })
})

describe('the type of a file', () => {
  const bytes = (text: string) => new Uint8Array([...text].map(character => character.codePointAt(0) ?? 0))
  it.each([
    ['\u00FF\u00D8\u00FF\u00E0', 'image/jpeg'],
    ['\u0089PNG\r\n\u001A\n', 'image/png'],
    ['%PDF-1.7', 'application/pdf'],
    ['RIFF\u0001\u0001\u0001\u0001WEBP', 'image/webp'],
    ['\u0000\u0000\u0000\u0018ftypheic', 'image/heic'],
    ['\u0000\u0000\u0000\u0018ftypmp42', undefined],
    ['<html>', undefined],
    ['', undefined],
  ])('%j is %s', (head, type) => {
    expect(contentType(bytes(head))).toBe(type)
  })
})
