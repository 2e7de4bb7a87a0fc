import type { FactKind } from '../domain/facts.ts'
import { bodyOf, nameOfPerson, textOf, wordOf, type Tellers } from '../domain/told.ts'
import { adoptions, adviceStates, adviceSteps, assignmentScopes, helpPhases } from '../experts/rules.ts'

export const expertTellers: Tellers<Extract<FactKind, `expert.${string}`>> = {
  'expert.assigned': (body, telling) => {
    const [scope, from] = [wordOf(assignmentScopes, body['scope']), textOf(body['fromOn'])]
    const who =
      body['accountId'] === undefined ? { zh: '专家单位', en: 'an organisation of experts' } : nameOfPerson(body['accountId'], telling) // prettier-ignore
    const end = body['untilOn'] === undefined ? { zh: '起', en: '' } : { zh: `至 ${textOf(body['untilOn']).zh}`, en: ` until ${textOf(body['untilOn']).en}` } // prettier-ignore
    const above = bodyOf(body['aboveLimit'])
    const limit =
      body['aboveLimit'] === undefined
        ? { zh: '', en: '' }
        : {
            zh: `（超过上限仍指派：${textOf(above['waters']).zh} 个水体，上限 ${textOf(above['most']).zh} 个）`,
            en: ` (above the limit: ${textOf(above['waters']).en} waters of ${textOf(above['most']).en})`,
          }
    return {
      words: {
        zh: `指派${who.zh}帮扶${scope.zh}，${from.zh} ${end.zh}${limit.zh}`,
        en: `${who.en} assigned to ${scope.en} from ${from.en}${end.en}${limit.en}`,
      },
    }
  },
  'expert.relieved': body => {
    const [scope, until] = [wordOf(assignmentScopes, body['scope']), textOf(body['untilOn'])]
    return {
      words: { zh: `${until.zh} 结束专家对${scope.zh}的帮扶`, en: `expert help of ${scope.en} ended on ${until.en}` },
    }
  },
  'expert.advised': body => {
    const [phase, due] = [wordOf(helpPhases, body['phase']), textOf(body['dueOn'])]
    return {
      words: {
        zh: `提出技术建议（${phase.zh}），${due.zh} 前答复`,
        en: `advice given (${phase.en}), to be answered by ${due.en}`,
      },
    }
  },
  'expert.advice-moved': body => {
    const [phase, step] = [wordOf(helpPhases, body['phase']), wordOf(adviceSteps, body['step'])]
    const [from, to] = [wordOf(adviceStates, body['from']), wordOf(adviceStates, body['to'])]
    const adoption = body['adoption'] === undefined ? undefined : wordOf(adoptions, body['adoption'])
    return {
      words: {
        zh: `${step.zh}${adoption === undefined ? '' : `：${adoption.zh}`}（${phase.zh}）`,
        en: `${step.en}${adoption === undefined ? '' : `: ${adoption.en}`} (${phase.en})`,
      },
      changes: [{ field: 'state', label: { zh: '建议状态', en: 'state of the advice' }, from, to }],
    }
  },
}
