import { chinaBounds, readCoordinateSystem } from '../../places/coordinates.ts'
import type { CoordinateSystem } from '../../places/coordinates.ts'
import { fineDecimals, readCoordinate } from '../../places/coordinate-text.ts'
import type { Axis } from '../../places/coordinate-text.ts'
import { absent, refused, saysNothing, tidy, understood } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { Remark } from '../../platform/files/workbook/row-problems.ts'

const axes = {
  longitude: { zh: '经度', en: 'longitude', least: chinaBounds.west, most: chinaBounds.east, other: 'latitude' },
  latitude: { zh: '纬度', en: 'latitude', least: chinaBounds.south, most: chinaBounds.north, other: 'longitude' },
} as const satisfies Record<Axis, { zh: string; en: string; least: number; most: number; other: Axis }>

/** One axis of a position: decimal degrees or degrees, minutes, seconds, as `places` reads them, inside China. No datum is applied here. */
export function parseCoordinate(text: string, axis: Axis): Parsed<number> {
  const written = tidy(text)
  if (saysNothing(written)) return absent()
  const read = readCoordinate(written, axis)
  if (!read.ok) return refused(refusal('coordinate.unreadable', read.words))
  if (read.degrees === 0) return refused(zero(axis))
  if (!within(read.degrees, axis)) return refused(outside(written, read.degrees, axis))
  return read.decimals >= fineDecimals
    ? understood(read.degrees)
    : understood(read.degrees, coarse(written, read.decimals))
}

export function parseCoordinateSystem(text: string): Parsed<CoordinateSystem> {
  if (saysNothing(text)) return absent()
  const read = readCoordinateSystem(tidy(text))
  return read.outcome === 'known'
    ? understood(read.system)
    : refused(refusal(`coordinate-system.${read.outcome}`, read.words))
}

function within(degrees: number, axis: Axis): boolean {
  return degrees >= axes[axis].least && degrees <= axes[axis].most
}

function coarse(written: string, decimals: number): Remark {
  return warning('coordinate.coarse', {
    zh: `“${written}”只有 ${decimals} 位小数，误差可达${decimals === 3 ? ' 100 米' : ' 1 公里或更多'}。请填到小数点后 5 位以上。`,
    en: `“${written}” has ${decimals} decimals only and may be ${decimals === 3 ? '100 m' : 'a kilometre or more'} off. Enter at least 5.`,
  })
}

function outside(written: string, degrees: number, axis: Axis): Remark {
  const { zh, en, least, most, other } = axes[axis]
  if (within(degrees, other)) {
    return refusal('coordinate.swapped', {
      zh: `“${written}”像是${axes[other].zh}，却写在${zh}列：经度、纬度填反了。请对调两格。`,
      en: `“${written}” looks like a ${axes[other].en} but stands in the column of the ${en}: the two are swapped. Exchange both cells.`,
    })
  }
  return refusal('coordinate.outside', {
    zh: `${zh}“${written}”不在中国范围（${least} 至 ${most} 度）。请核对小数点和数字。`,
    en: `The ${en} “${written}” is outside China (${least} to ${most} degrees). Check the decimal point and the digits.`,
  })
}

function zero(axis: Axis): Remark {
  return refusal('coordinate.zero', {
    zh: `${axes[axis].zh}为 0，表示没有定位。请填实际${axes[axis].zh}，没有就留空。`,
    en: `The ${axes[axis].en} is 0, which means no position. Enter the real one, or leave the cell empty.`,
  })
}
