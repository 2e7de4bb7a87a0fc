import type { DutyLevel } from '../../../domain/duties.ts'
import type { PlanContent } from '../../../planning/plans/contract.ts'
import type { PlanTarget } from '../../../planning/plans/rules.ts'
import { withoutBlanks } from '../../shared/without-blanks.ts'

type Person = {
  readonly name?: string | undefined
  readonly office?: string | undefined
  readonly officePhone?: string | undefined
}

/** The plan as its form holds it: flat where the form is, blanks where nothing was typed. */
export type PlanFormValues = {
  readonly presentState?: string
  readonly causes?: readonly Partial<PlanContent['causes'][number]>[]
  readonly goal?: PlanTarget
  readonly by?: string
  readonly route?: string | undefined
  readonly measures?: readonly Partial<PlanContent['measures'][number]>[]
  readonly funding?: readonly Partial<PlanContent['funding'][number]>[]
  readonly persons?: Partial<Record<DutyLevel, Person | undefined>>
  readonly duties?: string
  readonly yearlyYuan?: number | null
}

export const emptyPlan: PlanContent = { presentState: '', causes: [], measures: [], funding: [], persons: {} }

export function formOf({ target, upkeep, ...content }: PlanContent): PlanFormValues {
  return {
    ...content,
    ...(target === undefined ? {} : target),
    ...(upkeep === undefined ? {} : upkeep),
  }
}

/** What the platform is asked to keep. The form lets nobody save half of a target, a person or upkeep: `neededWith`. */
export function contentOf(form: PlanFormValues): PlanContent {
  const { presentState = '', goal, by = '', duties = '', yearlyYuan } = form
  const route = form.route?.trim() ?? ''
  return {
    presentState: presentState.trim(),
    causes: (form.causes ?? []).map(row => withoutBlanks(row)) as PlanContent['causes'], // the form asks for each field
    ...(goal === undefined || by === '' ? {} : { target: { goal, by } }),
    ...(route === '' ? {} : { route }),
    measures: (form.measures ?? []).map(row => withoutBlanks(row)) as PlanContent['measures'], // likewise
    funding: (form.funding ?? []).map(row => withoutBlanks(row)) as PlanContent['funding'], // likewise
    persons: personsOf(form.persons ?? {}),
    ...(duties.trim() === '' || typeof yearlyYuan !== 'number'
      ? {}
      : { upkeep: { duties: duties.trim(), yearlyYuan } }),
  }
}

function personsOf(persons: Partial<Record<DutyLevel, Person | undefined>>): PlanContent['persons'] {
  const named = Object.entries(persons).flatMap(([level, person]) =>
    (person?.name?.trim() ?? '') === '' ? [] : [[level, withoutBlanks(person ?? {})] as const],
  )
  return Object.fromEntries(named)
}
