import type { Actor } from '../../src/platform/actor.ts'
import { cast } from './actors.ts'
import { atomically, type Database } from '../../src/platform/db/database.ts'
import { ensureShippedPlaces } from '../../src/places/seed.ts'
import { recordWater, type WaterDraft, type WaterRow } from '../../src/waters/store.ts'

/** 垫江县 and 永川区: two counties that must not see each other. */
export const { li: dianjiang, zhao: yongchuan, wang: municipal } = cast

export const shaping = '500231102000'
export const zhutuo = '500118118000'

export async function withPlaces(database: Database): Promise<void> {
  await ensureShippedPlaces(database)
}

/** A suspected pond in Dianjiang; `changes` say what is different. */
export function pond(changes: Partial<WaterDraft['values']> = {}, rest: Partial<WaterDraft> = {}): WaterDraft {
  return {
    values: {
      name: '水井大田水塘',
      type: 'pond',
      regionCode: shaping,
      areaM2: 2260,
      position: { longitude: 107.42, latitude: 30.21 },
      coordinateSource: 'cgcs2000',
      ...changes,
    },
    candidateSource: 'desk',
    entry: { transition: 'suspect' },
    ...rest,
  }
}

export function recordOne(database: Database, draft: WaterDraft, actor: Actor = municipal): Promise<WaterRow> {
  return atomically(database, actor, tx => recordWater(tx, draft))
}
