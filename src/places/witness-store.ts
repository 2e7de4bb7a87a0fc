import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type Witness } from '../platform/ledger/witness.ts'
import { findZones } from './zones/store.ts'
import type { Zone } from './zones/zones.ts'

const nameAlias = (name: string): Bilingual => ({ zh: `地名别名 ${name}`, en: `alias ${name}` })
const nameZone = (name: string): Bilingual => ({ zh: `功能区 ${name}`, en: `functional zone ${name}` })

/** Names that sources use for places: an alias put in by hand would lead waters into another village. */
export const aliasWitness: Witness = {
  tables: ['place_aliases'],
  check: async (tx, note) => {
    const rows = await tx.sql.selectFrom('place_aliases').select(['id', 'name', 'within_code', 'source']).execute()
    const left = new Map(rows.map(row => [row.id, row]))
    for await (const facts of factsOfKinds(tx, ['place.alias-registered'])) {
      for (const { subjectId, chain, sequence, body } of facts) {
        const at = { table: 'place_aliases', row: subjectId, chain, sequence }
        const row = left.get(subjectId)
        left.delete(subjectId)
        if (row === undefined) {
          note(rowGone(at, nameAlias(body.name)))
          continue
        }
        const fields = [
          ...(row.name === body.name ? [] : [{ zh: '名称', en: 'the name' }]),
          ...(row.within_code === body.within ? [] : [{ zh: '所属乡镇', en: 'its town' }]),
          ...(row.source === body.source ? [] : [{ zh: '来源', en: 'the source' }]),
        ]
        if (fields.length > 0) note(rowDiffers(at, nameAlias(body.name), fields))
      }
    }
    for (const { id, name, within_code } of left.values()) {
      note(
        rowUnvouched(
          { table: 'place_aliases', row: id, chain: within_code.slice(0, 6), sequence: null },
          nameAlias(name),
        ),
      )
    }
    return rows.length
  },
}

/** Functional zones: which towns report to them decides who sees what. */
export const zoneWitness: Witness = {
  tables: ['place_zones'],
  check: async (tx, note) => {
    const zones = await findZones(tx)
    const told = await zonesTold(tx)
    for (const zone of zones) {
      const of = told.get(zone.code)
      told.delete(zone.code)
      const at = { table: 'place_zones', row: zone.code, chain: of?.chain ?? zone.code, sequence: of?.sequence ?? null }
      if (of === undefined) note(rowUnvouched(at, nameZone(zone.name)))
      else if (!sameTowns(zone, of.towns))
        note(rowDiffers(at, nameZone(zone.name), [{ zh: '所辖乡镇', en: 'its towns' }]))
    }
    for (const [row, { name, chain, sequence }] of told) {
      note(rowGone({ table: 'place_zones', row, chain, sequence }, nameZone(name)))
    }
    return zones.length
  },
}

type Told = {
  readonly name: string
  readonly chain: string
  readonly sequence: number
  readonly towns: ReadonlySet<string>
}

async function zonesTold(tx: Tx): Promise<Map<string, Told>> {
  const told = new Map<string, Told>()
  for await (const facts of factsOfKinds(tx, ['zone.registered', 'zone.changed'])) {
    for (const fact of facts) told.set(fact.body.zoneCode, after(told.get(fact.body.zoneCode), fact))
  }
  return told
}

function after(before: Told | undefined, fact: Fact<'zone.registered' | 'zone.changed'>): Told {
  const { body, chain, sequence } = fact
  const towns = new Set('towns' in body ? body.towns : [...(before?.towns ?? []), ...body.joined])
  if ('left' in body) for (const town of body.left) towns.delete(town)
  return { name: body.name, chain, sequence, towns }
}

function sameTowns({ towns }: Zone, told: ReadonlySet<string>): boolean {
  return towns.length === told.size && towns.every(({ statistical }) => told.has(statistical))
}
