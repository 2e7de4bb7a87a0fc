import { describe, expect, it } from 'vitest'
import { changesOf } from './corrections.ts'

const form = {
  name: '大塘',
  type: 'pond',
  regionCode: '500231103201',
  areaM2: 200,
  causes: ['sewage'],
  depthCm: null,
} as const

describe('a correction', () => {
  it('holds only what was changed', () => {
    expect(changesOf(form, { ...form, areaM2: 2260 })).toEqual({ areaM2: 2260 })
    expect(changesOf(form, { ...form, causes: ['sewage', 'livestock'] })).toEqual({ causes: ['sewage', 'livestock'] })
  })
  it('says that an emptied field is not known', () => {
    expect(changesOf(form, { ...form, areaM2: null })).toEqual({ areaM2: null })
  })
  it('is empty where nothing was changed, whether empty is written as nothing or as no text', () => {
    const { depthCm: _depthCm, ...without } = form
    expect(changesOf(form, without)).toEqual({})
    expect(changesOf({ ...form, causesText: null }, { ...form, causesText: '' })).toEqual({})
  })
})
