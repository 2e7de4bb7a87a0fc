import { many } from '../../domain/many.ts'
import { problemKind } from '../../domain/problems.ts'
import type { AnnualFault } from './rules.ts'

export const annualPlanNotFound = problemKind<{ id: string }>({
  code: 'annual-plan.not-found',
  status: 404,
  title: { zh: '没有这份年度工作方案', en: 'No such annual work plan' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的年度工作方案或版本，或不在您的辖区内。请从年度工作方案列表重新打开。`,
    en: `No annual work plan or version ${id} in your jurisdiction. Open it again from the list.`,
  }),
})

export const annualPlanBegun = problemKind<{ id: string; year: number }>({
  code: 'annual-plan.begun',
  status: 409,
  title: { zh: '已有正在编制的方案', en: 'One is being drawn up already' },
  say: ({ year }) => ({
    zh: `该区划 ${year} 年的年度工作方案已在编制中，没有另外生成。请打开正在编制的那一份。`,
    en: `An annual work plan of ${year} is being drawn up for this division already; no other was begun. Open that one.`,
  }),
})

export const annualPlanPlace = problemKind<{ code: string }>({
  code: 'annual-plan.place',
  status: 422,
  title: { zh: '该区划不编制年度工作方案', en: 'No annual work plan for this division' },
  say: ({ code }) => ({
    zh: `区划 ${code} 不是您辖区内的市或区县。年度工作方案按市、区县编制，请另选区划。`,
    en: `Division ${code} is no city or county in your jurisdiction. Choose one: annual work plans are drawn up for those.`,
  }),
})

export const annualPlanYear = problemKind<{ year: number; from: number; to: number }>({
  code: 'annual-plan.year',
  status: 422,
  title: { zh: '年份有误', en: 'Not a year to plan' },
  say: ({ year, from, to }) => ({
    zh: `${year} 年不在 ${from} 年至 ${to} 年之间。请核对年份。`,
    en: `${year} is not between ${from} and ${to}. Check the year.`,
  }),
})

export const annualPlanTooWide = problemKind<{ most: number }>({
  code: 'annual-plan.too-wide',
  status: 422,
  title: { zh: '水体太多', en: 'Too many waters' },
  say: ({ most }) => ({
    zh: `该区划的方案超过 ${most} 份，一份年度工作方案放不下。请按区县分别编制。`,
    en: `More than ${most} plans of waters lie here, more than one annual work plan holds. Draw it up county by county.`,
  }),
})

export const annualPlanIssued = problemKind<{ number: string }>({
  code: 'annual-plan.issued',
  status: 409,
  title: { zh: '方案已印发，不能修改', en: 'It is issued and stands' },
  say: ({ number }) => ({
    zh: `年度工作方案已印发（${number}），内容不再改变，本次修改没有保存。需要调整时，请编制新版，印发后替代本版。`,
    en: `The annual work plan was issued (${number}) and stands; this change was not saved. Draw up a new edition, which replaces it once issued.`,
  }),
})

export const annualPlanChanged = problemKind<{ seen: number; now: number }>({
  code: 'annual-plan.changed-meanwhile',
  status: 409,
  title: { zh: '方案已被他人修改', en: 'It was changed meanwhile' },
  say: ({ seen, now }) => ({
    zh: `您看到的是第 ${seen} 版，现在已是第 ${now} 版，本次操作没有执行。请重新打开，核对后再操作。`,
    en: `You saw version ${seen}; it is version ${now} by now, and nothing was done. Open it again, compare and go on.`,
  }),
})

export const annualWaterUnknown = problemKind<{ waterId: string }>({
  code: 'annual-plan.water-unknown',
  status: 422,
  title: { zh: '水体不在方案中', en: 'The water is not in the plan' },
  say: ({ waterId }) => ({
    zh: `水体 ${waterId} 不在本方案中，也没有本年度可纳入的一水一策方案。请先提交或批复它的方案，再重新汇总。`,
    en: `Water ${waterId} is not in this plan and has no plan of its own that the year could take in. Submit or approve that first, then draw up again.`,
  }),
})

/** A sentence that names more would not be read. */
const mostNamed = 8

export const annualPlanIncomplete = problemKind<{ faults: readonly AnnualFault[] }>({
  code: 'annual-plan.incomplete',
  status: 422,
  title: { zh: '年度工作方案还不完整', en: 'The annual work plan is not complete' },
  say: ({ faults }) => {
    const first = faults.slice(0, mostNamed)
    const more = faults.length > mostNamed
    return {
      zh: `方案没有印发，还有 ${faults.length} 处需要补充：${first.map(({ words }) => words.zh).join('')}${more ? '其余见方案页面。' : ''}`,
      en: `It was not issued; ${many(faults.length, 'point is', 'points are')} left: ${first.map(({ words }) => words.en).join(' ')}${more ? ' The rest stands on its page.' : ''}`,
    }
  },
})

export const annualIssueDay = problemKind<{ issuedOn: string; today: string }>({
  code: 'annual-plan.issue-day',
  status: 422,
  title: { zh: '印发日期有误', en: 'The day of issue does not fit' },
  say: ({ issuedOn, today }) => ({
    zh: `印发日期 ${issuedOn} 晚于今天（${today}），没有印发。请填写文件上的日期。`,
    en: `The day of issue ${issuedOn} lies after today (${today}); nothing was issued. Give the day on the paper.`,
  }),
})
