import type { FactKind } from '../domain/facts.ts'
import { bodyOf, textOf, wordOf, type FactBody, type Telling, type Tellers, type ToldChange } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { measureUnits } from '../planning/rules.ts'
import { policyAt } from '../policy/policy.ts'
import { partStates, partSteps, partSubjects } from '../works/progress/parts/rules.ts'
import { scheduleStates } from '../works/progress/rules.ts'

export const progressTellers: Tellers<Extract<FactKind, `progress.${string}`>> = {
  'progress.scheduled': ({ measures }) => {
    const count = textOf(Array.isArray(measures) ? measures.length : undefined)
    return { words: { zh: `编制进度计划：措施 ${count.zh} 项`, en: `works scheduled, measures: ${count.en}` } }
  },
  'progress.adjusted': (body, telling) => {
    const measure = measureWords(body, telling)
    return { words: adjustedWords(body, measure), changes: scheduleChanges(body) }
  },
  'progress.moved': ({ from, to }) => {
    const [before, after] = [wordOf(scheduleStates, from), wordOf(scheduleStates, to)]
    return {
      words: { zh: '进度计划状态变更', en: 'the schedule went on' },
      changes: [{ field: 'state', label: { zh: '工程状态', en: 'state of the works' }, from: before, to: after }],
    }
  },
  'progress.reported': (body, telling) => {
    const [measure, day, done] = [measureWords(body, telling), textOf(body['onDay']), textOf(body['doneQuantity'])]
    const unit = wordOf(measureUnits, body['unit'])
    const corrected = body['corrects'] !== undefined
    return {
      words: {
        zh: `${corrected ? '更正进度' : '上报进度'}：${measure.zh}，截至 ${day.zh} 累计完成 ${done.zh} ${unit.zh}`,
        en: `${corrected ? 'progress corrected' : 'progress reported'}: ${measure.en}, ${done.en} ${unit.en} done by ${day.en}`,
      },
    }
  },
  'progress.part-stepped': body => {
    const [step, subject] = [stepWords(body['step']), wordOf(partSubjects, body['subject'])]
    const [due, state] = [textOf(body['dueOn']), wordOf(partStates, body['to'])]
    const voided =
      body['voids'] === undefined ? { zh: '', en: '' } : { zh: '，原会签失效', en: '; the signature became void' }
    return {
      words: {
        zh: `${step.zh}：${subject.zh}（期限 ${due.zh}，${state.zh}）${voided.zh}`,
        en: `${step.en}: ${subject.en} (due ${due.en}, ${state.en})${voided.en}`,
      },
    }
  },
}

function adjustedWords({ dropped }: FactBody, { zh, en }: Bilingual): Bilingual {
  if (dropped === true) return { zh: `不再实施：${zh}`, en: `dropped: ${en}` }
  if (dropped === false) return { zh: `恢复实施：${zh}`, en: `taken up again: ${en}` }
  return { zh: `调整进度计划：${zh}`, en: `schedule adjusted: ${en}` }
}

const scheduleFields = {
  startsOn: { zh: '开始日期', en: 'start' },
  endsOn: { zh: '结束日期', en: 'end' },
  quantity: { zh: '工程量', en: 'quantity' },
} as const satisfies Record<string, Bilingual>

function scheduleChanges(body: FactBody): readonly ToldChange[] {
  const [from, to] = [bodyOf(body['from']), bodyOf(body['to'])]
  return Object.entries(scheduleFields)
    .filter(([field]) => from[field] !== to[field])
    .map(([field, label]) => ({ field, label, from: textOf(from[field]), to: textOf(to[field]) }))
}

/** By the catalogue of the day; a measure that has left it is told by its number alone. */
function measureWords({ measureId, number }: FactBody, { on }: Telling): Bilingual {
  const known = policyAt('measures', on).value.measures.find(({ id }) => id === measureId)
  const place = textOf(number)
  if (known === undefined) return { zh: `第 ${place.zh} 项措施`, en: `measure ${place.en}` }
  return { zh: `第 ${place.zh} 项措施“${known.name.zh}”`, en: `measure ${place.en} (${known.name.en})` }
}

function stepWords(step: unknown): Bilingual {
  if (step === 'ask') return { zh: '提请部门协同', en: 'a department asked' }
  return wordOf(partSteps, step)
}
