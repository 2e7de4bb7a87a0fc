import type { Bilingual } from '../domain/words.ts'
import type { SourceKind } from '../waters/words.ts'
import type { Measure, PollutionSourceInBrief, ProposalBasis } from './proposal.ts'
import { figure, joined } from './words.ts'

export type Extent = { readonly areaM2?: number | undefined; readonly lengthM?: number | undefined }

/** A quantity with how it came about; without one, the words say what is missing. */
export type NamedQuantity = { readonly quantity?: number; readonly words: Bilingual }

type QuantityBase = NonNullable<Measure['quantity']>['from']
type Found = { readonly value: number; readonly words: Bilingual } | { readonly missing: Bilingual }
type Find = (basis: Pick<ProposalBasis, 'extent' | 'sources'>) => Found

/** Things that are counted come whole; a part of one is one. */
const countedUnits: ReadonlySet<Measure['unit']> = new Set(['座', '户', '个', '处', '家', '块', '套', '项'])

/**
 * The quantity of a measure where area, length or sources give it: `from` times `factor`, counted units rounded up.
 *
 * @example deriveQuantity(dredging, { extent: { areaM2: 2260 }, sources: [] }).quantity // 678 (m³: 2,260 m² × 0.3)
 */
export function deriveQuantity(
  { unit, quantity }: Pick<Measure, 'unit' | 'quantity'>,
  basis: Pick<ProposalBasis, 'extent' | 'sources'>,
): NamedQuantity {
  if (quantity === undefined) return { words: byDesign }
  const found = finders[quantity.from](basis)
  if ('missing' in found) return { words: found.missing }
  const exact = found.value * quantity.factor
  const rounded = countedUnits.has(unit) ? Math.ceil(exact) : Math.max(Math.sign(exact), Math.round(exact))
  const factor = quantity.factor === 1 ? '' : ` × ${quantity.factor}`
  return {
    quantity: rounded,
    words: {
      zh: `${found.words.zh}${factor}（${quantity.why.zh}）`,
      en: `${found.words.en}${factor} (${quantity.why.en})`,
    },
  }
}

const finders = {
  'area-m2': ({ extent: { areaM2 } }) =>
    areaM2 === undefined
      ? { missing: { zh: '缺少水域面积，无法推算', en: 'the area of the water is missing' } }
      : { value: areaM2, words: { zh: `水域面积 ${figure(areaM2)}㎡`, en: `area ${figure(areaM2)} m²` } },
  'length-m': ({ extent: { lengthM } }) =>
    lengthM === undefined
      ? { missing: { zh: '缺少水体长度，无法推算', en: 'the length of the water is missing' } }
      : { value: lengthM, words: { zh: `水体长度 ${figure(lengthM)} 米`, en: `length ${figure(lengthM)} m` } },
  households: ({ sources }) => summed(sources, 'households', householdUnit),
  'livestock-heads': ({ sources }) => summed(sources, 'livestock-farm', headUnit),
  outlets: ({ sources }) => counted(sources, 'outlet', { zh: '排污口', en: 'outlets' }),
  enterprises: ({ sources }) => counted(sources, 'industry', { zh: '工业污染源', en: 'industrial sources' }),
  water: () => ({ value: 1, words: { zh: '1 个水体', en: 'one water' } }),
} as const satisfies Record<QuantityBase, Find>

type Unit = { readonly pattern: RegExp; readonly name: Bilingual; readonly what: Bilingual }
const householdUnit: Unit = {
  pattern: /^(户|households?)$/i,
  name: { zh: '户', en: 'households' },
  what: { zh: '农户', en: 'households' },
}
const headUnit: Unit = {
  pattern: /^(头|heads?)$/i,
  name: { zh: '头', en: 'head' },
  what: { zh: '畜禽养殖场', en: 'livestock farms' },
}

/** Adds up what sources of a kind state in the unit meant. One source in another unit, or without quantity, leaves the sum unknown. */
function summed(sources: readonly PollutionSourceInBrief[], kind: SourceKind, unit: Unit): Found {
  const ofKind = sources.filter(source => source.kind === kind)
  if (ofKind.length === 0) {
    return {
      missing: {
        zh: `没有登记${unit.what.zh}类污染源（数量以“${unit.name.zh}”计），无法推算`,
        en: `no source of the kind ${unit.what.en} is on record (counted in ${unit.name.en})`,
      },
    }
  }
  const unread = ofKind.filter(
    ({ quantity, quantityUnit }) => quantity === undefined || !unit.pattern.test(quantityUnit?.trim() ?? ''),
  )
  if (unread.length > 0) {
    const names = joined(unread.map(({ name }) => ({ zh: name, en: name })))
    return {
      missing: {
        zh: `污染源“${names.zh}”没有以“${unit.name.zh}”计的数量，无法推算`,
        en: `"${names.en}" has no quantity in ${unit.name.en}`,
      },
    }
  }
  const value = ofKind.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
  return {
    value,
    words: {
      zh: `登记的${unit.what.zh} ${figure(value)} ${unit.name.zh}`,
      en: `${figure(value)} ${unit.name.en} on record`,
    },
  }
}

/** None on record is not none there: the quantity stays open. */
function counted(sources: readonly PollutionSourceInBrief[], kind: SourceKind, what: Bilingual): Found {
  const value = sources.filter(source => source.kind === kind).length
  if (value === 0) return { missing: { zh: `没有登记${what.zh}，无法推算`, en: `no ${what.en} on record` } }
  return { value, words: { zh: `登记的${what.zh} ${value} 个`, en: `${value} ${what.en} on record` } }
}

const byDesign: Bilingual = { zh: '由设计确定', en: 'for the design to say' }
