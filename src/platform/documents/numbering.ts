import type { Language } from '../../domain/words.ts'
import type { Block, HeadingLevel } from './document.ts'

const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/**
 * A whole number in Chinese numerals, as headings count.
 *
 * @param number 1 to 99; what is more stands in Arabic digits
 * @example chineseNumber(21) // '二十一'
 */
export function chineseNumber(number: number): string {
  if (number < 10) return numerals[number] ?? String(number)
  if (number > 99) return String(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens === 1 ? '' : numerals[tens]}十${ones === 0 ? '' : numerals[ones]}`
}

/** 结构层次序数: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3, to be confirmed). */
const chineseForms = {
  1: number => `${chineseNumber(number)}、`,
  2: number => `（${chineseNumber(number)}）`,
  3: number => `${number}. `,
  4: number => `（${number}）`,
} as const satisfies Record<HeadingLevel, (number: number) => string>

/** Headings with their numbers before them, everything else as it was. A deeper level begins again under each heading above it. */
export function numberHeadings(blocks: readonly Block[], language: Language): readonly Block[] {
  const counts: [number, number, number, number] = [0, 0, 0, 0]
  return blocks.map(block => {
    if (block.kind !== 'heading') return block
    const index = block.level - 1
    counts[index]! += 1
    counts.fill(0, block.level)
    return { ...block, text: `${numberText(block.level, counts, language)}${block.text}` }
  })
}

function numberText(level: HeadingLevel, counts: readonly number[], language: Language): string {
  if (language === 'zh') return chineseForms[level](counts[level - 1] ?? 0)
  return `${counts.slice(0, level).join('.')}${level === 1 ? '.' : ''} `
}
