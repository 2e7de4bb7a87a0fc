import type { FactKind } from './facts.ts'
import type { Permission } from './permissions.ts'
import type { Bilingual } from './words.ts'

type StageEntry = {
  readonly label: Bilingual
  /** Ground colour of the stage's tag on pages and maps; black or white text on it reaches 4.5:1. */
  readonly colour: `#${string}`
  readonly text: 'black' | 'white'
  /** Where a water rests for good unless a new fact reopens it. */
  readonly end: boolean
}

/** Where a water stands in its life. Persisted: ids, never renamed. Drawn in `lifecycle.md`. */
export const stages = {
  suspected: { label: { zh: '疑似', en: 'suspected' }, colour: '#cdd5d8', text: 'black', end: false },
  cleared: { label: { zh: '已排除', en: 'cleared' }, colour: '#94a1a6', text: 'black', end: true },
  identified: { label: { zh: '已认定', en: 'identified' }, colour: '#8f2d38', text: 'white', end: false },
  listed: { label: { zh: '已列入清单', en: 'listed' }, colour: '#b8433a', text: 'white', end: false },
  planned: { label: { zh: '方案已批复', en: 'planned' }, colour: '#e0944e', text: 'black', end: false },
  'in-works': { label: { zh: '治理中', en: 'in works' }, colour: '#e8bf4d', text: 'black', end: false },
  completed: { label: { zh: '工程完工', en: 'completed' }, colour: '#aec460', text: 'black', end: false },
  accepted: { label: { zh: '验收通过', en: 'accepted' }, colour: '#63b27c', text: 'black', end: false },
  delisted: { label: { zh: '已销号', en: 'delisted' }, colour: '#2a7453', text: 'white', end: false },
  upkeep: { label: { zh: '长效管护', en: 'upkeep' }, colour: '#0b6b74', text: 'white', end: false },
  relapsed: { label: { zh: '返黑返臭', en: 'relapsed' }, colour: '#5a3f8f', text: 'white', end: false },
  merged: { label: { zh: '已并入其他水体', en: 'merged into another' }, colour: '#5c686d', text: 'white', end: true },
  split: { label: { zh: '已拆分', en: 'split into others' }, colour: '#434d52', text: 'white', end: true },
} as const satisfies Record<string, StageEntry>

export type Stage = keyof typeof stages

export const stageIds = Object.keys(stages) as readonly Stage[] // keys of a const object are exactly its union

type NeedEntry = {
  readonly label: Bilingual
  /** What to do where it is missing. */
  readonly remedy: Bilingual
}

/** What a transition may ask for beside the decision itself. */
export const needs = {
  reason: {
    label: { zh: '理由', en: 'a reason' },
    remedy: { zh: '请写明理由。', en: 'Write down why.' },
  },
  list: {
    label: { zh: '监管清单级别', en: 'a list' },
    remedy: { zh: '请选择国家、市级或区县级清单。', en: 'Choose the national, municipal or county list.' },
  },
  verdictId: {
    label: { zh: '识别结论', en: 'a verdict' },
    remedy: { zh: '请先完成识别判定，再引用其结论。', en: 'Judge the water first and refer to that verdict.' },
  },
  planReference: {
    label: { zh: '一水一策方案（编号或批复文号）', en: 'an approved plan (its id or approval number)' },
    remedy: { zh: '请填写方案编号或批复文号。', en: 'Give the id of the plan or the number of its approval.' },
  },
  completedOn: {
    label: { zh: '完工日期', en: 'the date of completion' },
    remedy: { zh: '请填写完工日期（年-月-日）。', en: 'Give the date of completion (YYYY-MM-DD).' },
  },
  acceptanceReference: {
    label: { zh: '验收材料（编号或文号）', en: 'an acceptance file (its id or number)' },
    remedy: { zh: '请填写验收材料编号或文号。', en: 'Give the id or number of the acceptance file.' },
  },
  noticeReference: {
    label: { zh: '公示材料（编号或网址）', en: 'the public notice (its id or address)' },
    remedy: { zh: '请填写公示的编号或网址。', en: 'Give the id or address of the public notice.' },
  },
  relapseReference: {
    label: { zh: '返黑返臭依据（监测、巡查或举报编号）', en: 'evidence of relapse (a reading, patrol or report)' },
    remedy: { zh: '请引用监测、巡查或举报记录。', en: 'Refer to the reading, patrol or report that shows it.' },
  },
  mergedInto: {
    label: { zh: '并入的水体', en: 'the water it is merged into' },
    remedy: { zh: '请选择并入的水体。', en: 'Choose the water it is merged into.' },
  },
  splitInto: {
    label: { zh: '拆分出的水体（至少两个）', en: 'the waters it is split into (two or more)' },
    remedy: { zh: '请列出拆分出的至少两个水体。', en: 'Name at least two waters it is split into.' },
  },
} as const satisfies Record<string, NeedEntry>

export type Need = keyof typeof needs

type TransitionEntry = {
  readonly label: Bilingual
  /** `none`: the water is not yet recorded. */
  readonly from: readonly (Stage | 'none')[]
  /** `same`: the stage stays; `held`: the stage the water stood in before it was merged, split or reported relapsed. */
  readonly to: Stage | 'same' | 'held'
  readonly fact: FactKind
  readonly may: Permission
  readonly needs: readonly Need[]
  /** Which way it goes: along the cycle, back (returned, failed, withdrawn, reopened), or beside it. */
  readonly way: 'on' | 'back' | 'beside'
}

const open = [
  'suspected',
  'identified',
  'listed',
  'planned',
  'in-works',
  'completed',
  'accepted',
  'delisted',
  'upkeep',
  'relapsed',
] as const satisfies readonly Stage[]

const fact = 'water.moved'

/** Every way from stage to stage. Persisted: ids stand in facts. */
export const transitions = {
  suspect: {
    label: { zh: '登记为疑似', en: 'record as suspected' },
    from: ['none'],
    to: 'suspected',
    fact,
    may: 'survey.record',
    needs: [],
    way: 'on',
  },
  declare: {
    label: { zh: '按官方清单登记', en: 'enter as declared by an official list' },
    from: ['none'],
    to: 'listed',
    fact,
    may: 'water.import',
    needs: ['list'],
    way: 'on',
  },
  identify: {
    label: { zh: '认定为黑臭水体', en: 'identify as black-and-odorous' },
    from: ['suspected'],
    to: 'identified',
    fact,
    may: 'identification.judge',
    needs: ['verdictId'],
    way: 'on',
  },
  clear: {
    label: { zh: '认定为非黑臭', en: 'clear: not black-and-odorous' },
    from: ['suspected', 'identified'],
    to: 'cleared',
    fact,
    may: 'identification.judge',
    needs: ['verdictId'],
    way: 'beside',
  },
  dismiss: {
    label: { zh: '不在排查范围', en: 'dismiss: out of scope' },
    from: ['suspected'],
    to: 'cleared',
    fact,
    may: 'identification.judge',
    needs: ['reason'],
    way: 'beside',
  },
  reopen: {
    label: { zh: '重新列为疑似', en: 'reopen as suspected' },
    from: ['cleared'],
    to: 'suspected',
    fact,
    may: 'survey.record',
    needs: ['reason'],
    way: 'back',
  },
  list: {
    label: { zh: '列入监管清单', en: 'enter on a list' },
    from: ['identified'],
    to: 'listed',
    fact,
    may: 'register.decide',
    needs: ['list'],
    way: 'on',
  },
  'change-list': {
    label: { zh: '调整清单级别', en: 'promote or demote' },
    from: ['listed', 'planned', 'in-works', 'completed', 'accepted'],
    to: 'same',
    fact: 'list.changed',
    may: 'register.decide',
    needs: ['list', 'reason'],
    way: 'beside',
  },
  withdraw: {
    label: { zh: '移出清单（核实后排除）', en: 'withdraw from the list' },
    from: ['listed', 'planned', 'in-works'],
    to: 'cleared',
    fact,
    may: 'register.decide',
    needs: ['reason'],
    way: 'back',
  },
  'approve-plan': {
    label: { zh: '批复一水一策方案', en: 'approve the plan' },
    from: ['listed'],
    to: 'planned',
    fact,
    may: 'register.decide',
    needs: ['planReference'],
    way: 'on',
  },
  'return-plan': {
    label: { zh: '退回方案', en: 'return the plan' },
    from: ['planned', 'in-works'],
    to: 'listed',
    fact,
    may: 'register.decide',
    needs: ['reason'],
    way: 'back',
  },
  'start-works': {
    label: { zh: '开工治理', en: 'start works' },
    from: ['planned'],
    to: 'in-works',
    fact,
    may: 'water.write',
    needs: [],
    way: 'on',
  },
  complete: {
    label: { zh: '工程完工', en: 'complete works' },
    from: ['in-works'],
    to: 'completed',
    fact,
    may: 'water.write',
    needs: ['completedOn'],
    way: 'on',
  },
  'fail-acceptance': {
    label: { zh: '验收不通过', en: 'fail acceptance' },
    from: ['completed'],
    to: 'in-works',
    fact,
    may: 'register.decide',
    needs: ['reason'],
    way: 'back',
  },
  accept: {
    label: { zh: '验收通过', en: 'accept' },
    from: ['completed'],
    to: 'accepted',
    fact,
    may: 'register.decide',
    needs: ['acceptanceReference'],
    way: 'on',
  },
  'revoke-acceptance': {
    label: { zh: '撤销验收结论', en: 'revoke acceptance' },
    from: ['accepted', 'delisted', 'upkeep'],
    to: 'in-works',
    fact,
    may: 'register.decide',
    needs: ['reason'],
    way: 'back',
  },
  delist: {
    label: { zh: '公示后销号', en: 'delist after public notice' },
    from: ['accepted'],
    to: 'delisted',
    fact,
    may: 'register.decide',
    needs: ['noticeReference'],
    way: 'on',
  },
  'start-upkeep': {
    label: { zh: '转入长效管护', en: 'hand over to upkeep' },
    from: ['delisted'],
    to: 'upkeep',
    fact,
    may: 'water.write',
    needs: [],
    way: 'on',
  },
  relapse: {
    label: { zh: '发现返黑返臭', en: 'report relapse' },
    from: ['accepted', 'delisted', 'upkeep'],
    to: 'relapsed',
    fact,
    may: 'water.write',
    needs: ['relapseReference'],
    way: 'on',
  },
  'dismiss-relapse': {
    label: { zh: '返黑返臭核实不成立', en: 'dismiss the relapse' },
    from: ['relapsed'],
    to: 'held',
    fact,
    may: 'register.decide',
    needs: ['reason'],
    way: 'back',
  },
  relist: {
    label: { zh: '返黑返臭重新列入清单', en: 'list again after relapse' },
    from: ['relapsed'],
    to: 'listed',
    fact,
    may: 'register.decide',
    needs: ['list'],
    way: 'on',
  },
  merge: {
    label: { zh: '并入其他水体', en: 'merge into another water' },
    from: open,
    to: 'merged',
    fact,
    may: 'register.decide',
    needs: ['mergedInto', 'reason'],
    way: 'beside',
  },
  split: {
    label: { zh: '拆分为多个水体', en: 'split into several waters' },
    from: open,
    to: 'split',
    fact,
    may: 'register.decide',
    needs: ['splitInto', 'reason'],
    way: 'beside',
  },
  restore: {
    label: { zh: '撤销并入或拆分', en: 'undo the merger or split' },
    from: ['merged', 'split'],
    to: 'held',
    fact,
    may: 'register.decide',
    needs: ['reason'],
    way: 'back',
  },
} as const satisfies Record<string, TransitionEntry>

export type Transition = keyof typeof transitions

export const transitionIds = Object.keys(transitions) as readonly Transition[] // keys of a const object are exactly its union
