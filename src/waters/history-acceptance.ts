import { acceptanceSteps, fileDecisions, fileItems, fileStates } from '../acceptance/rules.ts'
import type { FactKind } from '../domain/facts.ts'
import { textOf, wordOf, type FactBody, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { policyEditions } from '../policy/policy.ts'

export const acceptanceTellers: Tellers<Extract<FactKind, `acceptance.${string}`>> = {
  'acceptance.measure-declared': body => {
    const [measure, day] = [measureWords(body), textOf(body['startsOn'])]
    return {
      words: { zh: `登记措施：${measure.zh}，${day.zh} 起`, en: `declared: ${measure.en}, from ${day.en} on` },
    }
  },
  'acceptance.measure-withdrawn': body => {
    const measure = measureWords(body)
    return { words: { zh: `撤回措施登记：${measure.zh}`, en: `withdrew what was declared: ${measure.en}` } }
  },
  'acceptance.submitted': body => {
    const [step, due] = [wordOf(acceptanceSteps, body['step']), textOf(body['dueOn'])]
    return {
      words: {
        zh: `申报验收，待${step.zh}（${due.zh} 前）`,
        en: `file of acceptance sent in; next: ${step.en}, by ${due.en}`,
      },
    }
  },
  'acceptance.decided': body => {
    const [step, decision] = [stepWords(body), wordOf(fileDecisions, body['decision'])]
    const [from, to] = [wordOf(fileStates, body['from']), wordOf(fileStates, body['to'])]
    const about = itemWords(body)
    return {
      words: { zh: `${step.zh}${decision.zh}${about.zh}`, en: `${step.en}${decision.en}${about.en}` },
      changes: [{ field: 'state', label: { zh: '验收状态', en: 'state of acceptance' }, from, to }],
    }
  },
  'acceptance.notice-begun': body => {
    const [from, to] = [textOf(body['startsOn']), textOf(body['endsOn'])]
    return { words: { zh: `验收公示 ${from.zh} 至 ${to.zh}`, en: `public notice from ${from.en} to ${to.en}` } }
  },
  'acceptance.objection-recorded': body => {
    const day = textOf(body['receivedOn'])
    return { words: { zh: `登记 ${day.zh} 收到的公示异议`, en: `recorded an objection of ${day.en}` } }
  },
  'acceptance.objection-answered': ({ upheld }) => ({
    words:
      upheld === true
        ? { zh: '答复公示异议：核实成立', en: 'answered an objection: upheld' }
        : { zh: '答复公示异议：核实不成立', en: 'answered an objection: not upheld' },
  }),
}

function measureWords({ measureId }: FactBody): Bilingual {
  const known = policyEditions('measures')
    .flatMap(({ value }) => value.measures)
    .find(({ id }) => id === measureId)
  return known?.name ?? { zh: '本版本没有的措施', en: 'a measure this release does not have' }
}

function stepWords({ step }: FactBody): Bilingual {
  if (step === undefined) return { zh: '验收', en: 'acceptance ' }
  const { zh, en } = wordOf(acceptanceSteps, step)
  return { zh, en: `${en}: ` }
}

function itemWords({ items }: FactBody): Bilingual {
  const names = Array.isArray(items) ? items.map(item => wordOf(fileItems, item)) : []
  if (names.length === 0) return { zh: '', en: '' }
  return { zh: `（${names.map(({ zh }) => zh).join('、')}）`, en: ` (${names.map(({ en }) => en).join(', ')})` }
}
