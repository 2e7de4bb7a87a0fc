import type { Citation } from '../../domain/words.ts'
import type { HeadingLevel } from './document.ts'

/**
 * The layout of official papers of Party and government organs. From professional memory, not seen in the text: to be confirmed
 * (docs/standards/gb-t-9704-2012.md says which number stands for which clause).
 */
export const paperCitation: Citation = {
  title: '党政机关公文格式 GB/T 9704-2012',
  clause: '5.1、5.2、7.2、7.3、7.5',
  confidence: 'to-be-confirmed',
}

/** Millimetres: A4 with 天头 37 and 订口 28, and a type area (版心) of 156 × 225. */
export const paperMm = { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 } as const

export const textWidthMm = paperMm.width - paperMm.left - paperMm.right

/** Points: 二号 22, 三号 16, 四号 14; what stands in tables and small print is set by us. */
export const sizesPt = {
  redHead: 40,
  title: 22,
  body: 16,
  pageNumber: 14,
  table: 10.5,
  caption: 10.5,
  note: 10.5,
  footer: 8,
} as const

/** 22 lines a page. */
export const linePitchPt = 28
export const tableLinePt = 15

/** Two characters of the body. */
export const firstLineIndentPt = 2 * sizesPt.body

/** Widest a picture may stand alone; side by side they share the width. */
export const aloneMm = { width: 110, height: 90 } as const
export const abreastMm = { width: 74, height: 62 } as const

type Face = 'title' | 'body' | 'black' | 'script' | 'redHead'

/** The Chinese faces by the names under which Word finds them, with what stands in where a face is not installed. */
export const wordFaces = {
  title: { name: '方正小标宋简体', instead: '宋体', family: 'roman' },
  redHead: { name: '方正小标宋简体', instead: '宋体', family: 'roman' },
  body: { name: '仿宋', instead: '仿宋_GB2312', family: 'modern' },
  black: { name: '黑体', instead: 'SimHei', family: 'modern' },
  script: { name: '楷体', instead: '楷体_GB2312', family: 'modern' },
} as const satisfies Record<Face, { name: string; instead: string; family: 'roman' | 'modern' }>

/** 一级黑体, 二级楷体, 三级四级仿宋; the third is set strong to be told apart. */
export const headingFaces = {
  1: { face: 'black', strong: false },
  2: { face: 'script', strong: false },
  3: { face: 'body', strong: true },
  4: { face: 'body', strong: false },
} as const satisfies Record<HeadingLevel, { face: Face; strong: boolean }>

export const colours = { red: 'C00000', rule: '808080', shade: 'EEF2F4', quiet: '595959', warning: 'A8071A' } as const

/** @example ptOfMm(25.4) // 72 */
export function ptOfMm(mm: number): number {
  return (mm / 25.4) * 72
}

/** Twentieths of a point, Word's unit. @example twipsOfMm(25.4) // 1440 */
export function twipsOfMm(mm: number): number {
  return Math.round(ptOfMm(mm) * 20)
}

/**
 * A width dealt out in whole units; the last column takes what rounding leaves, so that they fill the width exactly.
 *
 * @param shares at least one, each above zero
 * @example dealOut(100, [1, 1, 1]) // [33, 33, 34]
 */
export function dealOut(width: number, shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const ends = shares.map((_share, index) =>
    Math.round((width * shares.slice(0, index + 1).reduce((sum, share) => sum + share, 0)) / whole),
  )
  return ends.map((end, index) => end - (ends[index - 1] ?? 0))
}

/** A picture's size so that it fits, never larger than it is at 96 pixels an inch. */
export function fitted(
  picture: { readonly widthPx: number; readonly heightPx: number },
  room: { readonly width: number; readonly height: number },
): { readonly widthMm: number; readonly heightMm: number } {
  const mmPerPx = 25.4 / 96
  const scale = Math.min(1, room.width / (picture.widthPx * mmPerPx), room.height / (picture.heightPx * mmPerPx))
  return { widthMm: picture.widthPx * mmPerPx * scale, heightMm: picture.heightPx * mmPerPx * scale }
}
