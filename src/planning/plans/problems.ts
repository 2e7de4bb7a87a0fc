import { many } from '../../domain/many.ts'
import { problemKind } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { PlanFault } from './rules.ts'

export const planNotFound = problemKind<{ id: string }>({
  code: 'plan.not-found',
  status: 404,
  title: { zh: '没有这份方案', en: 'No such plan' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的方案或版本，或不在您的辖区内。请从方案列表重新打开。`,
    en: `No plan or version ${id} in your jurisdiction. Open it again from the list of plans.`,
  }),
})

export const planTooEarly = problemKind<{ stage: Bilingual; why: Bilingual }>({
  code: 'plan.not-on-list',
  status: 422,
  title: { zh: '水体当前不能编制方案', en: 'No plan can be begun for this water now' },
  say: ({ stage, why }) => ({
    zh: `水体当前为“${stage.zh}”，没有保存。${why.zh}`,
    en: `The water is ${stage.en}; nothing was saved. ${why.en}`,
  }),
})

export const planClosed = problemKind<{ state: Bilingual }>({
  code: 'plan.closed',
  status: 409,
  title: { zh: '方案不能再修改', en: 'The plan can no longer be changed' },
  say: ({ state }) => ({
    zh: `方案“${state.zh}”，内容不能修改，本次修改没有保存。需要修改时，请审批人退回，或作废后另行编制。`,
    en: `The plan is ${state.en}: its text stands, and this change was not saved. Have it returned, or set it aside and write another.`,
  }),
})

export const planChangedMeanwhile = problemKind<{ seen: number; now: number }>({
  code: 'plan.changed-meanwhile',
  status: 409,
  title: { zh: '方案已被他人修改', en: 'The plan was changed meanwhile' },
  say: ({ seen, now }) => ({
    zh: `您看到的是第 ${seen} 版，现在已是第 ${now} 版，本次操作没有执行。请重新打开方案，核对后再操作。`,
    en: `You saw version ${seen}; it is version ${now} by now, and nothing was done. Open the plan again, compare and go on.`,
  }),
})

export const planStepRefused = problemKind<{ step: Bilingual; state: Bilingual }>({
  code: 'plan.step-refused',
  status: 409,
  title: { zh: '方案当前不能这样处理', en: 'Not possible with the plan as it stands' },
  say: ({ step, state }) => ({
    zh: `方案当前“${state.zh}”，不能“${step.zh}”。请刷新页面，查看可以进行的操作。`,
    en: `The plan is ${state.en}: “${step.en}” is not possible now. Open the page again to see what can be done.`,
  }),
})

export const planIncomplete = problemKind<{ faults: readonly PlanFault[] }>({
  code: 'plan.incomplete',
  status: 422,
  title: { zh: '方案还不完整', en: 'The plan is not complete' },
  say: ({ faults }) => ({
    zh: `方案没有提交，还有 ${faults.length} 处需要补充：${faults.map(({ words }) => words.zh).join('')}`,
    en: `The plan was not submitted; ${many(faults.length, 'point is', 'points are')} left: ${faults.map(({ words }) => words.en).join(' ')}`,
  }),
})

export const planApproverElsewhere = problemKind<{ approver: 'city' | 'county' }>({
  code: 'plan.approver-elsewhere',
  status: 403,
  title: { zh: '应由上级批复', en: 'Others approve this plan' },
  say: ({ approver }) => ({
    zh: `按现行规定，该清单的方案由${approver === 'city' ? '市级' : '区县级'}审批。请等待审批，或与审批单位联系。`,
    en: `Plans of this list are decided by the ${approver}. Wait for it, or ask the office there.`,
  }),
})
