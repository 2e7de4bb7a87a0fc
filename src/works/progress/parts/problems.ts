import { problemKind } from '../../../domain/problems.ts'
import type { Bilingual } from '../../../domain/words.ts'

export const partNotFound = problemKind<{ id: string }>({
  code: 'part.not-found',
  status: 404,
  title: { zh: '没有这项协同事项', en: 'No such part' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的协同事项，或不在您的辖区内。请从“工程进度”重新打开。`,
    en: `No part ${id} of a department in your jurisdiction. Open it again from the progress of works.`,
  }),
})

export const partOrganisationUnfit = problemKind<Record<never, never>>({
  code: 'part.organisation-unfit',
  status: 422,
  title: { zh: '不能提请该单位', en: 'This organisation cannot be asked' },
  say: () => ({
    zh: '所选单位不存在，或其所在区划不包含该水体，没有保存。请选择水体所在区县或上级的部门。',
    en: 'The organisation is unknown, or its division does not hold the water; nothing was saved. Choose a department of the county or of a level above.',
  }),
})

export const partStepRefused = problemKind<{ step: Bilingual; state: Bilingual }>({
  code: 'part.step-refused',
  status: 409,
  title: { zh: '协同事项当前不能这样处理', en: 'Not possible with the part as it stands' },
  say: ({ step, state }) => ({
    zh: `该协同事项当前“${state.zh}”，不能“${step.zh}”，没有保存。请刷新页面，查看可以进行的操作。`,
    en: `The part is ${state.en}: “${step.en}” is not possible now, and nothing was saved. Load the page again to see what can be done.`,
  }),
})

export const partOfAnother = problemKind<Record<never, never>>({
  code: 'part.of-another',
  status: 403,
  title: { zh: '由被提请的单位办理', en: 'Another organisation is asked' },
  say: () => ({
    zh: '填报、会签和不予承办由被提请单位的人员办理，您不在该单位。请与该单位联系。',
    en: 'Only people of the organisation that is asked fill in, countersign or refuse. You are not of it; ask the office there.',
  }),
})

export const partChangedMeanwhile = problemKind<{ seen: number; now: number }>({
  code: 'part.changed-meanwhile',
  status: 409,
  title: { zh: '协同事项已被他人处理', en: 'The part was changed meanwhile' },
  say: ({ seen, now }) => ({
    zh: `您看到的是第 ${seen} 步，现在已是第 ${now} 步，没有保存。请刷新页面，核对后再办理；会签只对您看到的内容有效。`,
    en: `You saw step ${seen}; it is step ${now} by now, and nothing was saved. Load the page again and compare: a signature stands for what was seen.`,
  }),
})

export const partDayWrong = problemKind<Bilingual>({
  code: 'part.day-wrong',
  status: 422,
  title: { zh: '期限有误', en: 'The day cannot be right' },
  say: ({ zh, en }) => ({ zh, en }),
})
