import type { TownMove } from '../domain/regions.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import type { FactReference, Job, JobContext } from '../platform/jobs.ts'
import { findZoneMoves } from '../places/zones/store.ts'
import { moveWatersOfTown } from './changing-store.ts'

/** Waters to a transaction: a county's other writers wait no longer than for these. */
const atOnce = 50

/**
 * Waters follow their town into a functional zone and out of it. They go where the zones say now, not where the fact said: running
 * twice, late or out of order ends the same.
 */
export const followZone: Job = {
  name: 'waters.follow-zone',
  label: { zh: '水体随功能区移交', en: 'waters follow their zone' },
  run: async (context, fact) => {
    const found = await movesFor(context, fact)
    if (found === undefined) return
    for (const move of found.moves) await moveAll(context, move, `功能区“${found.name}”调整 zone ${found.name} changed`)
  },
}

async function movesFor({ database }: JobContext, fact: FactReference) {
  return reading(database, systemActor('job'), tx => findZoneMoves(tx, fact))
}

async function moveAll({ database }: JobContext, move: TownMove, reason: string): Promise<void> {
  let moved = atOnce
  while (moved === atOnce) {
    moved = await atomically(database, systemActor('job'), tx => moveWatersOfTown(tx, move, { reason, limit: atOnce }))
  }
}

export const waterJobs = { 'zone.registered': [followZone], 'zone.changed': [followZone] } as const
