import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { requireWaterInPlace } from './finding-store.ts'
import { numberTaken } from './problems.ts'
import type { WaterNumber } from './shapes.ts'
import type { WaterRow } from './water-row.ts'

type WaterNumberTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  issuer: string
  number: string
  issued_on: string
  added_at: Date
  by_account: string
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    water_numbers: WaterNumberTable
  }
}

export type NewNumber = { readonly issuer: string; readonly number: string; readonly issuedOn: string }

/**
 * Adds a number that an authority gave the water. Full-width forms and spaces do not make another number.
 *
 * @throws Problem `water.not-found`, `water.number-taken`
 */
export async function addWaterNumber(tx: Tx, waterId: string, added: NewNumber): Promise<void> {
  const water = await requireWaterInPlace(tx, waterId)
  const number = { ...added, issuer: tidy(added.issuer), number: tidy(added.number) }
  const inserted = await tx.sql
    .insertInto('water_numbers')
    .values({
      county_code: water.county_code,
      id: uuidv7(tx.at.getTime()),
      water_id: water.id,
      region_code: water.region_code,
      issuer: number.issuer,
      number: number.number,
      issued_on: number.issuedOn,
      added_at: tx.at,
      by_account: tx.actor.accountId,
    })
    .onConflict(conflict => conflict.columns(['county_code', 'issuer', 'number']).doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) throw new Problem(numberTaken, { ...number, code: await holderOf(tx, water, number) })
  await tx.append({ kind: 'water.number-added', regionCode: water.region_code, subjectId: water.id, body: number })
}

function tidy(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, '')
}

async function holderOf(tx: Tx, water: WaterRow, { issuer, number }: NewNumber): Promise<string> {
  const found = await tx.sql
    .selectFrom('water_numbers')
    .innerJoin('waters', 'waters.id', 'water_numbers.water_id')
    .select('waters.code')
    .where('water_numbers.county_code', '=', water.county_code)
    .where('issuer', '=', issuer)
    .where('number', '=', number)
    .executeTakeFirst()
  return found?.code ?? '?'
}

/** The numbers of a water, oldest first. */
export async function numbersOf(tx: Tx, waterId: string): Promise<WaterNumber[]> {
  const numbers = tx.sql.selectFrom('water_numbers').selectAll().where('water_id', '=', waterId)
  const rows = await prepared(tx, numbers.orderBy('issued_on').orderBy('added_at'))
  return rows.map(row => ({
    id: row.id,
    issuer: row.issuer,
    number: row.number,
    issuedOn: row.issued_on,
    addedAt: row.added_at.toISOString(),
  }))
}
