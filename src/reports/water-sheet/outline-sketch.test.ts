import { describe, expect, it } from 'vitest'
import { outlineSketch } from './outline-sketch.ts'

describe('the sketch of an outline', () => {
  it('fits a pond into the drawing, north up', () => {
    const ring = [
      [107, 30],
      [107.001, 30],
      [107.001, 30.001],
      [107, 30.001],
      [107, 30],
    ]
    const svg = outlineSketch({ type: 'Polygon', coordinates: [ring] })
    const numbers = [...(svg.match(/<path d="M([^"]*)Z"/)?.[1] ?? '').matchAll(/-?[\d.]+/g)].map(Number)
    expect(numbers).toHaveLength(10)
    expect(numbers.every(value => value >= 23 && value <= 297)).toBe(true)
    expect(numbers[1]).toBeGreaterThan(numbers[5]!)
  })

  it('gives a scale bar whose length can be read', () => {
    const line = [
      [107, 30],
      [107.01, 30],
    ]
    expect(outlineSketch({ type: 'LineString', coordinates: line })).toContain('200 m</text>')
  })

  it('shows a lone position as a dot in the middle', () => {
    expect(outlineSketch({ type: 'Point', coordinates: [107, 30] })).toContain('<circle cx="160.0" cy="120.0"')
  })
})
