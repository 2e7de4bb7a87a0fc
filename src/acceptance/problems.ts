import { many } from '../domain/many.ts'
import { problemKind } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'
import {
  deciders,
  fileDecisions,
  fileItems,
  fileStates,
  type CheckedItem,
  type Decider,
  type FileDecision,
  type FileState,
  type NoticeHindrance,
} from './rules.ts'

export const fileNotFound = problemKind<{ id: string }>({
  code: 'acceptance.not-found',
  status: 404,
  title: { zh: '没有这份验收材料', en: 'No such file of acceptance' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的验收材料，或不在您的辖区内。请从“验收销号”列表重新打开。`,
    en: `There is no file of acceptance ${id} in your jurisdiction. Open it again from the list.`,
  }),
})

export const waterNotCompleted = problemKind<{ stage: Bilingual }>({
  code: 'acceptance.before-completion',
  status: 409,
  title: { zh: '工程尚未完工', en: 'Works are not completed' },
  say: ({ stage }) => ({
    zh: `水体当前为“${stage.zh}”，只有“工程完工”的水体可以申报验收，没有提交。请先登记完工日期。`,
    en: `The water is ${stage.en}; only a completed one can be sent in, and nothing was. Record the day of completion first.`,
  }),
})

export const fileStanding = problemKind<{ state: FileState }>({
  code: 'acceptance.file-standing',
  status: 409,
  title: { zh: '已有验收材料', en: 'There is a file already' },
  say: ({ state }) => ({
    zh: `该水体本轮治理已有一份验收材料，状态为“${fileStates[state].zh}”，没有重复提交。请打开那一份；需要重报的，先撤回或由审核方退回。`,
    en: `A file of this cycle is on its way already (${fileStates[state].en}); nothing was sent in again. Open that one; to send in anew it has to be withdrawn or refused first.`,
  }),
})

type Listed = { readonly items: readonly Pick<CheckedItem, 'id' | 'outcome' | 'words'>[] }
const listed = ({ items }: Listed): Bilingual => ({
  zh: items.map(({ id, words }) => `${fileItems[id].zh}：${words.zh}`).join(''),
  en: items.map(({ id, words }) => `${capital(fileItems[id].en)}: ${words.en}`).join(' '),
})
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const fileIncomplete = problemKind<Listed>({
  code: 'acceptance.incomplete',
  status: 422,
  title: { zh: '验收材料不齐', en: 'The file is not complete' },
  say: details => ({
    zh: `有 ${details.items.length} 项缺少或不合格，没有提交。${listed(details).zh}`,
    en: `${many(details.items.length, 'item is missing or fails', 'items are missing or fail')}; nothing was sent in. ${listed(details).en}`,
  }),
})

export const fileNotPassing = problemKind<Listed>({
  code: 'acceptance.not-passing',
  status: 409,
  title: { zh: '现在不能通过', en: 'It does not pass any more' },
  say: details => ({
    zh: `提交以后情况有变，有 ${details.items.length} 项现在缺少或不合格，不能通过。${listed(details).zh}请补齐后再通过，或作出不予通过的决定。`,
    en: `Since it was sent in ${many(details.items.length, 'item has', 'items have')} come to be missing or to fail; it cannot be accepted. ${listed(details).en} Complete them first, or refuse the file.`,
  }),
})

export const decisionRefused = problemKind<{ state: FileState; decision: FileDecision }>({
  code: 'acceptance.decision-refused',
  status: 409,
  title: { zh: '当前状态不能这样决定', en: 'Not possible in this state' },
  say: ({ state, decision }) => ({
    zh: `这份验收材料目前“${fileStates[state].zh}”，不能“${fileDecisions[decision].zh}”；可能已由他人处理。请刷新后查看。`,
    en: `The file is "${fileStates[state].en}" and cannot be ${fileDecisions[decision].en} now; somebody may have been quicker. Reload and look again.`,
  }),
})

export const decidedElsewhere = problemKind<{ decider: Decider }>({
  code: 'acceptance.decided-elsewhere',
  status: 403,
  title: { zh: '应由其他层级决定', en: 'For another level to decide' },
  say: ({ decider }) => ({
    zh: `按现行验收政策，这一步由${deciders[decider].zh}决定，没有保存。请交由${deciders[decider].zh}办理。`,
    en: `By the policy in force the ${deciders[decider].en} decides this step; nothing was saved. Leave it to the ${deciders[decider].en}.`,
  }),
})

export const ownFile = problemKind<Record<never, never>>({
  code: 'acceptance.own-file',
  status: 409,
  title: { zh: '不能决定自己经手的材料', en: 'Your own file' },
  say: () => ({
    zh: '这份材料由您提交，按现行验收政策须由他人决定，没有保存。请交由同事或上级办理。',
    en: 'You sent this file in yourself; by the policy in force somebody else decides. Leave it to a colleague or a higher level.',
  }),
})

export const stepsForOthers = problemKind<Record<never, never>>({
  code: 'acceptance.steps-for-others',
  status: 409,
  title: { zh: '同一份材料每人只决定一个步骤', en: 'One step of a file for each person' },
  say: () => ({
    zh: '这份材料的另一个步骤已由您决定，按现行验收政策，每人只决定其中一个步骤，没有保存。请交由同事或上级办理。',
    en: 'You decided another step of this file; by the policy in force each person decides one step only. Nothing was saved: leave it to a colleague or a higher level.',
  }),
})

const hindrances = {
  running: {
    zh: '公示期还没有结束，公示最后一天的次日起方可销号。',
    en: 'The notice still runs; the water can be delisted from the day after its last day.',
  },
  'objection-open': {
    zh: '还有异议没有答复。请先逐条答复。',
    en: 'An objection is still open. Answer each of them first.',
  },
  'objection-upheld': {
    zh: '有异议核实成立，不能销号。请作出不予通过的决定，整改后重新申报。',
    en: 'An objection was upheld, so that the water cannot be delisted. Refuse the file; put things right and send it in anew.',
  },
} as const satisfies Record<NoticeHindrance, Bilingual>

export const noticeInTheWay = problemKind<{ why: NoticeHindrance; endsOn: string }>({
  code: 'acceptance.notice-in-the-way',
  status: 409,
  title: { zh: '公示未完成', en: 'The public notice is not over' },
  say: ({ why, endsOn }) => ({
    zh: `${hindrances[why].zh}公示至 ${endsOn}。`,
    en: `${hindrances[why].en} The notice runs to ${endsOn}.`,
  }),
})

export const noticeNotNow = problemKind<{ state: FileState }>({
  code: 'acceptance.notice-not-now',
  status: 409,
  title: { zh: '现在不能公示', en: 'No notice now' },
  say: ({ state }) => ({
    zh: `这份验收材料目前“${fileStates[state].zh}”，只有“验收通过，待公示”的可以登记公示，没有保存。`,
    en: `The file is "${fileStates[state].en}"; a notice begins once it is accepted and only once. Nothing was saved.`,
  }),
})

export const noticeDaysWrong = problemKind<Bilingual>({
  code: 'acceptance.notice-days-wrong',
  status: 422,
  title: { zh: '公示日期有误', en: 'The days of the notice are wrong' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const noticeNotRunning = problemKind<{ state: FileState }>({
  code: 'acceptance.notice-not-running',
  status: 409,
  title: { zh: '没有在公示', en: 'No notice is running' },
  say: ({ state }) => ({
    zh: `这份验收材料目前“${fileStates[state].zh}”，没有在公示，不能登记异议。公示前后收到的反映请登记为新的线索。`,
    en: `The file is "${fileStates[state].en}" and on no notice: objections belong to one. Record what you heard as a new clue instead.`,
  }),
})

export const objectionDayWrong = problemKind<{ receivedOn: string; startsOn: string; endsOn: string; today: string }>({
  code: 'acceptance.objection-day-wrong',
  status: 422,
  title: { zh: '收到日期有误', en: 'The day cannot be right' },
  say: ({ receivedOn, startsOn, endsOn, today }) => ({
    zh: `收到日期 ${receivedOn} 不在公示期 ${startsOn} 至 ${endsOn} 内，或晚于今天（${today}），没有保存。请核对日期。`,
    en: `${receivedOn} is not within the notice from ${startsOn} to ${endsOn}, or after today (${today}); nothing was saved. Check the day.`,
  }),
})

export const objectionNotFound = problemKind<{ id: string }>({
  code: 'acceptance.objection-not-found',
  status: 404,
  title: { zh: '没有这条异议', en: 'No such objection' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的异议，或不在您的辖区内。请从验收材料页重新打开。`,
    en: `There is no objection ${id} in your jurisdiction. Open the file again.`,
  }),
})

export const objectionAnswered = problemKind<{ on: string }>({
  code: 'acceptance.objection-answered',
  status: 409,
  title: { zh: '异议已答复', en: 'Answered already' },
  say: ({ on }) => ({
    zh: `这条异议已于 ${on} 答复，原答复保持不变，您填写的内容没有保存。`,
    en: `This objection was answered on ${on}; that answer stays and yours was not saved.`,
  }),
})

export const measureNotDeclarable = problemKind<{ measureId: string; allowed: readonly Bilingual[] }>({
  code: 'acceptance.measure-not-declarable',
  status: 422,
  title: { zh: '无须登记的措施', en: 'Nothing to declare' },
  say: ({ measureId, allowed }) => ({
    zh: `“${measureId}”不是现行措施目录中须说明来源和数量的措施，没有保存。可登记：${allowed.map(({ zh }) => zh).join('、')}。`,
    en: `"${measureId}" is no measure of the catalogue that needs source and quantity; nothing was saved. These do: ${allowed.map(({ en }) => en).join(', ')}.`,
  }),
})

export const measureDayWrong = problemKind<{ startsOn: string; today: string }>({
  code: 'acceptance.measure-day-wrong',
  status: 422,
  title: { zh: '开始日期有误', en: 'The day cannot be right' },
  say: ({ startsOn, today }) => ({
    zh: `开始日期 ${startsOn} 晚于今天（${today}），没有保存。这里登记已经实施的措施；请核对日期。`,
    en: `It would begin on ${startsOn}, after today (${today}); nothing was saved. Measures already taken are declared here: check the day.`,
  }),
})

export const measureNotFound = problemKind<{ id: string }>({
  code: 'acceptance.measure-not-found',
  status: 404,
  title: { zh: '没有这条登记', en: 'No such measure' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的措施登记，或已撤回，或不在您的辖区内。请刷新页面。`,
    en: `There is no declared measure ${id} in your jurisdiction, or it was withdrawn. Reload the page.`,
  }),
})
