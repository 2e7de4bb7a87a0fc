import type { Transition, TransitionInput } from '../src/domain/lifecycle.ts'
import type { RegionCode } from '../src/domain/regions.ts'
import type { SupervisionList } from '../src/domain/waters.ts'
import type { Assignment } from '../src/duties/store.ts'
import type { Adoption } from '../src/experts/rules.ts'
import type { NewMoneyEntry } from '../src/funding/money/contract.ts'
import type { NewReading } from '../src/monitoring/contract.ts'
import type { PlanContent } from '../src/planning/plans/contract.ts'
import type { NewQuestionnaire, NewSenses } from '../src/survey/contract.ts'
import type { SourceValues, WaterChanges } from '../src/waters/shapes.ts'
import type { VisitPhase } from '../src/works/rules.ts'
import type { ExampleSurrounding } from './surroundings.ts'
import type { ExampleWater } from './waters.ts'

/** A picture of `example/pictures`. */
export type Picture = 'before' | 'works' | 'after'

type Happening =
  | { readonly kind: 'water-recorded'; readonly water: ExampleWater }
  | { readonly kind: 'senses-recorded'; readonly id: string; readonly record: NewSenses }
  | { readonly kind: 'questionnaire-held'; readonly id: string; readonly record: NewQuestionnaire }
  | { readonly kind: 'reading-taken'; readonly id: string; readonly record: NewReading }
  | { readonly kind: 'judged'; readonly waterId: string; readonly standardId: string }
  | {
      readonly kind: 'moved'
      readonly waterId: string
      readonly transition: Transition
      readonly list?: SupervisionList
      readonly reason?: string
      readonly values?: Omit<TransitionInput, 'at' | 'reason' | 'list'>
    }
  | {
      readonly kind: 'corrected'
      readonly waterId: string
      readonly changes: WaterChanges
      readonly reason: string
    }
  | {
      readonly kind: 'numbered'
      readonly waterId: string
      readonly number: { readonly issuer: string; readonly number: string; readonly issuedOn: string }
    }
  | { readonly kind: 'source-recorded'; readonly id: string; readonly waterId: string; readonly values: SourceValues }
  | { readonly kind: 'person-named'; readonly waterId: string; readonly assignment: Assignment }
  | { readonly kind: 'pictured'; readonly id: string; readonly waterId: string; readonly picture: Picture }
  | {
      readonly kind: 'expert-assigned'
      /** Username. */
      readonly expert: string
      readonly to: { readonly regionCode: RegionCode } | { readonly waterId: string }
      readonly fromOn: string
      readonly reason: string
    }
  | { readonly kind: 'advice-given'; readonly waterId: string; readonly phase: VisitPhase; readonly text: string }
  /** Of the one piece of advice on the water. */
  | {
      readonly kind: 'advice-answered'
      readonly waterId: string
      readonly adoption: Adoption
      readonly reason: string
      readonly deed: string
    }
  | { readonly kind: 'advice-closed'; readonly waterId: string; readonly reason: string }
  | { readonly kind: 'plan-written'; readonly waterId: string; readonly content: PlanContent }
  | {
      readonly kind: 'scheduled'
      readonly waterId: string
      readonly measures: readonly {
        readonly number: number
        readonly startsOn: string
        readonly endsOn: string
        readonly contractor: string
      }[]
    }
  | {
      readonly kind: 'progress-reported'
      readonly id: string
      readonly waterId: string
      /** Of the measure in the plan, from 1. */
      readonly number: number
      readonly doneQuantity: number
    }
  | { readonly kind: 'money-entered'; readonly id: string; readonly waterId: string; readonly entry: NewMoneyEntry }
  /** By the checklist of the county: everything in order, but for the finding. */
  | {
      readonly kind: 'visited'
      readonly waterId: string
      readonly phase: VisitPhase
      readonly photoIds: readonly string[]
      readonly finding?: ExampleFinding
    }
  /** What was found there is put right, with photos. */
  | {
      readonly kind: 'problem-answered'
      readonly waterId: string
      readonly reason: string
      readonly photoIds: readonly string[]
    }
  | { readonly kind: 'problem-closed'; readonly waterId: string; readonly reason: string }
  | {
      readonly kind: 'measure-declared'
      readonly waterId: string
      readonly measure: {
        readonly measureId: string
        readonly source: string
        readonly quantity: number
        readonly startsOn: string
      }
    }
  | { readonly kind: 'file-sent'; readonly waterId: string }
  /** The township's own check. */
  | { readonly kind: 'file-checked'; readonly waterId: string; readonly reason: string }
  | { readonly kind: 'notice-begun'; readonly waterId: string; readonly startsOn: string; readonly endsOn: string }
  | {
      readonly kind: 'annual-plan-issued'
      readonly regionCode: RegionCode
      readonly year: number
      readonly number: string
    }
  | {
      readonly kind: 'surroundings-found'
      readonly waterId: string
      readonly around: readonly ExampleSurrounding[]
    }
  | { readonly kind: 'villages-reported'; readonly reports: readonly VillageReport[] }

export type ExampleFinding = {
  /** Of the handbook; answered with "no". */
  readonly itemId: string
  readonly note: string
  /** Organisation that has to put it right. */
  readonly owner: string
}

export type VillageReport = {
  readonly villageCode: RegionCode
  /** Candidates found. */
  readonly found: number
  /** YYYY-MM-DD */
  readonly surveyedOn: string
}

/** One thing that somebody did at a moment, in one county. */
export type ExampleEvent = Happening & {
  readonly at: Date
  /** Username of whoever did it. */
  readonly by: string
  readonly countyCode: string
}

export type EventKind = ExampleEvent['kind']
