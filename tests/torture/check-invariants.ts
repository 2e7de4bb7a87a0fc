import type { Ask } from './check.ts'

type Invariant = {
  /** What it means that a row is found. */
  readonly fault: string
  /** Finds nothing where all is well; the first columns name what is found. */
  readonly statement: string
}

const records = (kind: string, field: string) =>
  `(select body ->> '${field}' as id, count(*) as facts from facts where kind = '${kind}' group by 1)`

/** Tables whose rows stand behind the same wall as their water. */
const waterTables = [
  'readings',
  'verdicts',
  'senses_records',
  'questionnaires',
  'attachments',
  'water_cells',
  'water_areas',
  'water_numbers',
  'water_imports',
  'water_sources',
  'survey_candidates',
]

const invariants: readonly Invariant[] = [
  {
    fault: 'two waters carry the same public code',
    statement: 'select code from waters group by code having count(*) > 1',
  },
  {
    fault: 'a counter of public codes stands below a code already given',
    statement: `select counter.county_code, counter.last from water_code_counters counter
      where counter.last < (select max(split_part(code, '-', 2)::int) from waters
                            where substring(code from 3 for 6) = counter.county_code)`,
  },
  {
    fault: 'a chain and its head disagree',
    statement: `select heads.county_code, heads.sequence from fact_chains heads
      left join (select county_code, count(*) as facts, max(sequence) as last from facts group by 1) chain using (county_code)
      where heads.sequence <> coalesce(chain.last, 0) or heads.sequence <> coalesce(chain.facts, 0)`,
  },
  {
    fault: 'facts of one chain go back in time by more than a lock is waited for',
    statement: `select county_code, sequence from (
        select county_code, sequence, at, lag(at) over (partition by county_code order by sequence) as before from facts) woven
      where before > at + interval '2 minutes'`,
  },
  {
    fault: 'a water without exactly one fact of its beginning, and none of an import',
    statement: `select waters.id, waters.name from waters
      left join (select subject_id, count(*) as facts from facts where kind = 'water.recorded' group by 1) begun
        on begun.subject_id = waters.id::text
      left join (select water_id, count(*) as rows from water_imports group by 1) imported on imported.water_id = waters.id
      where coalesce(begun.facts, 0) + (case when imported.rows is null then 0 else 1 end) <> 1`,
  },
  {
    fault: 'a fact tells of a water that is not there',
    statement: `select facts.county_code, facts.sequence, facts.kind from facts
      left join waters on waters.id::text = facts.subject_id
      where facts.kind like 'water.%' and waters.id is null`,
  },
  {
    fault: 'the stage of a water is not what its last fact says',
    statement: `select waters.id, waters.stage, moved.stage as told from waters
      join lateral (select body ->> 'to' as stage from facts where subject_id = waters.id::text and kind = 'water.moved'
                    order by sequence desc limit 1) moved on true
      where waters.stage <> moved.stage`,
  },
  {
    fault: 'the area of a water is not what its last correction says',
    statement: `select waters.id, waters.area_m2, told.area from waters
      join lateral (select (body -> 'changed' -> 'areaM2' ->> 'to')::float as area from facts
                    where subject_id = waters.id::text and kind = 'water.corrected' and body -> 'changed' ? 'areaM2'
                    order by sequence desc limit 1) told on true
      where waters.area_m2 is distinct from told.area`,
  },
  {
    fault: 'a verdict without exactly one fact',
    statement: `select verdicts.id, told.facts from verdicts left join ${records('verdict.given', 'verdictId')} told
      on told.id = verdicts.id::text where coalesce(told.facts, 0) <> 1`,
  },
  {
    fault: 'a fact of a verdict that is not there',
    statement: `select told.id from ${records('verdict.given', 'verdictId')} told
      left join verdicts on verdicts.id::text = told.id where verdicts.id is null`,
  },
  {
    fault: 'a fact of a reading that is not there',
    statement: `select told.id from ${records('reading.recorded', 'readingId')} told
      left join readings on readings.id::text = told.id where readings.id is null`,
  },
  {
    fault: 'a reading and its key do not belong together',
    statement: `select coalesce(readings.id, keys.id) as id from readings
      full join reading_keys keys on keys.id = readings.id and keys.taken_at = readings.taken_at
      where readings.id is null or keys.id is null`,
  },
  {
    fault: 'a reading told twice, or by nobody',
    statement: `select readings.id from readings left join ${records('reading.recorded', 'readingId')} told
      on told.id = readings.id::text
      where coalesce(told.facts, 0) <> (case when readings.source in ('survey', 'workbook') then 0 else 1 end)`,
  },
  {
    fault: 'a fact of an attachment that is not there',
    statement: `select told.id from ${records('attachment.added', 'attachmentId')} told
      left join attachments on attachments.id::text = told.id where attachments.id is null`,
  },
  {
    fault: 'an import is half there',
    statement: `select held.id, held.state, held.outcome, coalesce(rows.rows, 0) as rows from survey_imports held
      left join (select import_id, count(*) as rows from water_imports group by 1) rows on rows.import_id = held.id
      where coalesce(rows.rows, 0) <> (case when held.state = 'imported'
        then (held.outcome ->> 'created')::int + (held.outcome ->> 'updated')::int else 0 end)`,
  },
  {
    fault: 'an import and its facts disagree',
    statement: `select held.id, held.state, told.rows from survey_imports held
      left join (select subject_id, sum((body ->> 'rows')::int) as rows,
                        count(*) = count(distinct county_code) as once
                 from facts where kind = 'survey.imported' group by 1) told on told.subject_id = held.id::text
      where coalesce(told.rows, 0) <> (case when held.state = 'imported'
        then (held.outcome ->> 'created')::int + (held.outcome ->> 'updated')::int else 0 end) or told.once = false`,
  },
  {
    fault: 'a job on an import was not done',
    statement: `select id, state from survey_imports where state in ('reading', 'writing')`,
  },
  {
    fault: 'an import was judged twice, or not although it brought waters to judge',
    statement: `select held.id, coalesce(told.facts, 0) as facts from survey_imports held
      left join (select subject_id, count(*) as facts from facts where kind = 'survey.import-judged' group by 1) told
        on told.subject_id = held.id::text
      where coalesce(told.facts, 0) <> (case when held.state = 'imported' and (held.outcome ->> 'created')::int > 0 then 1 else 0 end)`,
  },
  {
    fault: 'an imported water was never judged',
    statement: `select water_imports.water_id from water_imports
      left join verdicts on verdicts.water_id = water_imports.water_id where verdicts.id is null`,
  },
  {
    fault: 'a bulk judgement was not finished, or counts not what it did',
    statement: `select id, state, total, judged, identified, cleared, undecided from judgements
      where state <> 'done' or judged <> identified + cleared + undecided`,
  },
  {
    fault: 'a number of a water that no fact tells of',
    statement: `select numbers.id from water_numbers numbers
      left join (select subject_id, body ->> 'number' as number from facts where kind = 'water.number-added') told
        on told.subject_id = numbers.water_id::text and told.number = numbers.number
      where told.number is null`,
  },
  {
    fault: 'a village without the report its last fact tells of',
    statement: `select villages.village_code, villages.state, villages.found, told.* from survey_villages villages
      join lateral (select body ->> 'outcome' as outcome, coalesce((body ->> 'found')::int, 0) as found from facts
                    where kind = 'survey.village-reported' and body ->> 'taskId' = villages.task_id::text
                      and body ->> 'villageCode' = villages.village_code
                    order by at desc, sequence desc limit 1) told on true
      where villages.state <> told.outcome or villages.found <> told.found`,
  },
  {
    fault: 'a job gave up',
    statement: `select name, count(*) from pgboss.job where state = 'failed' group by 1`,
  },
  ...waterTables.map(table => ({
    fault: `a row of ${table} does not stand where its water stands`,
    statement: `select ${table}.water_id, ${table}.region_code, waters.region_code as of_water from ${table}
      join waters on waters.id = ${table}.water_id where waters.region_code <> ${table}.region_code`,
  })),
]

/** What holds of the database whatever was asked of it. */
export async function checkInvariants(ask: Ask): Promise<readonly string[]> {
  const faults: string[] = []
  for (const { fault, statement } of invariants) {
    const rows = await ask<Record<string, unknown>>(statement)
    const shown = rows.slice(0, 3).map(row => JSON.stringify(row))
    if (rows.length > 0) faults.push(`${fault}: ${rows.length}, as ${shown.join(' ')}`)
  }
  return faults
}
