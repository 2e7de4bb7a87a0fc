import { systemActor, rangeOf, type Actor } from '../platform/actor.ts'
import { atomically } from '../platform/db/database.ts'
import { findFact } from '../platform/facts/read.ts'
import type { Job } from '../platform/jobs.ts'
import { followingWater } from '../waters/following.ts'
import { walkWaters } from '../waters/overview-store.ts'
import { judgeImported } from './judge-imported.ts'
import { judgeSampled } from './judge-sampled.ts'
import { advanceJudgement, holdJudgement, type JudgedBatch } from './judgements-store.ts'
import { judgeWater } from './judging.ts'
import { moveVerdictsToRegion } from './verdicts-store.ts'

const batchSize = 50

/**
 * Works off a bulk judgement, fifty waters to a transaction, so that counties are not held up and a stop loses nothing: the next
 * run goes on after the last water judged.
 */
export const judgeInBulk: Job = {
  name: 'identification.judge-in-bulk',
  label: { zh: '批量判定', en: 'bulk judgement' },
  run: async ({ database }, fact) => {
    const started = await atomically(database, systemActor('job'), tx => findFact(tx, fact, 'judgement.started'))
    let goesOn = started !== undefined
    while (goesOn && started !== undefined) goesOn = await judgeBatch(database, started.body.judgementId)
  },
}

type Database = Parameters<typeof atomically>[0]

/** @returns whether anything may be left */
async function judgeBatch(database: Database, id: string): Promise<boolean> {
  const actor = await atomically(database, systemActor('job'), async tx => starterOf(await holdJudgement(tx, id)))
  if (actor === undefined) return false
  return atomically(database, actor, async tx => {
    const judgement = await holdJudgement(tx, id)
    if (judgement === undefined || judgement.state === 'done') return false
    const { last_county: countyCode, last_water: waterId } = judgement
    const waters = await walkWaters(tx, {
      region: judgement.region_code,
      stages: ['suspected'],
      limit: batchSize,
      ...(countyCode === null || waterId === null ? {} : { after: { countyCode, waterId } }),
    })
    const counts = { identified: 0, cleared: 0, undecided: 0 }
    for (const water of waters) {
      const { stageAfter } = await judgeWater(tx, water.id, {
        standardId: judgement.standard_id,
        dryRun: false,
        disputed: false,
      })
      counts[stageAfter === 'identified' || stageAfter === 'cleared' ? stageAfter : 'undecided'] += 1
    }
    const last = waters.at(-1)
    const batch: JudgedBatch = {
      ...counts,
      ...(last === undefined ? {} : { last: { countyCode: last.countyCode, waterId: last.id } }),
    }
    await advanceJudgement(tx, id, batch)
    return last !== undefined
  })
}

/** The job judges in the name of whoever asked for it, and no further than the division that was asked for. */
function starterOf(judgement: Awaited<ReturnType<typeof holdJudgement>>): Actor | undefined {
  if (judgement === undefined) return undefined
  return {
    ...systemActor('job'),
    accountId: judgement.started_by,
    username: judgement.starter,
    region: judgement.region_code,
    range: rangeOf(judgement.region_code),
  }
}

/** A water corrected to another division takes its verdicts along, so that they stay behind the same wall. */
export const followRegion = followingWater({
  name: 'identification.follow-region',
  label: { zh: '判定记录随水体移交', en: 'verdicts follow their water' },
  move: moveVerdictsToRegion,
})

export const identificationJobs = {
  'judgement.started': [judgeInBulk],
  'survey.imported': [judgeImported],
  'reading.imported': [judgeSampled],
  'water.corrected': [followRegion],
} as const
