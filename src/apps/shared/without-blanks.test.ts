import { describe, expect, it } from 'vitest'
import { withoutBlanks } from './without-blanks.ts'

describe('values of a form', () => {
  it('leave empty fields out', () => {
    expect(withoutBlanks({ name: '塘', note: ' ', areaM2: null, place: undefined })).toEqual({ name: '塘' })
  })

  it('keep zero and false, which are answers', () => {
    expect(withoutBlanks({ black: 0, complaint: false })).toEqual({ black: 0, complaint: false })
  })
})
