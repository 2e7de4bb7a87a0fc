import { absent, plain, refused, saysNothing, understood } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { refusal, warning } from './row-problems.ts'
import type { Remark } from './row-problems.ts'

export type Axis = 'longitude' | 'latitude'

/** China with its seas, whole degrees. A value outside is a slip; one that fits the other axis is swapped. */
export const chinaDegrees = { longitude: [73, 136], latitude: [3, 54] } as const satisfies Record<
  Axis,
  readonly [number, number]
>

const axisWords = {
  longitude: { zh: '经度', en: 'longitude' },
  latitude: { zh: '纬度', en: 'latitude' },
} as const satisfies Record<Axis, { zh: string; en: string }>

const degreesMinutesSeconds =
  /^(\d{1,3})\s*(?:°|º|度|˚)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:′|'|’|分|ʹ)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:″|"|”|''|′′|秒|ʺ)?)?)?$/
const decimal = /^([+-]?\d{1,3}(?:\.\d*)?)\s*(?:°|º|度|˚)?$/

/**
 * Degrees as people write them: `105.683169`, `东经106°9'38.87"`, `30度51分28秒`, `114.79295E`.
 *
 * @returns decimal degrees; no datum is applied here
 */
export function parseCoordinate(text: string, axis: Axis): Parsed<number> {
  const written = plain(text)
  if (saysNothing(written)) return absent()
  const { letters, rest } = withoutAxisWords(written)
  if (letters !== undefined && letters !== axis) return refused(otherAxis(written, axis))
  const degrees = toDegrees(rest)
  if (degrees === undefined) return refused(unreadable(written, axis))
  if (degrees === 0) return refused(zero(axis))
  return within(degrees, axis)
    ? understood(degrees, ...coarse(rest, written))
    : refused(outside(written, degrees, axis))
}

function withoutAxisWords(written: string): { readonly letters?: Axis; readonly rest: string } {
  const rest = written.replaceAll(/^(?:东经|北纬|经度|纬度|E|N)\s*:?\s*|\s*(?:E|N)$/gi, '')
  const lead = written.replaceAll(/[^东北经纬EN]/gi, '').toUpperCase()
  if (/东|经|E/.test(lead)) return { letters: 'longitude', rest }
  return /北|纬|N/.test(lead) ? { letters: 'latitude', rest } : { rest }
}

function toDegrees(text: string): number | undefined {
  const plainDegrees = decimal.exec(text)?.[1]
  if (plainDegrees !== undefined) return Number(plainDegrees)
  const [, degrees, minutes = '0', seconds = '0'] = degreesMinutesSeconds.exec(text) ?? []
  if (degrees === undefined || Number(minutes) >= 60 || Number(seconds) >= 60) return undefined
  return Number((Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600).toFixed(8))
}

function within(degrees: number, axis: Axis): boolean {
  const [least, most] = chinaDegrees[axis]
  return degrees >= least && degrees <= most
}

/** Three decimals are a hundred metres: too coarse for a ditch. */
function coarse(text: string, written: string): readonly Remark[] {
  const decimals = decimal.exec(text)?.[1]?.split('.')[1]?.length ?? (decimal.test(text) ? 0 : 4)
  if (decimals >= 4) return []
  return [
    warning('coordinate.coarse', {
      zh: `“${written}”只有 ${decimals} 位小数，误差可达 ${decimals >= 3 ? '100 米' : '1 公里以上'}。请填到小数点后 5 位以上。`,
      en: `“${written}” has ${decimals} decimals only and may be ${decimals >= 3 ? '100 m' : 'a kilometre or more'} off. Enter at least 5.`,
    }),
  ]
}

function otherAxis(written: string, axis: Axis): Remark {
  return refusal('coordinate.axis', {
    zh: `${axisWords[axis].zh}列里写的是“${written}”。请核对经度、纬度是否填反。`,
    en: `The column of the ${axisWords[axis].en} says “${written}”. Check whether longitude and latitude are swapped.`,
  })
}

function outside(written: string, degrees: number, axis: Axis): Remark {
  const other: Axis = axis === 'longitude' ? 'latitude' : 'longitude'
  if (within(degrees, other)) {
    return refusal('coordinate.swapped', {
      zh: `“${written}”像是${axisWords[other].zh}，却写在${axisWords[axis].zh}列：经度、纬度填反了。请对调两格。`,
      en: `“${written}” looks like a ${axisWords[other].en} but stands in the column of the ${axisWords[axis].en}: the two are swapped. Exchange both cells.`,
    })
  }
  const [least, most] = chinaDegrees[axis]
  return refusal('coordinate.outside', {
    zh: `${axisWords[axis].zh}“${written}”不在中国范围（${least} 至 ${most} 度）。请核对小数点和数字。`,
    en: `The ${axisWords[axis].en} “${written}” is outside China (${least} to ${most} degrees). Check the decimal point and the digits.`,
  })
}

function zero(axis: Axis): Remark {
  return refusal('coordinate.zero', {
    zh: `${axisWords[axis].zh}为 0，表示没有定位。请填实际${axisWords[axis].zh}，没有就留空。`,
    en: `The ${axisWords[axis].en} is 0, which means no position. Enter the real one, or leave the cell empty.`,
  })
}

function unreadable(written: string, axis: Axis): Remark {
  return refusal('coordinate.unreadable', {
    zh: `“${written}”不是一个${axisWords[axis].zh}。请填十进制度，如 ${axis === 'longitude' ? '105.683169' : '34.235530'}；经度、纬度各占一格，投影坐标（米）请先换算。`,
    en: `“${written}” is not a ${axisWords[axis].en}. Enter decimal degrees, such as ${axis === 'longitude' ? '105.683169' : '34.235530'}, one axis per cell; convert projected metres first.`,
  })
}
