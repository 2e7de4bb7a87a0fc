import { many } from '../../domain/many.ts'
import { problemKind } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { CaseFault } from './faults.ts'

export const caseNotFound = problemKind<{ id: string }>({
  code: 'case.not-found',
  status: 404,
  title: { zh: '没有这个案例', en: 'No such case' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的案例，或尚未入编、已撤回。请从案例列表重新打开。`,
    en: `No case ${id}, or it is not published, or was withdrawn. Open it again from the list of cases.`,
  }),
})

export const caseElsewhere = problemKind<Record<never, never>>({
  code: 'case.elsewhere',
  status: 403,
  title: { zh: '由其他单位编写', en: 'Written by others' },
  say: () => ({
    zh: '这个案例由辖区以外的单位编写，只能阅读，不能修改或撤回。请与编写单位联系。',
    en: 'This case was written outside your jurisdiction: it can be read, not changed or withdrawn. Ask whoever wrote it.',
  }),
})

export const caseTooEarly = problemKind<{ stage: Bilingual }>({
  code: 'case.not-solved',
  status: 422,
  title: { zh: '水体尚未治好', en: 'The water is not solved' },
  say: ({ stage }) => ({
    zh: `水体当前为“${stage.zh}”，还没有通过验收。通过验收后才能编写为案例。`,
    en: `The water is ${stage.en} and was not accepted yet. A case is written once it was.`,
  }),
})

export const caseTaken = problemKind<{ caseId: string }>({
  code: 'case.exists',
  status: 409,
  title: { zh: '该水体已有案例', en: 'The water has a case' },
  say: ({ caseId }) => ({
    zh: `该水体已有案例（${caseId}），没有另建。请打开已有案例修改，或先撤回。`,
    en: `There is a case of this water (${caseId}); none was begun. Change that one, or withdraw it first.`,
  }),
})

export const caseWithdrawn = problemKind<Record<never, never>>({
  code: 'case.withdrawn',
  status: 409,
  title: { zh: '案例已撤回', en: 'The case was withdrawn' },
  say: () => ({
    zh: '案例已撤回，不能再修改或入编。需要时请另行编写。',
    en: 'The case was withdrawn: it can no longer be changed or published. Write another where one is needed.',
  }),
})

export const caseChangedMeanwhile = problemKind<{ seen: number; now: number }>({
  code: 'case.changed-meanwhile',
  status: 409,
  title: { zh: '案例已被他人修改', en: 'The case was changed meanwhile' },
  say: ({ seen, now }) => ({
    zh: `您看到的是第 ${seen} 版，现在已是第 ${now} 版，本次操作没有执行。请重新打开案例，核对后再操作。`,
    en: `You saw version ${seen}; it is version ${now} by now, and nothing was done. Open the case again, compare and go on.`,
  }),
})

export const caseStepRefused = problemKind<Record<never, never>>({
  code: 'case.published-already',
  status: 409,
  title: { zh: '这一版已经入编', en: 'This version is published' },
  say: () => ({
    zh: '当前版本已经入编，没有新的内容。请先修改并保存，再入编新的版本。',
    en: 'This version is published already. Change and save it first, then publish the new version.',
  }),
})

export const caseIncomplete = problemKind<{ faults: readonly CaseFault[] }>({
  code: 'case.incomplete',
  status: 422,
  title: { zh: '案例还不完整', en: 'The case is not complete' },
  say: ({ faults }) => ({
    zh: `案例没有入编，还有 ${faults.length} 处需要补充：${faults.map(({ words }) => words.zh).join('')}`,
    en: `The case was not published; ${many(faults.length, 'point is', 'points are')} left: ${faults.map(({ words }) => words.en).join(' ')}`,
  }),
})

export const casePictureElsewhere = problemKind<{ attachmentId: string }>({
  code: 'case.picture-elsewhere',
  status: 422,
  title: { zh: '图片不属于该水体', en: 'The picture belongs elsewhere' },
  say: ({ attachmentId }) => ({
    zh: `图片 ${attachmentId} 不是该水体的照片，案例没有保存。请从该水体的附件中选择；手工录入的案例不能引用附件。`,
    en: `${attachmentId} is no photo of this water; the case was not saved. Choose among the water's attachments; a case entered by hand has none.`,
  }),
})

export const casePictureNotFound = problemKind<{ sha256: string }>({
  code: 'case.picture-not-found',
  status: 404,
  title: { zh: '没有这张图片', en: 'No such picture' },
  say: ({ sha256 }) => ({
    zh: `案例中没有图片 ${sha256}，或文件暂时无法读取。请刷新案例页面。`,
    en: `The case has no picture ${sha256}, or its file cannot be read now. Open the case again.`,
  }),
})

export const compendiumEmpty = problemKind<Record<never, never>>({
  code: 'case.none-to-print',
  status: 404,
  title: { zh: '没有符合条件的案例', en: 'No case to print' },
  say: () => ({
    zh: '没有符合条件的已入编案例，没有生成汇编。请放宽筛选条件，或先将案例入编。',
    en: 'No published case fits the filter, so no compendium was made. Widen the filter, or publish a case first.',
  }),
})
