import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { countyOf, type RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { merkleRoot, sha256 } from '../platform/facts/chain.ts'
import { reportRefused, taskClosed, villageNotInTask } from './problems.ts'
import { refuseReport, type VillageState } from './rules.ts'
import { requireTask } from './tasks-store.ts'

/** What one village of a batch reports. */
export type VillageOfBatch = {
  readonly villageCode: RegionCode
  readonly state: 'done-none-found' | 'done-with-candidates'
  /** Candidates found. */
  readonly found: number
  /** YYYY-MM-DD */
  readonly surveyedOn: string
}

/**
 * Takes in what many villages report at once, all or none: a county's whole survey in one statement. One fact
 * `survey.villages-reported` per county, whose Merkle root stands for every report.
 *
 * @throws Problem `survey.task-not-found`, `survey.task-closed`, `survey.village-not-in-task`, `survey.report-refused`
 * @example await reportVillages(tx, taskId, [{ villageCode: '500231102201', state: 'done-none-found', found: 0, surveyedOn: '2020-09-01' }])
 */
export async function reportVillages(tx: Tx, taskId: string, reports: readonly VillageOfBatch[]): Promise<void> {
  const task = await requireTask(tx, taskId)
  if (task.closed_at !== null) throw new Problem(taskClosed, { title: task.title })
  const before = await holdVillages(tx, taskId, reports)
  const today = chinaDate(tx.at)
  for (const report of reports) {
    const held = before.get(report.villageCode)
    if (held === undefined) {
      throw new Problem(villageNotInTask, { villageCode: report.villageCode, title: task.title })
    }
    const refusal = refuseReport(report, held.state, today)
    if (refusal !== undefined) throw new Problem(reportRefused, { why: refusal.code, ...refusal.words })
  }
  await writeReports(tx, taskId, reports)
  for (const [county, of] of Map.groupBy(reports, ({ villageCode }) => before.get(villageCode)?.county ?? '')) {
    await tx.append({
      kind: 'survey.villages-reported',
      regionCode: `${county}000000`,
      subjectId: taskId,
      body: {
        taskId,
        villages: of.length,
        withCandidates: of.filter(({ found }) => found > 0).length,
        merkleRoot: merkleRoot(of.map(report => sha256(canonicalJson(report)))),
      },
    })
  }
}

/** The state of each village before and the county or zone it reports under, held until the transaction ends. */
async function holdVillages(
  tx: Tx,
  taskId: string,
  reports: readonly VillageOfBatch[],
): Promise<ReadonlyMap<RegionCode, { readonly state: VillageState; readonly county: string }>> {
  const rows = await tx.sql
    .selectFrom('survey_villages')
    .select(['village_code', 'region_code', 'state'])
    .where('task_id', '=', taskId)
    .where(
      'village_code',
      'in',
      reports.map(({ villageCode }) => villageCode),
    )
    .orderBy('village_code')
    .forUpdate()
    .execute()
  return new Map(
    rows.map(row => [row.village_code, { state: row.state, county: countyOf(row.region_code) ?? '' }] as const),
  )
}

async function writeReports(tx: Tx, taskId: string, reports: readonly VillageOfBatch[]): Promise<void> {
  await sql`update survey_villages v
    set state = r.state, found = r.found, surveyed_on = r."surveyedOn", note = null,
        reported_by = ${tx.actor.accountId}, reporter = ${tx.actor.username}, reported_at = ${tx.at}
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb)
      as r("villageCode" text, state text, found integer, "surveyedOn" date)
    where v.task_id = ${taskId} and v.county_code = left(r."villageCode", 6)
      and v.village_code = r."villageCode"`.execute(tx.sql)
}
