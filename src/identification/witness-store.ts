import { sql } from 'kysely'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type Witness } from '../platform/ledger/witness.ts'
import { hashRecord } from './verdicts-store.ts'

const table = 'verdicts'
const name = (id: string) => ({ zh: `判定 ${id}`, en: `verdict ${id}` })

export const verdictWitness: Witness = {
  tables: [table],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['verdict.given'])) {
      const ids = facts.map(({ body }) => body.verdictId)
      const found = await tx.sql.selectFrom('verdicts').selectAll().where('id', 'in', ids).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const { body, subjectId, chain, sequence } of facts) {
        const at = { table, row: body.verdictId, chain, sequence }
        const row = known.get(body.verdictId)
        rows++
        if (row === undefined) {
          note(rowGone(at, name(body.verdictId)))
          continue
        }
        const record = body.recordHash === undefined || hashRecord(row.record) === body.recordHash
        const fields = [
          ...(row.outcome === body.outcome && row.outcome === row.record.outcome
            ? []
            : [{ zh: '结论', en: 'outcome' }]),
          ...(row.standard_id === body.standardId ? [] : [{ zh: '标准', en: 'standard' }]),
          ...(row.water_id === subjectId ? [] : [{ zh: '水体', en: 'water' }]),
          ...(row.basis === row.record.basis ? [] : [{ zh: '依据', en: 'basis' }]),
          ...(record ? [] : [{ zh: '判定过程', en: 'record' }]),
        ]
        if (fields.length > 0) note(rowDiffers(at, name(body.verdictId), fields))
      }
    }
    const loose = await sql<{
      id: string
      county_code: string
    }>`select v.id, v.county_code from verdicts v where not exists (
      select from facts f where f.subject_id = v.water_id::text and f.kind = 'verdict.given' and f.body->>'verdictId' = v.id::text)`.execute(
      tx.sql,
    )
    for (const { id, county_code: chain } of loose.rows) {
      note(rowUnvouched({ table, row: id, chain, sequence: null }, name(id)))
    }
    return rows
  },
}
