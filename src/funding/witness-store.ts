import type { Fact } from '../domain/facts.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type Witness } from '../platform/ledger/witness.ts'
import { hashBundle } from './bundles-store.ts'

const table = 'bundles'
const nameOf = (id: string) => ({ zh: `打捆方案 ${id}`, en: `pilot bundle ${id}` })

/** Saved bundles: what was calculated, and whether it was removed. */
export const bundleWitness: Witness = {
  tables: [table],
  check: async (tx, note) => {
    const removed = new Set<string>()
    for await (const facts of factsOfKinds(tx, ['bundle.removed']))
      for (const { subjectId } of facts) removed.add(subjectId)
    const saved = new Map<string, Fact<'bundle.saved'>>()
    for await (const facts of factsOfKinds(tx, ['bundle.saved']))
      for (const fact of facts) saved.set(fact.subjectId, fact)
    const rows = await tx.sql.selectFrom('bundles').selectAll().execute()
    for (const row of rows) {
      const fact = saved.get(row.id)
      saved.delete(row.id)
      if (fact === undefined) {
        note(rowUnvouched({ table, row: row.id, chain: row.region_code.slice(0, 6), sequence: null }, nameOf(row.id)))
        continue
      }
      const fields = [
        ...(hashBundle(row.name, row.record) === fact.body.recordHash
          ? []
          : [{ zh: '名称或内容', en: 'name or content' }]),
        ...(row.region_code === fact.regionCode ? [] : [{ zh: '区划', en: 'division' }]),
        ...((row.removed_at !== null) === removed.has(row.id) ? [] : [{ zh: '是否删除', en: 'whether it is removed' }]),
      ]
      const { chain, sequence } = fact
      if (fields.length > 0) note(rowDiffers({ table, row: row.id, chain, sequence }, nameOf(row.id), fields))
    }
    for (const [id, { chain, sequence }] of saved) note(rowGone({ table, row: id, chain, sequence }, nameOf(id)))
    return rows.length
  },
}
