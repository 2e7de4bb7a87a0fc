import type { RegionCode } from '../../domain/regions.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { FundSource, PlanTarget } from '../plans/rules.ts'
import type { MilestoneDays } from './milestones.ts'

/** Where an annual work plan stands. Persisted. Drawn in ../README.md. */
export const annualStates = {
  draft: { zh: '编制中', en: 'being drawn up' },
  issued: { zh: '已印发', en: 'issued' },
  replaced: { zh: '已被新版替代', en: 'replaced by a newer edition' },
} as const satisfies Record<string, Bilingual>

export type AnnualState = keyof typeof annualStates

export const annualStateIds = Object.keys(annualStates) as readonly AnnualState[] // keys of a const object are exactly its union

/** The parts that are written, in the order of the document. Persisted. */
export const annualTexts = {
  goals: { zh: '治理目标', en: 'Targets' },
  principles: { zh: '实施原则', en: 'Principles' },
  route: { zh: '技术路径', en: 'Technical route' },
  measures: { zh: '整治措施', en: 'Measures' },
  evaluation: { zh: '成效评估', en: 'Evaluation of effect' },
} as const satisfies Record<string, Bilingual>

export type AnnualText = keyof typeof annualTexts

export const annualTextIds = Object.keys(annualTexts) as readonly AnnualText[] // as above

/** What a target counts. Persisted. */
export const targetKinds = {
  plan: { zh: '批复方案', en: 'plans approved' },
  finish: { zh: '治理完工', en: 'works completed' },
  accept: { zh: '通过验收', en: 'waters accepted' },
} as const satisfies Record<string, Bilingual>

export type TargetKind = keyof typeof targetKinds

export const targetKindIds = Object.keys(targetKinds) as readonly TargetKind[] // as above

/** So many waters, and so much area of them, of a list. */
export type AnnualTarget = {
  readonly kind: TargetKind
  readonly list: SupervisionList
  readonly waters: number
  readonly areaM2: number
}

/** A water of an annual work plan as it was drawn from its plan. Persisted: hashed into the ledger. */
export type AnnualWater = {
  readonly waterId: string
  readonly planId: string
  readonly planVersion: number
  readonly planState: 'approved' | 'submitted'
  readonly code: string
  readonly name: string
  readonly regionCode: RegionCode
  readonly list?: SupervisionList | undefined
  readonly areaM2?: number | undefined
  readonly goal?: PlanTarget | undefined
  readonly costYuan: number
  readonly measures: readonly { readonly measureId: string; readonly quantity: number; readonly costYuan: number }[]
  readonly funding: readonly { readonly source: FundSource; readonly yuan: number }[]
  readonly milestones: MilestoneDays
  /** Somebody set its days. */
  readonly adjusted: boolean
  readonly note?: string | undefined
  /** The county's annual work plan that it was taken from, by a city. */
  readonly countyPlanId?: string | undefined
}
