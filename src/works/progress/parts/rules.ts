import type { Bilingual } from '../../../domain/words.ts'
import { dayAfter } from '../../../domain/dates.ts'

/** What a cooperating department 协同部门 is asked for. Persisted. */
export const partSubjects = {
  manure: { zh: '畜禽粪污资源化利用', en: 'manure put to use', department: { zh: '农业农村部门', en: 'agriculture' } },
  'make-up-water': {
    zh: '生态补水与水系连通',
    en: 'make-up water',
    department: { zh: '水利部门', en: 'water resources' },
  },
  funds: { zh: '资金安排与拨付', en: 'funds', department: { zh: '财政部门', en: 'finance' } },
  'village-environment': {
    zh: '人居环境整治',
    en: 'living environment of the village',
    department: { zh: '乡村振兴部门', en: 'rural revitalisation' },
  },
  sewers: { zh: '污水管网建设', en: 'sewers', department: { zh: '住房城乡建设部门', en: 'housing and construction' } },
  other: { zh: '其他协同事项', en: 'something else', department: { zh: '其他部门', en: 'another department' } },
} as const satisfies Record<string, Bilingual & { readonly department: Bilingual }>

export type PartSubject = keyof typeof partSubjects

export const partSubjectIds = Object.keys(partSubjects) as readonly PartSubject[] // keys of a const object are exactly its union

/**
 * Where a department's part stands. Persisted.
 *
 * ```
 * asked ── fill ─▶ filled ── sign ─▶ signed ── fill ─▶ filled (the signature is void)
 *   └── refuse ─▶ refused ── ask-again ─▶ asked        withdraw: from everywhere but signed
 * ```
 */
export const partStates = {
  asked: { zh: '待填报', en: 'to be filled' },
  filled: { zh: '待会签', en: 'to be countersigned' },
  signed: { zh: '已会签', en: 'countersigned' },
  refused: { zh: '不予承办', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Bilingual>

export type PartState = keyof typeof partStates

export const partStateIds = Object.keys(partStates) as readonly PartState[] // as above

type StepEntry = {
  readonly label: Bilingual
  readonly from: readonly PartState[]
  readonly to: PartState
  /** `department`: somebody of the organisation that is asked; `asker`: whoever may ask for parts. */
  readonly by: 'department' | 'asker'
}

/** Persisted. */
export const partSteps = {
  fill: { label: { zh: '填报', en: 'Fill in' }, from: ['asked', 'filled', 'signed'], to: 'filled', by: 'department' },
  sign: { label: { zh: '会签', en: 'Countersign' }, from: ['filled'], to: 'signed', by: 'department' },
  refuse: { label: { zh: '不予承办', en: 'Refuse' }, from: ['asked', 'filled'], to: 'refused', by: 'department' },
  'ask-again': { label: { zh: '重新提请', en: 'Ask again' }, from: ['refused'], to: 'asked', by: 'asker' },
  withdraw: {
    label: { zh: '撤回', en: 'Withdraw' },
    from: ['asked', 'filled', 'refused'],
    to: 'withdrawn',
    by: 'asker',
  },
} as const satisfies Record<string, StepEntry>

export type PartStep = keyof typeof partSteps

export const partStepIds = Object.keys(partSteps) as readonly PartStep[] // as above

/** The steps that a part in this state allows, whoever asks. */
export function partStepsFrom(state: PartState): readonly PartStep[] {
  return partStepIds.filter(step => (partSteps[step].from as readonly PartState[]).includes(state)) // widened to ask for membership
}

/** Whether the department still owes something. */
export function isOwed(state: PartState): boolean {
  return state === 'asked' || state === 'filled'
}

/** How a part stands against its day. */
export type PartUrgency = 'in-time' | 'due-soon' | 'late' | 'settled'

/**
 * @param today YYYY-MM-DD, China time
 * @example urgencyOfPart({ state: 'asked', dueOn: '2026-12-01' }, { dueSoonDays: 5, today: '2026-12-02' }) // 'late'
 */
export function urgencyOfPart(
  { state, dueOn }: { readonly state: PartState; readonly dueOn: string },
  { dueSoonDays, today }: { readonly dueSoonDays: number; readonly today: string },
): PartUrgency {
  if (!isOwed(state)) return 'settled'
  if (dueOn < today) return 'late'
  return dueOn <= dayAfter(today, dueSoonDays) ? 'due-soon' : 'in-time'
}

/** Exactly what a department signs. Persisted: signatures are hashes of its canonical text, which a later release must be able to make again. */
export type SignedPart = {
  readonly partId: string
  readonly waterId: string
  readonly organisationId: string
  readonly subject: PartSubject
  readonly ask: string
  readonly dueOn: string
  readonly text: string
  readonly quantities: readonly { readonly name: string; readonly value: number; readonly unit: string }[]
  /** Attachments of the water by id and hash. */
  readonly attachments: readonly { readonly id: string; readonly sha256: string }[]
}
