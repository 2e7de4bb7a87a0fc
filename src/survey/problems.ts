import { problemKind } from '../domain/problems.ts'

export const taskNotFound = problemKind<{ id: string }>({
  code: 'survey.task-not-found',
  status: 404,
  title: { zh: '没有这项排查任务', en: 'No such survey task' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的排查任务，或不在您的辖区内。请从任务列表重新打开。`,
    en: `No survey task ${id} in your jurisdiction. Open it again from the list of tasks.`,
  }),
})

export const taskClosed = problemKind<{ title: string }>({
  code: 'survey.task-closed',
  status: 409,
  title: { zh: '任务已关闭', en: 'The task is closed' },
  say: ({ title }) => ({
    zh: `排查任务“${title}”已关闭，不能再上报。请下达任务的人重新打开任务，或在新任务中上报。`,
    en: `The survey task "${title}" is closed. Ask whoever set it to open it again, or report in a new task.`,
  }),
})

export const noVillages = problemKind<{ region: string }>({
  code: 'survey.no-villages',
  status: 422,
  title: { zh: '没有可排查的村', en: 'No village to survey' },
  say: ({ region }) => ({
    zh: `按所选条件，${region} 没有一个村需要排查，任务没有下达。请改用其他筛选条件或点名列出村。`,
    en: `With this choice no village of ${region} owes a survey; nothing was set. Choose another filter or name the villages.`,
  }),
})

export const villageNotInTask = problemKind<{ villageCode: string; title: string }>({
  code: 'survey.village-not-in-task',
  status: 404,
  title: { zh: '该村不在任务中', en: 'The village is not in the task' },
  say: ({ villageCode, title }) => ({
    zh: `代码为 ${villageCode} 的村不在排查任务“${title}”中，或不在您的辖区内。请核对村代码，或请上级把它加入任务。`,
    en: `Village ${villageCode} is not part of the survey task "${title}", or outside your jurisdiction. Check the code, or have it added.`,
  }),
})

export const reportRefused = problemKind<{ why: string; zh: string; en: string }>({
  code: 'survey.report-refused',
  status: 422,
  title: { zh: '上报内容有误', en: 'The report does not fit' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const basisDiffers = problemKind<{ id: string }>({
  code: 'basis.differs',
  status: 409,
  title: { zh: '同一编号已有不同内容', en: 'Other content under the same id' },
  say: ({ id }) => ({
    zh: `编号 ${id} 已登记过不同的内容，原记录保持不变。如需更正，请用新的编号另记一条。`,
    en: `Something else is already recorded under ${id}; it stays as it is. To correct it, record again under a new id.`,
  }),
})

export const implausible = problemKind<{ zh: string; en: string }>({
  code: 'survey.implausible',
  status: 422,
  title: { zh: '填写内容不合常理', en: 'The values cannot be right' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const villagesUnknown = problemKind<{ codes: readonly string[]; edition: string }>({
  code: 'survey.villages-unknown',
  status: 422,
  title: { zh: '所列的村有误', en: 'Villages named that are not there' },
  say: ({ codes, edition }) => ({
    zh: `${edition} 版行政区划中，所选地区没有这些村：${codes.slice(0, 10).join('、')}${codes.length > 10 ? ` 等 ${codes.length} 个` : ''}。请核对代码；任务没有下达。`,
    en: `The ${edition} divisions have no such villages in the chosen division: ${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ` and ${codes.length - 10} more` : ''}. Check the codes; nothing was set.`,
  }),
})

export const candidateNotFound = problemKind<{ id: string }>({
  code: 'survey.candidate-not-found',
  status: 404,
  title: { zh: '没有这个疑似水体', en: 'No such candidate' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的疑似水体，或不在您的辖区内，或已不在疑似阶段。请从疑似水体列表重新打开。`,
    en: `No suspected water ${id} in your jurisdiction, or it is no longer suspected. Open it again from the list of candidates.`,
  }),
})

export const basisRefused = problemKind<{ zh: string; en: string }>({
  code: 'basis.refused',
  status: 422,
  title: { zh: '认定依据前后矛盾', en: 'The record contradicts itself' },
  say: ({ zh, en }) => ({ zh, en }),
})
