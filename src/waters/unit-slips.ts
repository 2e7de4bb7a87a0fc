import type { Bilingual } from '../domain/words.ts'

/** Units of area that are mistaken for one another, in square metres. 1 mu 亩 = 10,000/15 m2. */
const areaUnits = {
  squareKilometre: { label: { zh: '平方千米', en: 'km2' }, inM2: 1e6 },
  hectare: { label: { zh: '公顷', en: 'hectares' }, inM2: 1e4 },
  mu: { label: { zh: '亩', en: 'mu' }, inM2: 10_000 / 15 },
} as const satisfies Record<string, { readonly label: Bilingual; readonly inM2: number }>

type Ratio = { readonly low: number; readonly high: number }

/**
 * Whether one mistaken unit explains why area and length times width disagree; `undefined` where none or several do.
 *
 * @param ratio stated area in m2 over length times width in m2
 * @param plausible what that ratio is for this kind of water
 * @example findUnitSlip(0.0015, { low: 0.3, high: 1.05 })?.zh // '面积可能是以亩填写的 ...'
 */
export function findUnitSlip(ratio: number, plausible: Ratio): Bilingual | undefined {
  const fits = (factor: number) => ratio * factor >= plausible.low && ratio * factor <= plausible.high
  const { squareKilometre, hectare, mu } = areaUnits
  const written = [squareKilometre, hectare, mu].find(unit => fits(unit.inM2))
  if (written !== undefined) return writtenIn(written.label)
  const multiplied = [squareKilometre, hectare, mu].find(unit => fits(1 / unit.inM2))
  return multiplied === undefined ? undefined : takenFor(multiplied.label)
}

function writtenIn(unit: Bilingual): Bilingual {
  return {
    zh: `面积可能是以${unit.zh}填写的；请换算成平方米，或在单元格内写明单位。`,
    en: `The area seems to be in ${unit.en}. Convert it to m2, or write the unit in the cell.`,
  }
}

function takenFor(unit: Bilingual): Bilingual {
  return {
    zh: `面积可能已是平方米，却被当作${unit.zh}换算；请核对单位。`,
    en: `The area seems to have been m2 already but taken for ${unit.en}. Check the unit.`,
  }
}
