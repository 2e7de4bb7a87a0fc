import { sql, type Kysely } from 'kysely'

/**
 * Files of acceptance, visits, problems and advice are asked for by their own id, or by that of their water, without naming the county:
 * indexes that begin with the county lead to none of them.
 */
const byWater = {
  water_classifications: 'water_classifications_by_water',
  verification_visits: 'verification_visits_by_water',
  rectifications: 'rectifications_by_water',
  declared_measures: 'declared_measures_by_water',
  acceptance_files: 'acceptance_files_by_water',
  expert_assignments: 'expert_assignments_by_water',
  expert_advice: 'expert_advice_by_water',
} as const

const byId = [
  'verification_visits',
  'rectifications',
  'declared_measures',
  'acceptance_files',
  'acceptance_objections',
  'expert_assignments',
  'expert_advice',
] as const

/** Steps of something, in their order. */
const steps = {
  rectification_steps: 'rectification_id',
  acceptance_decisions: 'file_id',
  expert_advice_steps: 'advice_id',
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, index] of Object.entries(byWater)) {
    await sql`drop index ${sql.id(index)}`.execute(db)
    await sql`create index ${sql.id(index)} on ${sql.table(table)} (water_id, id)`.execute(db)
  }
  for (const table of byId) {
    await sql`create index ${sql.id(`${table}_by_id`)} on ${sql.table(table)} (id)`.execute(db)
  }
  for (const [table, column] of Object.entries(steps)) {
    await sql`create index ${sql.id(`${table}_in_order`)} on ${sql.table(table)} (${sql.id(column)}, number)`.execute(
      db,
    )
  }
  await sql`create index rectifications_by_visit on rectifications (visit_id)`.execute(db)
  await sql`drop index acceptance_objections_by_file`.execute(db)
  await sql`create index acceptance_objections_by_file on acceptance_objections (file_id, id)`.execute(db)
}
