import type { FactKind } from '../domain/facts.ts'
import { joinedWords, textOf, wordOf, type FactBody, type Tellers } from '../domain/told.ts'
import { supervisionLists } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import { moneyKinds, moneySources, rewardEvidences, rewardStages } from '../funding/money/rules.ts'
import { policyAt } from '../policy/policy.ts'

/** Money of a water in words. */
export const moneyTellers: Tellers<Extract<FactKind, `money.${string}`>> = {
  'money.entered': (body, { on }) => {
    const [entry, measure] = [entryWords(body), measureWords(body['measureId'], on)]
    return { words: joinedWords([entry, measure]) }
  },
  'money.exception-granted': body => {
    const [source, yuan] = [wordOf(moneySources, body['source']), yuanWords(body['yuan'])]
    return {
      words: {
        zh: `${source.zh}可超出下达支出${yuan.zh}`,
        en: `${yuan.en} more than allotted may be spent of: ${source.en}`,
      },
    }
  },
  'money.reversed': body => {
    const { zh, en } = entryWords(body)
    return { words: { zh: `冲销：${zh}`, en: `reversed: ${en}` } }
  },
  'money.reward-earmarked': body => {
    const [list, yuan] = [wordOf(supervisionLists, body['list']), yuanWords(body['yuan'])]
    return { words: { zh: `按${list.zh}预留奖补${yuan.zh}`, en: `${yuan.en} earmarked, ${list.en}` } }
  },
  'money.reward-released': body => {
    const [stage, yuan] = [wordOf(rewardStages, body['stage']), yuanWords(body['yuan'])]
    const proofs = Array.isArray(body['evidence']) ? body['evidence'].map(each => wordOf(rewardEvidences, each)) : []
    const released = { zh: `因${stage.zh}兑现奖补${yuan.zh}`, en: `${yuan.en} released: ${stage.en}` }
    return { words: joinedWords([released, ...proofs]) }
  },
  'money.reward-taken-back': body => {
    const { zh, en } = yuanWords(body['yuan'])
    return { words: { zh: `收回已兑现的奖补${zh}`, en: `${en} taken back` } }
  },
  'money.reward-cancelled': () => ({
    words: { zh: '撤销未兑现的奖补', en: 'a reward that was not released, cancelled' },
  }),
}

function entryWords({ source, kind, yuan, on }: FactBody): Bilingual {
  const [from, what, sum, day] = [wordOf(moneySources, source), wordOf(moneyKinds, kind), yuanWords(yuan), textOf(on)]
  return { zh: `${from.zh}${what.zh}${sum.zh}（${day.zh}）`, en: `${sum.en} ${what.en}, ${from.en} (${day.en})` }
}

function yuanWords(value: unknown): Bilingual {
  const text = textOf(value)
  return typeof value === 'number' ? { zh: ` ${text.zh} 元`, en: `${text.en} yuan` } : text
}

function measureWords(id: unknown, on: string): Bilingual | undefined {
  if (id === undefined) return undefined
  const names = Object.fromEntries(policyAt('measures', on).value.measures.map(each => [each.id, each.name]))
  return wordOf(names, id)
}
