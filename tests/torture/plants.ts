import type { Entry } from './journal.ts'

/** Something lost, doubled or half done, as a fault of the product might leave it. */
export type Plant = {
  readonly what: string
  /** What the check has to say of it. */
  readonly named: RegExp
  /** Run as the owner, foreign keys asleep; each must find something to change. */
  readonly statements?: readonly string[]
  /** What the clients would have written down. */
  readonly journal?: (entries: readonly Entry[]) => readonly Entry[]
}

const some = (table: string, column = 'id', where = 'true') =>
  `(select ${column} from ${table} where ${where} order by ${column} limit 1)`
const told = (kind: string, where = 'true') =>
  `(select subject_id::uuid from facts where kind = '${kind}' and ${where} order by id limit 1)`
const created = told('water.recorded', `body->>'source' = 'desk'`)
const longList = some('survey_imports', 'id', `(outcome->>'created')::int > 1`)
const halfOfList = `(select water_id from water_imports where import_id = ${longList} order by water_id
  limit (select count(*) / 2 from water_imports where import_id = ${longList}))`
const finished = `state = 'completed' and name = 'identification.judge-imported'`

export const plants: readonly Plant[] = [
  {
    what: 'a water that was acknowledged is gone',
    named: /LOST although acknowledged: water\.created/,
    statements: [`delete from waters where id = ${created}`],
  },
  {
    what: 'a correction that was acknowledged is written over',
    named: /the area of a water is not what its last correction says/,
    statements: [
      `update waters set area_m2 = area_m2 + 1 where id = ${told('water.corrected', `jsonb_exists(body->'changed', 'areaM2')`)}`,
    ],
  },
  {
    what: 'a chain is cut off before a reading, its head moved back with it',
    named: /a reading told twice, or by nobody/,
    statements: [
      `with cut as (select county_code, sequence, previous_hash from facts where kind = 'reading.recorded' order by id desc limit 1),
       gone as (delete from facts using cut where facts.county_code = cut.county_code and facts.sequence >= cut.sequence)
       update fact_chains set sequence = cut.sequence - 1, hash = cut.previous_hash from cut where fact_chains.county_code = cut.county_code`,
    ],
  },
  {
    what: 'a fact in the middle of a chain is gone',
    named: /^chain 500231: /m,
    statements: [`delete from facts where county_code = '500231' and sequence = 3`],
  },
  {
    what: 'what a fact says is changed',
    named: /^chain 500231: /m,
    statements: [`update facts set body = body || '{"x": 1}' where county_code = '500231' and sequence = 3`],
  },
  {
    what: 'half of the rows of an import are missing',
    named: /an import is half there/,
    statements: [
      `with gone as (delete from waters where id in ${halfOfList} returning id)
       delete from water_imports where water_id in (select id from gone)`,
    ],
  },
  {
    what: 'one county of a list over two was written twice',
    named: /an import and its facts disagree/,
    statements: [
      `insert into facts select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'sequence', sequence + 100000))).*
       from facts f where kind = 'survey.imported' order by id limit 1`,
    ],
  },
  {
    what: 'a reading that was sent again stands there twice',
    named: /done 2 times: reading\.recorded/,
    statements: [
      `insert into readings select (jsonb_populate_record(r, jsonb_build_object('taken_at', taken_at + interval '1 ms'))).*
       from readings r where id = (select (body->>'readingId')::uuid from facts where kind = 'reading.recorded' order by id limit 1)`,
    ],
  },
  {
    what: 'a reading under another id is told by nobody',
    named: /a reading told twice, or by nobody/,
    statements: [
      `insert into readings select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
       from readings r where id = (select (body->>'readingId')::uuid from facts where kind = 'reading.recorded' order by id limit 1)`,
    ],
  },
  {
    what: 'a reading says something else than was sent',
    named: /not as it was asked for: reading\.recorded/,
    statements: [
      `update readings set sample = '{}' where id = (select (body->>'readingId')::uuid from facts where kind = 'reading.recorded' order by id limit 1)`,
    ],
  },
  {
    what: 'a water counts twice in its division',
    named: /the tallies of divisions are not what the waters add up to/,
    statements: [
      `update water_tallies set count = count + 1 where (digits, region_code, stage, list, colour) =
       (select digits, region_code, stage, list, colour from water_tallies order by 1, 2, 3, 4, 5 limit 1)`,
    ],
  },
  {
    what: 'an area is missing from the map',
    named: /the tallies of map cells are not what the waters add up to/,
    statements: [
      `update water_cell_tallies set area_m2 = area_m2 - 1 where (zoom, cell, stage, type, list, colour) =
       (select zoom, cell, stage, type, list, colour from water_cell_tallies order by 1, 2, 3, 4, 5, 6 limit 1)`,
    ],
  },
  {
    what: 'a note for the tallies was folded twice',
    named: /the tallies of divisions[^]*the tallies of map cells/,
    statements: [
      `insert into water_tally_changes select county_code, gen_random_uuid(), region_code, cell, longitude, latitude, type, stage,
         coalesce(list, 'none'), coalesce(colour, 'none'), 1, coalesce(area_m2, 0)::numeric, 0, 0
       from waters where cell is not null order by id limit 1`,
    ],
  },
  {
    what: 'a shape was saved without the cells it touches',
    named: /is drawn in other cells than its shape touches/,
    statements: [`delete from water_cells where water_id = ${some('water_cells', 'water_id')}`],
  },
  {
    what: 'a job is done and its effect is not there: the fact of a judgement',
    named: /an import was judged twice, or not although it brought waters to judge/,
    statements: [
      `delete from facts where kind = 'survey.import-judged' and exists (select from pgboss.job where ${finished})
       and id = (select id from facts where kind = 'survey.import-judged' order by id limit 1)`,
    ],
  },
  {
    what: 'a job is done and its effect is not there: verdicts on what was imported',
    named: /an imported water was never judged/,
    statements: [
      `delete from verdicts where exists (select from pgboss.job where ${finished})
       and water_id = (select water_id from water_imports order by water_id limit 1)`,
    ],
  },
  {
    what: 'a job is done and its effect is not there: a record that did not follow its water',
    named: /a row of readings does not stand where its water stands/,
    statements: [`update readings set region_code = '500231999999' where id = ${some('readings')}`],
  },
  {
    what: 'a job is done and its effect is not there: a bulk judgement',
    named: /a bulk judgement was not finished/,
    statements: [`update judgements set state = 'running' where id = ${some('judgements')}`],
  },
  {
    what: 'an import is confirmed and nobody writes it',
    named: /a job on an import was not done/,
    statements: [`update survey_imports set state = 'writing' where id = ${longList}`],
  },
  {
    what: 'a village forgot what it reported',
    named: /a village without the report its last fact tells of/,
    statements: [
      `update survey_villages set found = found + 1 where reported_at is not null
       and village_code = ${some('survey_villages', 'village_code', 'reported_at is not null')}`,
    ],
  },
  {
    what: 'a water stands there that nobody asked for',
    named: /a water that nobody asked for: 怪塘/,
    statements: [`update waters set name = '怪塘' where id = ${created}`],
  },
  {
    what: 'something was done although it was refused',
    named: /done although refused \(planted\): attachment\.added/,
    journal: entries =>
      changeOne(entries, 'attachment.added', entry => ({
        ...entry,
        outcome: { end: 'refused', status: 409, code: 'planted' },
      })),
  },
  {
    what: 'two people were given the same version',
    named: /two changes of water/,
    journal: entries => [...entries, ...entries.filter(isCorrected).slice(0, 1)],
  },
  // Last: the check takes away its file, which no record names then.
  {
    what: 'an attachment that was acknowledged is gone, record and all',
    named: /LOST although acknowledged: attachment\.added/,
    statements: [`delete from attachments where id = ${some('attachments')}`],
  },
]

const isCorrected = ({ change, outcome }: Entry) =>
  change.kind === 'water.corrected' && outcome.end === 'acknowledged' && outcome.answer.version !== undefined

function changeOne(
  entries: readonly Entry[],
  kind: Entry['change']['kind'],
  into: (entry: Entry) => Entry,
): readonly Entry[] {
  const index = entries.findIndex(({ change, outcome }) => change.kind === kind && outcome.end === 'acknowledged')
  if (index < 0) throw new Error(`nobody did anything of the kind ${kind}`)
  return entries.map((entry, at) => (at === index ? into(entry) : entry))
}
