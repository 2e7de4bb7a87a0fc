import type { Ask } from './check.ts'
import type { Change, ChangeKind, Entry } from './journal.ts'

/** What stands of a change: how often it was done, and whether with exactly what was asked for. */
type Found = { readonly times: number; readonly asAsked: boolean }
type Find<K extends ChangeKind> = (change: Extract<Change, { kind: K }>, answerId: string | undefined) => Found

/**
 * Looks for every change that was asked for. What was acknowledged is there once, as asked; what was refused is not; what nobody
 * answered is there once or not at all.
 */
export async function checkChanges(ask: Ask, entries: readonly Entry[]): Promise<readonly string[]> {
  const finders = await findersOf(ask)
  return [
    ...entries.flatMap(entry => faultOf(entry, finders)),
    ...checkVersions(entries),
    ...(await checkStrangers(ask, entries)),
  ]
}

function faultOf({ change, by, outcome }: Entry, finders: Finders): readonly string[] {
  const find = finders[change.kind] as Find<ChangeKind> | undefined // the finder of exactly this kind
  if (find === undefined) return []
  const answerId = outcome.end === 'acknowledged' ? outcome.answer.id : undefined
  const { times, asAsked } = find(change, answerId)
  const what = `${change.kind} by ${by} ${JSON.stringify(change)}`
  if (times > 1) return [`done ${times} times: ${what}`]
  if (outcome.end === 'acknowledged' && times === 0) return [`LOST although acknowledged: ${what}`]
  if (outcome.end === 'refused' && times > 0) return [`done although refused (${outcome.code}): ${what}`]
  if (times === 1 && !asAsked) return [`not as it was asked for: ${what}`]
  return []
}

/** Two changes that were both given the same version of a water: one of them was written over the other. */
function checkVersions(entries: readonly Entry[]): readonly string[] {
  const seen = new Map<string, string>()
  const faults: string[] = []
  for (const { change, outcome } of entries) {
    if (outcome.end !== 'acknowledged' || outcome.answer.version === undefined) continue
    if (change.kind !== 'water.corrected' && change.kind !== 'water.drawn' && change.kind !== 'water.coloured') continue
    const key = `${change.waterId} ${outcome.answer.version}`
    const other = seen.get(key)
    if (other !== undefined) faults.push(`two changes of water ${key}: ${other} and ${JSON.stringify(change)}`)
    seen.set(key, JSON.stringify(change))
  }
  return faults
}

type Finders = { readonly [K in ChangeKind]?: Find<K> }

type WaterFact = { kind: string; subject_id: string; body: Record<string, unknown> }

async function findersOf(ask: Ask): Promise<Finders> {
  const byName = await grouped(ask, { statement: 'select * from waters', key: 'name' })
  const byMark = await factsByReason(ask)
  const row = (statement: string, key = 'id') => grouped(ask, { statement, key })
  const readings = await row('select * from readings')
  const readingKeys = await row('select * from reading_keys')
  const senses = await row('select * from senses_records')
  const questionnaires = await row('select * from questionnaires')
  const attachments = await row('select * from attachments')
  const sources = await row('select * from pollution_sources')
  const numbers = await row('select * from water_numbers', 'number')
  const candidates = await row('select * from survey_candidates join waters on waters.id = water_id', 'water_id')
  const imports = await row('select * from survey_imports', 'file_name')
  const importsById = await row('select * from survey_imports')
  const verdicts = await row('select * from verdicts')
  const subjects = await factsBySubject(ask)
  const factsOf = (kind: string, subject: string) => (subjects.get(subject) ?? []).filter(fact => fact.kind === kind)
  /** A record with an id of its own is vouched for by one fact that names the id. */
  const vouched = (kind: string, subject: string, field: string, id: string) =>
    factsOf(kind, subject).filter(({ body }) => body[field] === id).length === 1

  return {
    'water.created': ({ name, areaM2 }, answerId) => {
      const found = byName.get(name) ?? []
      const [water] = found
      const recorded = factsOf('water.recorded', String(water?.['id']))
      const first = (recorded[0]?.body['values'] ?? {}) as Record<string, unknown>
      return {
        times: found.length,
        asAsked:
          recorded.length === 1 && first['areaM2'] === areaM2 && (answerId === undefined || answerId === water?.['id']),
      }
    },
    'water.corrected': ({ areaM2, reason, waterId }) =>
      oneFact(byMark.get(reason), waterId, ({ body }) => changedTo(body, 'areaM2') === areaM2),
    'water.drawn': ({ reason, waterId }) => oneFact(byMark.get(reason), waterId, () => true),
    'water.coloured': ({ reason, waterId, colour }) =>
      oneFact(byMark.get(reason), waterId, ({ body }) => body['colour'] === colour),
    'water.numbered': ({ number, waterId }) => ({
      times: numbers.get(number)?.length ?? 0,
      asAsked:
        numbers.get(number)?.[0]?.['water_id'] === waterId && vouched('water.number-added', waterId, 'number', number),
    }),
    'water.judged': ({ waterId }, answerId) => {
      const verdict = answerId === undefined ? undefined : verdicts.get(answerId)?.[0]
      if (answerId === undefined) return { times: 0, asAsked: true }
      return {
        times: verdict === undefined ? 0 : 1,
        asAsked: verdict?.['water_id'] === waterId && vouched('verdict.given', waterId, 'verdictId', answerId),
      }
    },
    'water.listed': ({ reason, waterId }) => oneFact(byMark.get(reason), waterId, () => true),
    'list.changed': ({ reason, waterId }) => oneFact(byMark.get(reason), waterId, () => true),
    'source.recorded': ({ sourceId, name }) => ({
      times: sources.get(sourceId)?.length ?? 0,
      asAsked: sources.get(sourceId)?.[0]?.['name'] === name,
    }),
    'attachment.added': ({ attachmentId, waterId, sha256, bytes }) => {
      const found = attachments.get(attachmentId) ?? []
      return {
        times: found.length,
        asAsked:
          found[0]?.['sha256'] === sha256 &&
          Number(found[0]['bytes']) === bytes &&
          found[0]['water_id'] === waterId &&
          vouched('attachment.added', waterId, 'attachmentId', attachmentId),
      }
    },
    'reading.recorded': ({ readingId, waterId, takenAt, dissolvedOxygen }) => {
      const found = readings.get(readingId) ?? []
      const sample = (found[0]?.['sample'] ?? {}) as Record<string, { value?: number }>
      return {
        times: Math.max(found.length, readingKeys.get(readingId)?.length ?? 0),
        asAsked:
          found[0]?.['water_id'] === waterId &&
          (found[0]['taken_at'] as Date).toISOString() === takenAt &&
          sample['dissolvedOxygen']?.value === dissolvedOxygen &&
          vouched('reading.recorded', waterId, 'readingId', readingId),
      }
    },
    'senses.recorded': ({ sensesId, waterId, note }) => ({
      times: senses.get(sensesId)?.length ?? 0,
      asAsked: senses.get(sensesId)?.[0]?.['water_id'] === waterId && senses.get(sensesId)?.[0]?.['note'] === note,
    }),
    'questionnaire.recorded': ({ questionnaireId, valid, black }) => ({
      times: questionnaires.get(questionnaireId)?.length ?? 0,
      asAsked:
        questionnaires.get(questionnaireId)?.[0]?.['valid'] === valid &&
        questionnaires.get(questionnaireId)?.[0]?.['black'] === black,
    }),
    'candidate.recorded': ({ waterId, name }) => ({
      times: candidates.get(waterId)?.length ?? 0,
      asAsked: candidates.get(waterId)?.[0]?.['name'] === name && factsOf('water.recorded', waterId).length === 1,
    }),
    'village.reported': ({ reason, found }) => {
      const facts = byMark.get(reason) ?? []
      return { times: facts.length, asAsked: (facts[0]?.body['found'] ?? 0) === found }
    },
    'import.uploaded': ({ fileName, sha256 }, answerId) => {
      const found = imports.get(fileName) ?? []
      return {
        times: found.length,
        asAsked:
          found[0]?.['sha256'] === sha256 &&
          factsOf('survey.uploaded', String(answerId ?? found[0]['id'])).length === 1,
      }
    },
    'import.committed': ({ importId }) => {
      const state = String(importsById.get(importId)?.[0]?.['state'])
      const confirmed = factsOf('survey.import-confirmed', importId).length
      return { times: confirmed, asAsked: state === 'imported' || state === 'open' }
    },
    'import.cancelled': ({ importId }) => ({
      times: factsOf('survey.import-cancelled', importId).length,
      asAsked: importsById.get(importId)?.[0]?.['state'] === 'cancelled',
    }),
    'import.corrected': ({ importId, cell, text }) => {
      const corrections = (importsById.get(importId)?.[0]?.['corrections'] ?? []) as { cell: string; text: string }[]
      return {
        times: factsOf('survey.import-corrected', importId).length,
        asAsked: corrections.some(one => one.cell === cell && one.text === text),
      }
    },
    'zone.changed': ({ reason, code }) => {
      const facts = byMark.get(reason) ?? []
      return { times: facts.length, asAsked: facts[0]?.body['zoneCode'] === code }
    },
  }
}

type Row = Record<string, unknown>

async function grouped(ask: Ask, { statement, key }: { statement: string; key: string }): Promise<Map<string, Row[]>> {
  return Map.groupBy(await ask<Row>(statement), row => String(row[key]))
}

const woven = 'select kind, subject_id, body from facts order by county_code, sequence'

async function factsBySubject(ask: Ask): Promise<Map<string, WaterFact[]>> {
  return Map.groupBy(await ask<WaterFact>(woven), ({ subject_id }) => subject_id)
}

async function factsByReason(ask: Ask): Promise<Map<string, WaterFact[]>> {
  const facts = await ask<WaterFact>(woven)
  return Map.groupBy(
    facts.filter(({ body }) => typeof body['reason'] === 'string'),
    ({ body }) => String(body['reason']),
  )
}

function oneFact(facts: WaterFact[] | undefined, waterId: string, fits: (fact: WaterFact) => boolean): Found {
  const [fact] = facts ?? []
  return { times: facts?.length ?? 0, asAsked: fact !== undefined && fact.subject_id === waterId && fits(fact) }
}

function changedTo(body: Row, field: string): unknown {
  const changed = body['changed'] as Record<string, { to: unknown }> | undefined // of a `water.corrected`
  return changed?.[field]?.to
}

/** Waters and imports that nobody asked for. */
async function checkStrangers(ask: Ask, entries: readonly Entry[]): Promise<readonly string[]> {
  const names = new Set<string>()
  const marks = new Set<string>()
  for (const { change } of entries) {
    if (change.kind === 'water.created' || change.kind === 'candidate.recorded') names.add(change.name)
    if (change.kind === 'import.uploaded') marks.add(change.mark)
  }
  const waters = await ask<{ name: string }>('select name from waters')
  return waters
    .filter(({ name }) => !names.has(name) && !marks.has(name.replace(/-\d+$/, '')))
    .map(({ name }) => `a water that nobody asked for: ${name}`)
}
