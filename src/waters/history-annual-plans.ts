import type { FactKind } from '../domain/facts.ts'
import { textOf, type FactBody, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'

/** Facts of annual work plans in words; they stand in the ledger of the division. */
export const annualPlanTellers: Tellers<Extract<FactKind, `annual-plan.${string}`>> = {
  'annual-plan.saved': body => {
    const [version, waters] = [textOf(body['version']), textOf(body['waters'])]
    const plan = planWords(body)
    return {
      words: {
        zh: `保存${plan.zh}（第 ${version.zh} 次修改，${waters.zh} 个水体）`,
        en: `${plan.en} saved as version ${version.en}, ${waters.en} waters`,
      },
    }
  },
  'annual-plan.issued': body => {
    const [number, day, plan] = [textOf(body['number']), textOf(body['issuedOn']), planWords(body)]
    return {
      words: { zh: `印发${plan.zh}（${number.zh}，${day.zh}）`, en: `${plan.en} issued (${number.en}, ${day.en})` },
    }
  },
  'annual-plan.replaced': body => {
    const [by, plan] = [textOf(body['byEdition']), planWords(body)]
    return { words: { zh: `${plan.zh}被第 ${by.zh} 版替代`, en: `${plan.en} replaced by edition ${by.en}` } }
  },
}

function planWords({ year, edition }: FactBody): Bilingual {
  // A year is no quantity: it is not grouped by thousands.
  const [said, number] = [typeof year === 'number' ? String(year) : textOf(year).zh, textOf(edition)]
  return { zh: `${said} 年度工作方案第 ${number.zh} 版`, en: `annual work plan ${said}, edition ${number.en},` }
}
