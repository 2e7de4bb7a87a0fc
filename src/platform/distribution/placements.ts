/**
 * Where a table's rows live once `distribute` has run: spread over the workers by `county_code`; whole on every node; or on the
 * coordinator alone.
 */
export type Placement = 'distributed' | 'reference' | 'local'

/** The column that spreads. It is the founding county and never changes (docs/decisions/076). */
export const distributionColumn = 'county_code'

/** All distributed tables are kept beside this one: rows of one county lie together. */
export const leadingTable = 'public.waters'

/** Schemas of the job queue: its own tables, all on the coordinator. */
export const localSchemas: readonly string[] = ['pgboss']

/**
 * Every table of the product. `tests/migrations/distribution.test.ts` fails for a table that is missing here, and for one that does not
 * fit where it is put.
 */
export const placements: Readonly<Record<string, Placement>> = {
  // Read at every sign-in and by nothing that joins waters.
  'auth.attempts': 'local',
  'auth.credentials': 'local',
  'auth.sessions': 'local',
  'public.accounts': 'reference',
  // Of a division that may be a city; a handful of rows.
  'public.annual_plan_versions': 'local',
  'public.annual_plans': 'local',
  'public.api_tokens': 'reference',
  'public.attachments': 'distributed',
  // Of a division that may be a city; a handful of rows.
  'public.bundles': 'local',
  'public.expert_advice': 'distributed',
  'public.expert_advice_steps': 'distributed',
  'public.expert_assignments': 'distributed',
  'public.fact_chains': 'distributed',
  'public.fact_personal': 'distributed',
  'public.facts': 'distributed',
  'public.given_up_jobs': 'distributed',
  'public.handovers': 'reference',
  // Of a division that may be a city; a handful of rows.
  'public.judgements': 'local',
  'public.kysely_migration': 'local',
  'public.kysely_migration_lock': 'local',
  'public.ledger_days': 'local',
  'public.ledger_roots': 'distributed',
  'public.money_balances': 'distributed',
  'public.money_entries': 'distributed',
  'public.money_reward_steps': 'distributed',
  'public.money_rewards': 'distributed',
  'public.money_tallies': 'distributed',
  // Of a city as often as of a county; some hundred a year.
  'public.notice_files': 'local',
  'public.notice_receipts': 'local',
  'public.notices': 'local',
  'public.organisations': 'reference',
  // Read whole and by nothing that joins waters; its policy asks which towns a zone runs, and Citus refuses a query there.
  'public.place_aliases': 'local',
  'public.place_editions': 'reference',
  'public.place_outlines': 'reference',
  'public.place_zones': 'reference',
  'public.places': 'reference',
  'public.plan_comments': 'distributed',
  'public.plan_versions': 'distributed',
  'public.plans': 'distributed',
  'public.pollution_sources': 'distributed',
  'public.questionnaires': 'distributed',
  'public.reading_keys': 'distributed',
  'public.readings': 'distributed',
  'public.acceptance_decisions': 'distributed',
  'public.acceptance_files': 'distributed',
  'public.acceptance_objections': 'distributed',
  'public.declared_measures': 'distributed',
  'public.rectification_steps': 'distributed',
  'public.rectifications': 'distributed',
  'public.senses_records': 'distributed',
  'public.surrounding_links': 'distributed',
  'public.surroundings': 'distributed',
  'public.survey_candidates': 'distributed',
  'public.survey_import_rows': 'distributed',
  'public.survey_imports': 'distributed',
  // Of a city or of elsewhere as often as of a county; some hundred rows.
  'public.solved_case_versions': 'local',
  'public.solved_cases': 'local',
  // Set by a city as often as by a county: they have no county.
  'public.survey_tasks': 'reference',
  'public.survey_villages': 'distributed',
  // Of a division that may be a city; a handful of rows.
  'public.verification_samples': 'local',
  'public.verification_visits': 'distributed',
  'public.verdicts': 'distributed',
  'public.water_areas': 'distributed',
  'public.water_cell_tallies': 'distributed',
  'public.water_cells': 'distributed',
  'public.water_classifications': 'distributed',
  'public.water_code_counters': 'distributed',
  'public.water_duties': 'distributed',
  'public.water_imports': 'distributed',
  'public.water_lineage': 'distributed',
  'public.water_numbers': 'distributed',
  'public.water_sources': 'distributed',
  'public.water_tallies': 'distributed',
  'public.water_tally_changes': 'distributed',
  'public.waters': 'distributed',
  'public.works_changes': 'distributed',
  'public.works_measures': 'distributed',
  'public.works_part_steps': 'distributed',
  'public.works_parts': 'distributed',
  'public.works_reports': 'distributed',
  'public.works_schedules': 'distributed',
}
