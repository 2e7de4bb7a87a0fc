import type { Bilingual } from '../domain/words.ts'

export type Axis = 'longitude' | 'latitude'

/** One coordinate as read from text. `decimals`: digits after the point in degrees, for saying how coarse it is. */
export type ReadCoordinate =
  | { readonly ok: true; readonly degrees: number; readonly form: 'decimal' | 'sexagesimal'; readonly decimals: number }
  | { readonly ok: false; readonly words: Bilingual }

const axisWords = {
  longitude: {
    zh: '经度',
    en: 'longitude',
    example: '106.160797',
    letters: /^(?:东经|E)|(?:E|°E|东经)$/gi,
    wrong: /[NS]|北纬|南纬/i,
  },
  latitude: {
    zh: '纬度',
    en: 'latitude',
    example: '34.532532',
    letters: /^(?:北纬|N)|(?:N|北纬)$/gi,
    wrong: /[EW]|东经|西经/i,
  },
} as const satisfies Record<Axis, Bilingual & { example: string; letters: RegExp; wrong: RegExp }>

/** A coordinate with fewer decimals than this is coarser than about 10 m on the ground. */
export const fineDecimals = 4

/**
 * Reads one coordinate from text: decimal degrees, or degrees, minutes and seconds with any of the signs in use; full-width
 * characters, 东经/北纬 and E/N before or behind. Minutes and seconds must be below 60.
 *
 * @example readCoordinate('106°9\'38.87"', 'longitude') // { ok: true, degrees: 106.16079722, form: 'sexagesimal', decimals: 6 }
 * @example readCoordinate('34.532532', 'latitude') // { ok: true, degrees: 34.532532, form: 'decimal', decimals: 6 }
 */
export function readCoordinate(written: string, axis: Axis): ReadCoordinate {
  const plain = signsMadePlain(written)
  if (axisWords[axis].wrong.test(plain)) return otherAxis(written, axis)
  const text = plain.replace(axisWords[axis].letters, '')
  if (/^-?\d+(?:\.\d+)?°?$/.test(text)) return decimal(text.replace('°', ''))
  const parts = /^(\d{1,3})°(?:(\d{1,2}(?:\.\d+)?)')?(?:(\d{1,2}(?:\.\d+)?)"?)?$/.exec(text)
  if (!parts) return notUnderstood(written, axis)
  const [, degrees = '0', minutes = '0', seconds = '0'] = parts
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return tooManyMinutes(written, axis)
  return sexagesimal(Number(degrees), Number(minutes), seconds)
}

function signsMadePlain(written: string): string {
  return written
    .replaceAll(/[″”“]|''|′′|’’|秒/gu, '"')
    .replaceAll(/[′’‘´`分]/gu, "'")
    .replaceAll(/[º˚度]/gu, '°')
    .normalize('NFKC')
    .replaceAll(/''|′′/gu, '"')
    .replaceAll(/[′]/gu, "'")
    .replaceAll(/\s/gu, '')
    .replace(/。/u, '.')
}

function decimal(text: string): ReadCoordinate {
  return { ok: true, degrees: Number(text), form: 'decimal', decimals: text.split('.')[1]?.length ?? 0 }
}

// One second is 0.00028 degrees: as fine as four decimals, each decimal of the second adds one.
function sexagesimal(degrees: number, minutes: number, seconds: string): ReadCoordinate {
  const total = degrees + minutes / 60 + Number(seconds) / 3600
  const decimals = fineDecimals + (seconds.split('.')[1]?.length ?? 0)
  return { ok: true, degrees: Math.round(total * 1e8) / 1e8, form: 'sexagesimal', decimals }
}

function notUnderstood(written: string, axis: Axis): ReadCoordinate {
  const { zh, en, example } = axisWords[axis]
  return {
    ok: false,
    words: {
      zh: `看不懂${zh}“${written.trim()}”。请填十进制度数（如 ${example}）或度分秒（如 106°9′38.87″）。`,
      en: `The ${en} “${written.trim()}” is not understood. Write decimal degrees (such as ${example}) or degrees, minutes, seconds (106°9′38.87″).`,
    },
  }
}

function tooManyMinutes(written: string, axis: Axis): ReadCoordinate {
  const { zh, en } = axisWords[axis]
  return {
    ok: false,
    words: {
      zh: `${zh}“${written.trim()}”的分或秒达到或超过 60。请核对。`,
      en: `Minutes or seconds of the ${en} “${written.trim()}” are 60 or more. Check them.`,
    },
  }
}

function otherAxis(written: string, axis: Axis): ReadCoordinate {
  const { zh, en } = axisWords[axis]
  return {
    ok: false,
    words: {
      zh: `${zh}一栏写的是“${written.trim()}”，带有另一方向的标记。请核对两列是否填反。`,
      en: `The ${en} reads “${written.trim()}”, marked for the other direction. Check whether the two columns are swapped.`,
    },
  }
}
