import type { FundSource } from '../plans/rules.ts'
import { fundSourceIds } from '../plans/rules.ts'
import { supervisionListIds } from '../../domain/waters.ts'
import { targetKindIds, type AnnualTarget, type AnnualWater } from './words.ts'
import { areaOf, countsFor, isDone, type TrackedWater } from './tracking.ts'

export type MeasureSum = {
  readonly measureId: string
  readonly quantity: number
  readonly costYuan: number
  readonly waters: number
}
export type SourceSum = { readonly source: FundSource; readonly yuan: number; readonly waters: number }
export type CountySum = {
  /** Six digits. */
  readonly county: string
  readonly waters: number
  readonly areaM2: number
  readonly costYuan: number
  readonly completed: number
  readonly late: number
}

const fen = (yuan: number) => Math.round(yuan * 100) / 100

/** Measures by kind, each in its own unit, the dearest first. */
export function sumMeasures(waters: readonly Pick<AnnualWater, 'measures'>[]): readonly MeasureSum[] {
  const sums = new Map<string, MeasureSum>()
  for (const { measures } of waters) {
    const seen = new Set<string>()
    for (const { measureId, quantity, costYuan } of measures) {
      const before = sums.get(measureId) ?? { measureId, quantity: 0, costYuan: 0, waters: 0 }
      const isNew = !seen.has(measureId)
      seen.add(measureId)
      sums.set(measureId, {
        measureId,
        quantity: fen(before.quantity + quantity),
        costYuan: fen(before.costYuan + costYuan),
        waters: before.waters + (isNew ? 1 : 0),
      })
    }
  }
  return [...sums.values()].toSorted((a, b) => b.costYuan - a.costYuan || (a.measureId < b.measureId ? -1 : 1))
}

/** Money by source, in the order of the sources; sources that give nothing are absent. */
export function sumSources(waters: readonly Pick<AnnualWater, 'funding'>[]): readonly SourceSum[] {
  return fundSourceIds.flatMap(source => {
    const shares = waters.map(({ funding }) => funding.filter(one => one.source === source))
    const yuan = fen(shares.flat().reduce((sum, one) => sum + one.yuan, 0))
    return yuan === 0 ? [] : [{ source, yuan, waters: shares.filter(own => own.some(one => one.yuan > 0)).length }]
  })
}

/** County by county, in the order of their codes. */
export function sumCounties(waters: readonly TrackedWater[]): readonly CountySum[] {
  const counties = [...new Set(waters.map(({ regionCode }) => regionCode.slice(0, 6)))].toSorted()
  return counties.map(county => {
    const own = waters.filter(({ regionCode }) => regionCode.startsWith(county))
    return {
      county,
      waters: own.length,
      areaM2: areaOf(own),
      costYuan: fen(own.reduce((sum, { costYuan }) => sum + costYuan, 0)),
      completed: own.filter(water => isDone(water, 'finish')).length,
      late: own.filter(isLate).length,
    }
  })
}

/** Whether any milestone of a water is late. */
export function isLate({ states }: Pick<TrackedWater, 'states'>): boolean {
  return Object.values(states).includes('late')
}

/** The targets that the milestones of the waters add up to; kinds and lists without a water are absent. */
export function targetsFrom(
  waters: readonly Pick<AnnualWater, 'list' | 'milestones' | 'areaM2'>[],
  year: number,
): readonly AnnualTarget[] {
  return targetKindIds.flatMap(kind =>
    supervisionListIds.flatMap(list => {
      const counted = waters.filter(water => countsFor(water, { kind, list }, year))
      return counted.length === 0 ? [] : [{ kind, list, waters: counted.length, areaM2: areaOf(counted) }]
    }),
  )
}

export function costOf(waters: readonly Pick<AnnualWater, 'costYuan'>[]): number {
  return fen(waters.reduce((sum, { costYuan }) => sum + costYuan, 0))
}
