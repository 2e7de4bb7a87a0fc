import type { FactKind } from '../domain/facts.ts'
import { textOf, wordOf, type FactBody, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import {
  findItem,
  rectificationStates,
  rectificationSteps,
  severities,
  visitPhases,
  visitRoles,
} from '../works/rules.ts'

export const worksTellers: Tellers<Extract<FactKind, `works.${string}`>> = {
  'works.visit-planned': body => {
    const [visit, due] = [visitWords(body), textOf(body['dueOn'])]
    return { words: { zh: `安排${visit.zh}，${due.zh} 前完成`, en: `planned ${visit.en}, due ${due.en}` } }
  },
  'works.visit-recorded': body => {
    const [visit, day, findings] = [visitWords(body), textOf(body['visitedOn']), textOf(body['findings'])]
    const found = body['findings'] === 0 ? { zh: '未发现问题', en: 'nothing found' } : countWords(findings)
    return { words: { zh: `${day.zh} ${visit.zh}：${found.zh}`, en: `${visit.en} on ${day.en}: ${found.en}` } }
  },
  'works.visit-cancelled': body => {
    const visit = visitWords(body)
    return { words: { zh: `取消${visit.zh}`, en: `cancelled ${visit.en}` } }
  },
  'works.rectification-opened': body => {
    const [item, severity, due] = [itemWords(body), wordOf(severities, body['severity']), textOf(body['dueOn'])]
    return {
      words: {
        zh: `列入问题清单（${severity.zh}，${due.zh} 前整改）：${item.zh}`,
        en: `to be rectified (${severity.en}, by ${due.en}): ${item.en}`,
      },
    }
  },
  'works.rectification-moved': body => {
    const [item, step] = [itemWords(body), wordOf(rectificationSteps, body['step'])]
    const [from, to] = [wordOf(rectificationStates, body['from']), wordOf(rectificationStates, body['to'])]
    return {
      words: { zh: `${step.zh}：${item.zh}`, en: `${step.en}: ${item.en}` },
      changes: [{ field: 'state', label: { zh: '整改状态', en: 'state of rectification' }, from, to }],
    }
  },
  'works.sample-drawn': body => {
    const [size, population, seed] = [textOf(body['size']), textOf(body['population']), textOf(body['seed'])]
    return {
      words: {
        zh: `从 ${population.zh} 个水体中抽取 ${size.zh} 个（随机种子 ${seed.zh}）`,
        en: `drew ${size.en} of ${population.en} waters (seed ${seed.en})`,
      },
    }
  },
}

function visitWords({ phase, role }: FactBody): Bilingual {
  const [when, who] = [wordOf(visitPhases, phase), wordOf(visitRoles, role)]
  return { zh: `${when.zh}${who.zh}核查`, en: `${who.en} visit ${when.en}` }
}

function itemWords({ handbook, itemId }: FactBody): Bilingual {
  const known = typeof handbook === 'string' && typeof itemId === 'string' ? findItem(handbook, itemId) : undefined
  return known?.question ?? { zh: '本版本没有的核查条目', en: 'an item this release does not have' }
}

function countWords({ zh, en }: Bilingual): Bilingual {
  return { zh: `发现问题 ${zh} 项`, en: `${en} ${en === '1' ? 'problem' : 'problems'} found` }
}
