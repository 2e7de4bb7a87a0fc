import { problemKind } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'
import { adviceStates, adviceSteps, type AdviceState, type AdviceStep } from './rules.ts'

export const expertNotFound = problemKind<{ id: string }>({
  code: 'expert.not-found',
  status: 404,
  title: { zh: '没有这位专家', en: 'No such expert' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的在用专家账号或有专家账号的单位，或其辖区与您的辖区无关。请从专家列表重新选择。`,
    en: `There is no expert ${id}, account in use or organisation with such accounts, for your division. Choose again from the list of experts.`,
  }),
})

export const expertOutOfReach = problemKind<{ expert: string; place: string }>({
  code: 'expert.out-of-reach',
  status: 422,
  title: { zh: '专家看不到该水体', en: 'The expert does not see it' },
  say: ({ expert, place }) => ({
    zh: `${expert}的账号辖区不包括${place}，指派后看不到水体，没有保存。请选择辖区包括该地的专家，或由管理员调整其账号辖区。`,
    en: `The jurisdiction of ${expert} does not hold ${place}: no water would be seen, so nothing was saved. Choose another expert, or have the account's jurisdiction widened.`,
  }),
})

export const assignmentNotFound = problemKind<{ id: string }>({
  code: 'expert-assignment.not-found',
  status: 404,
  title: { zh: '没有这项指派', en: 'No such assignment' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的专家指派，或不在您的辖区内。请从“专家一对一”重新打开。`,
    en: `There is no assignment ${id} in your jurisdiction. Open it again from "Experts one-to-one".`,
  }),
})

export const assignmentThere = problemKind<{ expert: string; fromOn: string }>({
  code: 'expert-assignment.there',
  status: 409,
  title: { zh: '已指派过', en: 'Assigned already' },
  say: ({ expert, fromOn }) => ({
    zh: `${expert}自 ${fromOn} 起已负责这里，没有重复指派。要改期请先结束原指派。`,
    en: `${expert} has been assigned here since ${fromOn}; nothing was added. End that assignment first to change its days.`,
  }),
})

export const assignmentEnded = problemKind<{ untilOn: string }>({
  code: 'expert-assignment.ended',
  status: 409,
  title: { zh: '指派已结束', en: 'The assignment has ended' },
  say: ({ untilOn }) => ({
    zh: `这项指派已于 ${untilOn} 结束，不能再改。需要继续帮扶请重新指派。`,
    en: `The assignment ended on ${untilOn} and is not changed any more. Assign the expert again to go on.`,
  }),
})

export const assignmentDayRefused = problemKind<Bilingual>({
  code: 'expert-assignment.day-refused',
  status: 422,
  title: { zh: '日期有误', en: 'The day cannot be right' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const assignmentNeedsCounty = problemKind<{ code: string }>({
  code: 'expert-assignment.needs-county',
  status: 422,
  title: { zh: '只能指派到区县或单个水体', en: 'A county or a water' },
  say: ({ code }) => ({
    zh: `区划 ${code} 不是区县。专家指派到整个区县或单个水体，请重新选择。`,
    en: `Division ${code} is no county. Experts are assigned to a whole county or to one water: choose again.`,
  }),
})

export const expertOverloaded = problemKind<{ expert: string; waters: number; most: number }>({
  code: 'expert.overloaded',
  status: 409,
  title: { zh: '超过专家帮扶上限', en: 'More waters than one expert helps' },
  say: ({ expert, waters, most }) => ({
    zh: `指派后${expert}将帮扶 ${waters} 个水体，超过上限 ${most} 个，没有保存。请另选专家；确需如此请勾选“超过上限仍然指派”，理由会写入记录。`,
    en: `${expert} would then help ${waters} waters, above the limit of ${most}; nothing was saved. Choose another expert, or tick "assign above the limit": the reason goes on record.`,
  }),
})

export const adviceNotYours = problemKind<{ water: string }>({
  code: 'advice.not-yours',
  status: 403,
  title: { zh: '未指派给您', en: 'Not assigned to you' },
  say: ({ water }) => ({
    zh: `“${water}”目前没有指派给您或您的单位，不能对其提出或处理技术建议。请联系区县或市级管理人员指派。`,
    en: `"${water}" is not assigned to you or your organisation now, so you can neither give nor settle advice on it. Ask the county or the city to assign you.`,
  }),
})

export const adviceNotFound = problemKind<{ id: string }>({
  code: 'advice.not-found',
  status: 404,
  title: { zh: '没有这条建议', en: 'No such advice' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的技术建议，或不在您的辖区内。请从“专家一对一”重新打开。`,
    en: `There is no advice ${id} in your jurisdiction. Open it again from "Experts one-to-one".`,
  }),
})

export const adviceStepRefused = problemKind<{ state: AdviceState; step: AdviceStep }>({
  code: 'advice.step-refused',
  status: 409,
  title: { zh: '当前状态不能这样处理', en: 'Not possible in this state' },
  say: ({ state, step }) => ({
    zh: `这条建议目前“${adviceStates[state].zh}”，不能“${adviceSteps[step].zh}”；可能已被他人处理。请刷新后查看。`,
    en: `The advice is "${adviceStates[state].en}" and cannot be "${adviceSteps[step].en}" now; somebody may have been quicker. Reload and look again.`,
  }),
})

export const adviceMeasureUnknown = problemKind<{ measureId: string }>({
  code: 'advice.measure-unknown',
  status: 422,
  title: { zh: '没有这项措施', en: 'No such measure' },
  say: ({ measureId }) => ({
    zh: `现行措施目录中没有“${measureId}”。请从目录中选择，或不选措施、在“涉及部位”中写明。`,
    en: `The catalogue of measures in force has no "${measureId}". Choose one of it, or leave it out and name the part instead.`,
  }),
})

export const adviceDeedMissing = problemKind<Record<never, never>>({
  code: 'advice.deed-missing',
  status: 422,
  title: { zh: '没有写明怎么落实', en: 'What was done is missing' },
  say: () => ({
    zh: '采纳或部分采纳的建议，要写明做了什么、准备怎么做，没有保存。请填写“落实情况”后再提交。',
    en: 'Advice that is adopted, wholly or in part, needs what was done or will be done; nothing was saved. Fill in "what was done" and submit again.',
  }),
})
