import { policyAt } from '../../../policy/policy.ts'
import type { Bilingual } from '../../../domain/words.ts'

/** The taxonomy of causes in force today, by id. */
export function causesToday(): ReadonlyMap<string, Bilingual> {
  const today = new Date().toISOString().slice(0, 10)
  return new Map(policyAt('causes', today).value.causes.map(({ id, name }) => [id, name]))
}
