import type { FactKind } from '../domain/facts.ts'
import { textOf, wordOf, type FactBody, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { planSections } from '../planning/plans/rules.ts'

/** Facts of one-water-one-plans in words: they stand in the histories of waters. */
export const planTellers: Tellers<Extract<FactKind, `plan.${string}`>> = {
  'plan.saved': body => ({ words: about(body, { zh: '保存', en: 'saved' }) }),
  'plan.submitted': body => ({ words: due(about(body, { zh: '提交审批', en: 'submitted' }), body) }),
  'plan.returned': body => ({ words: due(about(body, { zh: '退回修改', en: 'returned' }), body) }),
  'plan.approved': body => {
    const { zh, en } = about(body, { zh: '批复', en: 'approved' })
    const number = textOf(body['reference'])
    return { words: { zh: `${zh}（${number.zh}）`, en: `${en} (${number.en})` } }
  },
  'plan.set-aside': body => ({ words: about(body, { zh: '作废', en: 'set aside' }) }),
  'plan.commented': body => {
    const section = wordOf(planSections, body['section'])
    const version = textOf(body['version'])
    return {
      words: {
        zh: `对一水一策方案第 ${version.zh} 版“${section.zh}”提出意见`,
        en: `comment on "${section.en}" of version ${version.en} of the plan`,
      },
    }
  },
}

function about({ version }: FactBody, done: Bilingual): Bilingual {
  const number = textOf(version)
  return { zh: `${done.zh}一水一策方案第 ${number.zh} 版`, en: `version ${number.en} of the plan ${done.en}` }
}

function due({ zh, en }: Bilingual, { dueOn }: FactBody): Bilingual {
  const day = textOf(dueOn)
  return { zh: `${zh}，期限 ${day.zh}`, en: `${en}, due ${day.en}` }
}
