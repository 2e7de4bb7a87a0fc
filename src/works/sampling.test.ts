import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSample, sizesOf, type Drawable } from './sampling.ts'

const waters = fc
  .uniqueArray(fc.record({ id: fc.uuid(), county: fc.constantFrom('500101', '500118', '500231', '500243') }), {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 60,
  })
  .chain(population => {
    const { least, most } = sizesOf(population)
    return fc.record({
      population: fc.constant(population),
      size: fc.integer({ min: least, max: most }),
      seed: fc.string(),
    })
  })
const countyOf = (population: readonly Drawable[], id: string) => population.find(one => one.id === id)?.county

describe('a stratified draw', () => {
  it('has the size asked for, names no water twice and only waters of the list', () => {
    fc.assert(
      fc.property(waters, ({ population, ...plan }) => {
        const { ids } = drawSample(population, plan)
        expect(new Set(ids).size).toBe(plan.size)
        expect(ids.every(id => population.some(one => one.id === id))).toBe(true)
      }),
    )
  })

  it('has something of every county, and of each as many as it says', () => {
    fc.assert(
      fc.property(waters, ({ population, ...plan }) => {
        const { ids, strata } = drawSample(population, plan)
        expect(strata.map(({ county }) => county)).toEqual([...new Set(population.map(one => one.county))].sort())
        for (const { county, waters: there, drawn } of strata) {
          expect(drawn).toBeGreaterThanOrEqual(1)
          expect(drawn).toBeLessThanOrEqual(there)
          expect(ids.filter(id => countyOf(population, id) === county)).toHaveLength(drawn)
        }
      }),
    )
  })

  it('is the same for the same seed, in whatever order the waters come', () => {
    fc.assert(
      fc.property(waters, ({ population, ...plan }) => {
        expect(drawSample(population.toReversed(), plan)).toEqual(drawSample(population, plan))
      }),
    )
  })

  const twoCounties: readonly Drawable[] = Array.from({ length: 40 }, (_, index) => ({
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    county: index < 30 ? '500118' : '500231',
  }))

  it('differs for another seed', () => {
    const draws = ['a', 'b', 'c'].map(seed => drawSample(twoCounties, { seed, size: 8 }).ids.join())
    expect(new Set(draws).size).toBe(3)
  })

  it('gives a county with three quarters of the waters three quarters of the draw', () => {
    expect(drawSample(twoCounties, { seed: 'a', size: 20 }).strata.map(({ drawn }) => drawn)).toEqual([15, 5])
  })

  it('is one of each county at its smallest, all at its largest, and refused beyond', () => {
    expect(sizesOf(twoCounties)).toEqual({ least: 2, most: 40 })
    expect(drawSample(twoCounties, { seed: 'a', size: 2 }).strata.map(({ drawn }) => drawn)).toEqual([1, 1])
    expect(drawSample(twoCounties, { seed: 'a', size: 40 }).ids).toHaveLength(40)
    for (const size of [1, 41, 2.5, Number.NaN]) expect(() => drawSample(twoCounties, { seed: 'a', size })).toThrow(RangeError) // prettier-ignore
  })

  it('of no water at all is empty', () => {
    expect(drawSample([], { seed: 'a', size: 0 })).toEqual({ ids: [], strata: [] })
  })
})
