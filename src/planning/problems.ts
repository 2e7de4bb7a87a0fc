import { problemKind } from '../domain/problems.ts'
import type { CauseFault } from './causes.ts'

export const causesFaulty = problemKind<{ faults: readonly CauseFault[] }>({
  code: 'planning.causes-faulty',
  status: 422,
  title: { zh: '成因填写有误', en: 'Causes cannot be recorded so' },
  say: ({ faults }) => ({ zh: faults.map(({ zh }) => zh).join(''), en: faults.map(({ en }) => en).join(' ') }),
})

type Linked = 'source' | 'reading' | 'attachment'
const linkedNames = {
  source: { zh: '污染源', en: 'source' },
  reading: { zh: '监测数据', en: 'reading' },
  attachment: { zh: '附件', en: 'attachment' },
} as const satisfies Record<Linked, object>

export const evidenceElsewhere = problemKind<{ kind: Linked; id: string; code: string }>({
  code: 'planning.evidence-elsewhere',
  status: 422,
  title: { zh: '依据不属于该水体', en: 'Evidence of another water' },
  say: ({ kind, id, code }) => ({
    zh: `${linkedNames[kind].zh} ${id} 不在水体 ${code} 名下，或已移除。请从该水体的${linkedNames[kind].zh}中选择。`,
    en: `The ${linkedNames[kind].en} ${id} is not on record beside water ${code}, or was removed. Choose one of the water's own.`,
  }),
})

export const functionContradicts = problemKind<Record<never, never>>({
  code: 'planning.function-contradicts',
  status: 422,
  title: { zh: '水体功能自相矛盾', en: 'The functions contradict each other' },
  say: () => ({
    zh: '“无功能”不能与其他功能同时选择。请去掉“无功能”，或只保留“无功能”。',
    en: '"No function" stands beside a function. Keep one or the other.',
  }),
})

export const classifiedMeanwhile = problemKind<{ code: string; at: string }>({
  code: 'planning.classified-meanwhile',
  status: 409,
  title: { zh: '成因与分类已被他人更新', en: 'Classified meanwhile' },
  say: ({ code, at }) => ({
    zh: `您打开之后，水体 ${code} 的成因与分类已更新（${at}）。您的内容没有保存；请重新载入，核对后再提交。`,
    en: `After you opened it, causes and class of water ${code} were recorded again (${at}). Yours were not saved: reload, compare and submit again.`,
  }),
})

export const notClassified = problemKind<{ code: string }>({
  code: 'planning.not-classified',
  status: 409,
  title: { zh: '尚未登记成因', en: 'No causes yet' },
  say: ({ code }) => ({
    zh: `水体 ${code} 还没有登记成因，规则尚未给出分类，无从调整。请先登记成因。`,
    en: `No causes of water ${code} are on record, so there is no class to override. Record the causes first.`,
  }),
})

export const overrideSame = problemKind<{ waterClass: { zh: string; en: string } }>({
  code: 'planning.override-same',
  status: 422,
  title: { zh: '与现有分类相同', en: 'The class it has already' },
  say: ({ waterClass }) => ({
    zh: `现有分类已是“${waterClass.zh}”，无须调整。请选择另一类。`,
    en: `It is a ${waterClass.en} already. Choose the other class.`,
  }),
})

export const waterEnded = problemKind<{ code: string; stage: { zh: string; en: string } }>({
  code: 'planning.water-ended',
  status: 409,
  title: { zh: '水体已了结', en: 'The water has ended' },
  say: ({ code, stage }) => ({
    zh: `水体 ${code} 当前为“${stage.zh}”，不再分析成因。如需治理，请先重新列为疑似。`,
    en: `Water ${code} is ${stage.en}: there is nothing to treat. Reopen it first.`,
  }),
})

export const measureUnknown = problemKind<{ id: string }>({
  code: 'planning.measure-unknown',
  status: 422,
  title: { zh: '没有这项措施', en: 'No such measure' },
  say: ({ id }) => ({
    zh: `措施“${id}”不在现行措施目录中。请从目录中选择。`,
    en: `"${id}" is no measure of the catalogue in force. Choose one of the catalogue.`,
  }),
})
