import { many } from '../domain/many.ts'
import type { FactKind } from '../domain/facts.ts'
import { isParameter, isQualifier, parameters, type Measurement, type Parameter } from '../domain/parameters.ts'
import {
  bodyOf,
  joinedWords,
  labelOnly,
  minuteWords,
  nameOfPerson,
  placeWords,
  textOf,
  wordOf,
  type FactBody,
  type Tellers,
} from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { verdictOutcomes } from '../identification/rules.ts'
import { findStandard } from '../standards/registry.ts'
import { measurementWords } from '../standards/wording.ts'
import { odourGrades, sensesFindings, villageStates, waterColours } from '../survey/rules.ts'
import { bases } from './words.ts'

type SurveyFact = Extract<
  FactKind,
  `survey.${string}` | `reading.${string}` | `judgement.${string}` | `verdict.${string}`
>

/** Facts of survey, monitoring and identification in words: they stand in the histories of waters. */
export const surveyTellers: Tellers<SurveyFact> = {
  'reading.recorded': ({ takenAt, sample }) => {
    const at = minuteWords(takenAt)
    const values = measurementsIn(sample)
    return {
      words: {
        zh: `采样 ${at.zh}：${values.map(({ zh }) => zh).join('，')}`,
        en: `sampled ${at.en}: ${values.map(({ en }) => en).join(', ')}`,
      },
    }
  },
  'reading.imported': ({ fileName, readings, waterIds }) => {
    const [file, count] = [textOf(fileName), textOf(readings)]
    const waters = Array.isArray(waterIds) ? waterIds.length : 0
    return {
      words: {
        zh: `“${file.zh}”：${count.zh} 次监测，涉及 ${waters} 个水体`,
        en: `“${file.en}”: ${count.en} readings of ${many(waters, 'water', 'waters')}`,
      },
    }
  },
  'survey.task-set': ({ villages, dueOn }) => {
    const [count, due] = [textOf(villages), textOf(dueOn)]
    return { words: { zh: `${count.zh} 个村，${due.zh} 前完成`, en: `${count.en} villages, due ${due.en}` } }
  },
  'survey.task-changed': ({ dueOn, closed }) => {
    const due = textOf(dueOn)
    return closed === true
      ? { words: { zh: '关闭任务', en: 'task closed' } }
      : { words: { zh: `期限 ${due.zh}`, en: `due ${due.en}` } }
  },
  'survey.village-reported': ({ villageCode, outcome, found }, telling) => {
    const [place, state, count] = [placeWords(villageCode, telling), wordOf(villageStates, outcome), textOf(found)]
    const candidates =
      typeof found === 'number' && found > 0 ? { zh: `${count.zh} 处`, en: `${count.en} found` } : undefined
    return { words: joinedWords([place, state, candidates]) }
  },
  'survey.villages-reported': ({ villages, withCandidates }) => {
    const [count, found] = [textOf(villages), textOf(withCandidates)]
    return {
      words: {
        zh: `${count.zh} 个村，其中 ${found.zh} 个有疑似水体`,
        en: `${count.en} villages, ${found.en} with candidates`,
      },
    }
  },
  'survey.scope-decided': ({ inScope }) => ({
    words:
      inScope === true
        ? { zh: '判定为在排查范围内', en: 'in scope' }
        : { zh: '判定为不在排查范围内', en: 'out of scope' },
  }),
  'survey.uploaded': ({ fileName }) => ({ words: textOf(fileName) }),
  'survey.import-corrected': ({ cells }) => {
    const list = Array.isArray(cells) ? cells.map(String) : []
    const some = list.slice(0, 5).join(', ')
    return {
      words: {
        zh: `更正 ${list.length} 个单元格${some === '' ? '' : `（${some}${list.length > 5 ? ' 等' : ''}）`}`,
        en: `${list.length} cells corrected${some === '' ? '' : ` (${some}${list.length > 5 ? ' and more' : ''})`}`,
      },
    }
  },
  'survey.import-confirmed': ({ partial }) => ({
    words:
      partial === true
        ? { zh: '写入无问题的行，其余不写', en: 'to write the sound rows and leave out the others' }
        : { zh: '写入全部行', en: 'to write all rows' },
  }),
  'survey.import-cancelled': labelOnly,
  'survey.import-retried': labelOnly,
  'survey.imports-handed-over': ({ importIds, toAccountId }, telling) => {
    const [count, to] = [Array.isArray(importIds) ? importIds.length : 0, nameOfPerson(toAccountId, telling)]
    return {
      words: {
        zh: `${count} 个未完成的导入移交给${to.zh}`,
        en: `${many(count, 'unfinished import', 'unfinished imports')} handed over to ${to.en}`,
      },
    }
  },
  'survey.imported': ({ rows, created, updated }) => {
    const [all, fresh, changed] = [textOf(rows), textOf(created), textOf(updated)]
    return {
      words: {
        zh: `由名册导入（共 ${all.zh} 行，新增 ${fresh.zh}，更新 ${changed.zh}）`,
        en: `imported with a list of ${all.en} rows (${fresh.en} new, ${changed.en} updated)`,
      },
    }
  },
  'survey.import-judged': ({ identified, cleared, undecided }) => {
    const [yes, no, open] = [textOf(identified), textOf(cleared), textOf(undecided)]
    return {
      words: {
        zh: `认定 ${yes.zh}，排除 ${no.zh}，未能判定 ${open.zh}`,
        en: `${yes.en} identified, ${no.en} cleared, ${open.en} undecided`,
      },
    }
  },
  'survey.basis-recorded': ({ basis, values }) => {
    const what = wordOf(bases, basis)
    const said = basisWords(bodyOf(values))
    return { words: { zh: `${what.zh}：${said.zh}`, en: `${what.en}: ${said.en}` } }
  },
  'judgement.started': ({ standardId, waters }) => {
    const [standard, count] = [standardWords(standardId), textOf(waters)]
    return { words: { zh: `${count.zh} 个水体，按${standard.zh}`, en: `${count.en} waters by ${standard.en}` } }
  },
  'verdict.given': ({ standardId, outcome }) => {
    const [standard, said] = [standardWords(standardId), wordOf(verdictOutcomes, outcome)]
    return { words: { zh: `${said.zh}（按${standard.zh}）`, en: `${said.en} (by ${standard.en})` } }
  },
}

function standardWords(id: unknown): Bilingual {
  const standard = typeof id === 'string' ? findStandard(id) : undefined
  return standard?.title ?? { zh: '本版本没有的标准', en: 'a standard this release does not have' }
}

function measurementsIn(sample: unknown): readonly Bilingual[] {
  const measured = Object.entries(bodyOf(sample)).flatMap(([parameter, measurement]) =>
    isParameter(parameter) && isMeasurement(measurement) ? [namedMeasurement(parameter, measurement)] : [],
  )
  return measured.length === 0 ? [textOf(undefined)] : measured
}

function namedMeasurement(parameter: Parameter, measurement: Measurement): Bilingual {
  const [{ name }, value] = [parameters[parameter], measurementWords(parameter, measurement)]
  return { zh: `${name.zh} ${value.zh}`, en: `${name.en} ${value.en}` }
}

function isMeasurement(value: unknown): value is Measurement {
  const { value: number, qualifier } = bodyOf(value)
  return typeof number === 'number' && isQualifier(qualifier)
}

/** Senses by colour, odour and finding; a questionnaire by its counts. */
function basisWords({ colour, odour, finding, valid, black }: FactBody): Bilingual {
  if (valid !== undefined) {
    const [forms, say] = [textOf(valid), textOf(black)]
    return {
      zh: `有效问卷 ${forms.zh} 份，认为黑臭 ${say.zh} 份`,
      en: `${forms.en} valid forms, ${say.en} say black or odorous`,
    }
  }
  const grade = typeof odour === 'number' ? odourGrades[odour] : undefined
  return joinedWords([
    wordOf(sensesFindings, finding),
    { zh: `水色${wordOf(waterColours, colour).zh}`, en: `colour: ${wordOf(waterColours, colour).en}` },
    grade === undefined ? undefined : { zh: `气味 ${grade.zh}`, en: `odour ${grade.en}` },
  ])
}
