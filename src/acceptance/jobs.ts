import { stages, type Stage } from '../domain/lifecycle.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { followingWater } from '../waters/following.ts'
import { moveWater, requireWater, requireWaterInPlace } from '../waters/store.ts'
import { carryOut } from './deciding.ts'
import { holdFile, moveFilesToRegion, standingFile, type FileTable } from './files-store.ts'

/** A water corrected to another division takes its files along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'acceptance.follow-region',
  label: { zh: '验收材料随水体移交', en: 'files of acceptance follow their water' },
  move: moveFilesToRegion,
})

/** A water delisted by its file goes on into upkeep; one that has gone elsewhere meanwhile is left alone. */
export const startUpkeep: Job = {
  name: 'acceptance.start-upkeep',
  label: { zh: '销号后转入长效管护', en: 'delisted waters go on into upkeep' },
  concerns: body => body['to'] === 'delisted',
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const decided = await findFact(tx, fact, 'acceptance.decided')
      if (decided === undefined || decided.body.to !== 'delisted') return
      const water = await requireWaterInPlace(tx, decided.subjectId)
      if (water.stage !== 'delisted') return
      await moveWater(tx, { id: water.id, expectedVersion: water.version, transition: 'start-upkeep' })
    })
  },
}

const leaving: ReadonlySet<unknown> = new Set([
  'accept',
  'fail-acceptance',
  'delist',
  'revoke-acceptance',
  'relist',
  'merge',
  'split',
])

/** A file whose water the register sent another way is worth nothing any more: it lapses, with where the water went. */
export const lapseWithWater: Job = {
  name: 'acceptance.lapse-with-water',
  label: { zh: '水体另行变更后验收材料失效', en: 'files lapse where their water goes another way' },
  concerns: body => leaving.has(body['transition']),
  run: async ({ database }, fact) => {
    await atomically(database, systemActor('job'), async tx => {
      const moved = await findFact(tx, fact, 'water.moved')
      if (moved === undefined || !leaving.has(moved.body.transition)) return
      const present = await requireWater(tx, moved.subjectId)
      const cycles = [present.cycle, present.cycle - 1]
      for (const cycle of cycles) {
        const standing = await standingFile(tx, { id: present.id, cycle })
        if (standing === undefined) continue
        const held = await holdFile(tx, standing.id)
        if (fits(held.file, held.water)) continue
        const stage = stages[held.water.stage].label
        const reason = `水体已转为“${stage.zh}” (the water is ${stage.en} now)`
        await carryOut(tx, held, { decision: 'lapse', reason, items: [] })
      }
    })
  },
}

/** Whether a file and its water still go together; a delisted one keeps its file also through relapse and the next cycle. */
function fits({ state, cycle }: FileTable, water: { readonly stage: Stage; readonly cycle: number }): boolean {
  if (state === 'delisted') return water.cycle !== cycle || water.stage !== 'in-works'
  if (water.cycle !== cycle) return false
  return state === 'submitted' ? water.stage === 'completed' : water.stage === 'accepted' || water.stage === 'relapsed'
}

export const acceptanceJobs = {
  'water.corrected': [followRegion],
  'water.moved': [lapseWithWater],
  'acceptance.decided': [startUpkeep],
} as const
