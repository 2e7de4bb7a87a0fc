import type { DutyLevel } from '../domain/duties.ts'
import type { Stage } from '../domain/lifecycle-table.ts'
import type { WaterType } from '../domain/waters.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import type { BlackOdourOutcome } from '../standards/standard.ts'

/** A sample as the water's edition judges it. */
export type JudgedSample = {
  readonly id: string
  /** YYYY-MM-DD, China time */
  readonly takenOn: string
  readonly point: string
  readonly outcome: BlackOdourOutcome
  readonly words: Bilingual
}

export type JudgedSenses = {
  readonly id: string
  readonly on: string
  readonly outcome: BlackOdourOutcome
  readonly words: Bilingual
}

export type SatisfactionForm = {
  readonly id: string
  readonly heldOn: string
  readonly valid: number
  /** Absent where nobody asked. */
  readonly satisfied?: number | undefined
  readonly adultsLivingThere?: number | undefined
}

/** What the books of money say of a water. `undefined` as a whole: no money is on record. */
export type FundsInBrief = {
  readonly allottedYuan: number
  readonly spentYuan: number
  /**
   * Sources of which more is spent than allotted. Only an exception of the city lets that happen; it stays open until an allotment covers it
   * or the spending is reversed.
   */
  readonly openExceptions: number
}

/** What the works say. `undefined` as a whole: no schedule was made, as of works older than the platform. */
export type WorksInBrief = {
  /** Neither done nor dropped with a reason. */
  readonly openMeasures: number
  /** Parts of cooperating departments that are not countersigned. */
  readonly owedParts: number
}

export type PlanInBrief = {
  readonly id: string
  readonly approved: boolean
  readonly hasUpkeep: boolean
  readonly measureIds: readonly string[]
}

export type OpenItem = { readonly id: string; readonly question: Bilingual; readonly dueOn: string }

/** What a visit answered to one item of the handbook. */
export type VisitAnswer = {
  readonly visitId: string
  readonly itemId: string
  /** YYYY-MM-DD */
  readonly on: string
  readonly value: 'yes' | 'no'
  readonly note?: string | undefined
}

/** A measure that only counts as treatment under conditions, as somebody put it on record: make-up water, agents, covers. */
export type DeclaredMeasure = {
  readonly id: string
  /** Of the policy `measures`. */
  readonly measureId: string
  /** In the unit of the measure. */
  readonly quantity?: number | undefined
  readonly source?: string | undefined
  /** YYYY-MM-DD */
  readonly startsOn: string
}

/** Everything that the earlier slices hold of a water, as far as its acceptance asks. */
export type Evidence = {
  readonly water: { readonly type: WaterType; readonly stage: Stage }
  /** YYYY-MM-DD: of the present cycle. */
  readonly completedOn?: string | undefined
  /** The edition that judged samples and senses. */
  readonly standard: Citation
  readonly samples: readonly JudgedSample[]
  readonly senses: readonly JudgedSenses[]
  readonly questionnaires: readonly SatisfactionForm[]
  readonly funds?: FundsInBrief | undefined
  readonly works?: WorksInBrief | undefined
  /** Held today. */
  readonly posts: readonly { readonly id: string; readonly level: DutyLevel }[]
  readonly plan?: PlanInBrief | undefined
  /** Not closed. */
  readonly openItems: readonly OpenItem[]
  readonly answers: readonly VisitAnswer[]
  /** Sources of pollution on record. */
  readonly sources: readonly { readonly id: string; readonly name: string }[]
  readonly declared: readonly DeclaredMeasure[]
}

/** What an item of a file opens down to. Persisted in snapshots. */
export const recordKinds = {
  water: { zh: '水体', en: 'water' },
  reading: { zh: '监测记录', en: 'reading' },
  senses: { zh: '感官记录', en: 'senses' },
  questionnaire: { zh: '公众评议', en: 'questionnaire' },
  duty: { zh: '责任人', en: 'person responsible' },
  plan: { zh: '一水一策方案', en: 'plan' },
  rectification: { zh: '问题', en: 'rectification item' },
  visit: { zh: '现场核查', en: 'visit' },
  source: { zh: '污染源', en: 'source of pollution' },
  declared: { zh: '补水投药等措施', en: 'declared measure' },
  works: { zh: '工程进度', en: 'works' },
  money: { zh: '资金', en: 'money' },
} as const satisfies Record<string, Bilingual>
export type RecordKind = keyof typeof recordKinds
export const recordKindIds = Object.keys(recordKinds) as readonly RecordKind[] // keys of a const object are exactly its union

export type RecordLink = { readonly kind: RecordKind; readonly id: string }
