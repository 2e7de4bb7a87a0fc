import { sql } from 'kysely'
import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type Witness } from '../platform/ledger/witness.ts'
import { hashClassification, type ClassificationRow } from './classifications-store.ts'

const table = 'water_classifications'
const name = (id: string): Bilingual => ({ zh: `成因与分类 ${id}`, en: `classification ${id}` })

/** Compares every classification with the fact that told of it. */
export const classificationWitness: Witness = {
  tables: [table],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['water.classified'])) {
      const ids = facts.map(({ body }) => body.classificationId)
      const found = await tx.sql.selectFrom(table).selectAll().where('id', 'in', ids).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const fact of facts) {
        const { classificationId: id } = fact.body
        const at = { table, row: id, chain: fact.chain, sequence: fact.sequence }
        const row = known.get(id)
        rows += 1
        const fields = row === undefined ? [] : differences(row, fact)
        if (row === undefined) note(rowGone(at, name(id)))
        else if (fields.length > 0) note(rowDiffers(at, name(id), fields))
      }
    }
    const loose = await sql<{ id: string; county_code: string }>`
      select c.id, c.county_code from water_classifications c where not exists (
        select from facts f where f.subject_id = c.water_id::text and f.kind = 'water.classified'
          and f.body->>'classificationId' = c.id::text)`.execute(tx.sql)
    for (const { id, county_code: chain } of loose.rows) {
      note(rowUnvouched({ table, row: id, chain, sequence: null }, name(id)))
    }
    return rows
  },
}

function differences(
  row: ClassificationRow,
  { body, subjectId }: Pick<Fact<'water.classified'>, 'body' | 'subjectId'>,
): readonly Bilingual[] {
  const same: readonly (readonly [boolean, Bilingual])[] = [
    [row.rule_class === body.ruleClass && row.rule_class === row.record.rule.outcome, { zh: '分类', en: 'class' }],
    [(row.override_class ?? undefined) === body.overrideClass, { zh: '人工分类', en: 'override' }],
    [(row.override_reason ?? undefined) === body.reason, { zh: '调整理由', en: 'reason' }],
    [row.water_id === subjectId, { zh: '水体', en: 'water' }],
    [hashClassification(row.record) === body.recordHash, { zh: '成因与依据', en: 'causes and evidence' }],
  ]
  return same.filter(([holds]) => !holds).map(([, field]) => field)
}
