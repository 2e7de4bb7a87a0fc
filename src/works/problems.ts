import { problemKind } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'
import { rectificationStates, rectificationSteps, visitStates } from './rules.ts'
import type { AnswerFault, RectificationState, RectificationStep, VisitState } from './rules.ts'

export const visitNotFound = problemKind<{ id: string }>({
  code: 'visit.not-found',
  status: 404,
  title: { zh: '没有这次核查', en: 'No such visit' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的核查，或不在您的辖区内。请从现场核查列表重新打开。`,
    en: `There is no visit ${id} in your jurisdiction. Open it again from the list of visits.`,
  }),
})

export const visitEnded = problemKind<{ state: VisitState }>({
  code: 'visit.ended',
  status: 409,
  title: { zh: '核查已结束', en: 'The visit has ended' },
  say: ({ state }) => ({
    zh: `这次核查的状态是“${visitStates[state].zh}”，原记录保持不变，您填写的内容没有保存。需要补充请另行安排一次核查。`,
    en: `The visit is ${visitStates[state].en}; what is on record stays and what you sent was not saved. Plan another visit to add something.`,
  }),
})

export const visitOtherEdition = problemKind<{ handbook: string; given: string }>({
  code: 'visit.other-edition',
  status: 409,
  title: { zh: '核查清单版本不符', en: 'Checklist of another edition' },
  say: ({ handbook, given }) => ({
    zh: `这次核查按 ${handbook} 版核查手册安排，提交的是 ${given} 版的清单，没有保存。请重新打开这次核查，按其中的条目填写。`,
    en: `The visit was planned by the handbook of ${handbook}; the answers are to that of ${given} and were not saved. Open the visit again and answer its items.`,
  }),
})

export const visitAnswersRefused = problemKind<{ faults: readonly AnswerFault[] }>({
  code: 'visit.answers-refused',
  status: 422,
  title: { zh: '核查清单填写有误', en: 'The answers do not fit the checklist' },
  say: ({ faults }) => ({
    zh: `${faults.map(({ zh }) => zh).join('；')}。请改正后再提交，已填内容没有丢失。`,
    en: `${faults.map(({ en }) => en).join('; ')}. Correct this and send again; nothing typed is lost.`,
  }),
})

export const visitDayWrong = problemKind<Bilingual>({
  code: 'visit.day-wrong',
  status: 422,
  title: { zh: '日期有误', en: 'The day cannot be right' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const photosNotThere = problemKind<{ ids: readonly string[] }>({
  code: 'works.photos-not-there',
  status: 422,
  title: { zh: '照片未上传', en: 'Photos are not there' },
  say: ({ ids }) => ({
    zh: `有 ${ids.length} 张照片不是该水体的附件，可能未传完或已移除。请重新上传这些照片后再提交。`,
    en: `${ids.length} of the photos are not attachments of this water: not sent completely, or removed. Upload them again, then submit.`,
  }),
})

export const ownerMissing = problemKind<{ findings: number }>({
  code: 'visit.owner-missing',
  status: 422,
  title: { zh: '没有整改责任方', en: 'Nobody to put it right' },
  say: ({ findings }) => ({
    zh: `本次核查发现 ${findings} 个问题，须写明整改责任单位或责任人，没有保存。请填写后再提交。`,
    en: `The visit found ${findings} problems: name the organisation or account that puts them right, then submit again.`,
  }),
})

export const personUnknown = problemKind<{ accountId: string }>({
  code: 'works.person-unknown',
  status: 422,
  title: { zh: '没有这个账号', en: 'No such account' },
  say: ({ accountId }) => ({
    zh: `没有编号为 ${accountId} 的在用账号。请重新选择人员，或改填单位名称。`,
    en: `There is no account ${accountId} in use. Choose somebody else, or name an organisation instead.`,
  }),
})

export const rectificationNotFound = problemKind<{ id: string }>({
  code: 'rectification.not-found',
  status: 404,
  title: { zh: '没有这个问题', en: 'No such item' },
  say: ({ id }) => ({
    zh: `问题清单中没有编号为 ${id} 的问题，或不在您的辖区内。请从“问题与成效”重新打开。`,
    en: `There is no rectification item ${id} in your jurisdiction. Open it again from the list of problems.`,
  }),
})

export const rectificationNotYours = problemKind<Record<never, never>>({
  code: 'rectification.not-yours',
  status: 403,
  title: { zh: '不由您整改', en: 'Not yours to put right' },
  say: () => ({
    zh: '您的账号只能报送由您或您的单位负责、尚未销号的整改问题及其照片。请联系核查人员，把整改责任调整给您或您的单位。',
    en: 'Your account answers, with photos, only items that you or your organisation has to put right and that are not closed. Ask whoever verifies to make you the owner.',
  }),
})

export const rectificationStepRefused = problemKind<{ state: RectificationState; step: RectificationStep }>({
  code: 'rectification.step-refused',
  status: 409,
  title: { zh: '当前状态不能这样处理', en: 'Not possible in this state' },
  say: ({ state, step }) => ({
    zh: `该问题目前“${rectificationStates[state].zh}”，不能“${rectificationSteps[step].zh}”；可能已被他人处理。请刷新后查看。`,
    en: `The item is "${rectificationStates[state].en}" and cannot be "${rectificationSteps[step].en}" now; somebody may have been quicker. Reload and look again.`,
  }),
})

export const rectificationPhotosMissing = problemKind<{ least: number; given: number }>({
  code: 'rectification.photos-missing',
  status: 422,
  title: { zh: '缺整改后照片', en: 'Photos after it are missing' },
  say: ({ least, given }) => ({
    zh: `报送整改至少要 ${least} 张整改后照片，现有 ${given} 张。请补拍上传后再报送。`,
    en: `An answer needs at least ${least} photos taken afterwards; there are ${given}. Add them and answer again.`,
  }),
})

export const rectificationOwnAnswer = problemKind<Record<never, never>>({
  code: 'rectification.own-answer',
  status: 409,
  title: { zh: '不能复核自己的整改', en: 'Answered by yourself' },
  say: () => ({
    zh: '这项整改由您报送，按现行核查手册须由他人复核销号。请交由同事或上级复核。',
    en: 'You answered this item yourself; by the handbook in force somebody else closes it. Ask a colleague or a higher level.',
  }),
})

export const sampleNotFound = problemKind<{ id: string }>({
  code: 'sample.not-found',
  status: 404,
  title: { zh: '没有这次抽样', en: 'No such draw' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的抽样，或不在您的辖区内。请从抽样列表重新打开。`,
    en: `There is no draw ${id} in your jurisdiction. Open it again from the list of draws.`,
  }),
})

export const sampleSizeWrong = problemKind<{ size: number; least: number; most: number }>({
  code: 'sample.size-wrong',
  status: 422,
  title: { zh: '抽样数量不合适', en: 'The size does not fit' },
  say: ({ size, least, most }) =>
    most === 0
      ? {
          zh: '没有符合条件的水体，没有抽样。请放宽条件。',
          en: 'No water matches; nothing was drawn. Widen the conditions.',
        }
      : {
          zh: `符合条件的水体有 ${most} 个，分属 ${least} 个区县，每个区县至少抽 1 个；要抽 ${size} 个不合适。请填写 ${least} 至 ${most}。`,
          en: `${most} waters in ${least} counties match, and each county gives at least one; ${size} cannot be drawn. Ask for ${least} to ${most}.`,
        },
})

export const sampleTooWide = problemKind<{ most: number }>({
  code: 'sample.too-wide',
  status: 422,
  title: { zh: '符合条件的水体太多', en: 'Too many waters match' },
  say: ({ most }) => ({
    zh: `符合条件的水体超过 ${most} 个，一次抽样放不下。请缩小地区、阶段或清单范围。`,
    en: `More than ${most} waters match, too many for one draw. Narrow the division, stages or lists.`,
  }),
})
