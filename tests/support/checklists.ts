import { policyAt } from '../../src/policy/policy.ts'
import { checklistOf, type Answer, type VisitPhase, type VisitRole } from '../../src/works/rules.ts'

export type ChecklistAnswer = Answer & { photos: string[] }

type Answering = {
  readonly phase: VisitPhase
  readonly role: VisitRole
  /** YYYY-MM-DD: the edition of the handbook in force then. */
  readonly on: string
  /** Attachments of the water. */
  readonly photos: readonly string[]
  /** Items answered "no", with what was seen. */
  readonly wrong?: Readonly<Record<string, string>>
  /** Values of measured items; the least that passes where none is given. */
  readonly measured?: Readonly<Record<string, number>>
}

/** A whole checklist answered: everything in order, but for what is named. */
export function checklistAnswers({ phase, role, on, photos, wrong = {}, measured = {} }: Answering): ChecklistAnswer[] {
  return checklistOf(policyAt('handbook', on), { phase, role }).flatMap(({ id, answer }): ChecklistAnswer[] => {
    const note = wrong[id]
    switch (answer.kind) {
      case 'text':
        return []
      case 'photo':
        return [{ itemId: id, kind: 'photo', photos: [...photos] }]
      case 'measure':
        return [{ itemId: id, kind: 'measure', value: measured[id] ?? answer.least ?? answer.low, unit: answer.unit, photos: [] }] // prettier-ignore
      case 'yes-no':
        return note === undefined
          ? [{ itemId: id, kind: 'yes-no', value: 'yes', photos: [] }]
          : [{ itemId: id, kind: 'yes-no', value: 'no', note, photos: [...photos] }]
    }
  })
}
