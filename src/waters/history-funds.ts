import { labelOnly, textOf, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'

/** Facts of money in words. */
export const fundTellers: Tellers<'bundle.saved' | 'bundle.removed'> = {
  'bundle.saved': ({ waters, investmentYuan, awardYuan }) => {
    const [count, investment, award] = [textOf(waters), yuanOf(investmentYuan), yuanOf(awardYuan)]
    return {
      words: {
        zh: `${count.zh} 个水体，总投资${investment.zh}，奖补${award.zh}`,
        en: `${count.en} waters, ${investment.en} in all, award ${award.en}`,
      },
    }
  },
  'bundle.removed': labelOnly,
}

function yuanOf(value: unknown): Bilingual {
  const text = textOf(value)
  return typeof value === 'number' ? { zh: ` ${text.zh} 元`, en: `${text.en} yuan` } : text
}
