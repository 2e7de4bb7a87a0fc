import { policyAt } from '../../../policy/policy.ts'
import { chinaDate } from '../../../domain/dates.ts'
import type { Bilingual } from '../../../domain/words.ts'

/** The taxonomy of causes in force today, by id. */
export function causesToday(): ReadonlyMap<string, Bilingual> {
  return new Map(policyAt('causes', chinaDate(new Date())).value.causes.map(({ id, name }) => [id, name]))
}
