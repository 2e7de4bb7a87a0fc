import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { torture, type Tortured } from './torture.ts'

/** A seed names the moments and the work, so that a run that finds something can be had again. */
const seed = Number(process.env['TORTURE_SEED'] ?? 20_261_125)

let tortured: Tortured
beforeAll(async () => {
  tortured = await torture({
    minutes: 0.6,
    seed,
    killsPerMinute: 30,
    sparedShare: 0,
    thinkMs: 100,
    inHaste: true,
    enough: ({ tally, kills }) => tally.acknowledged > 120 && tally.unanswered > 0 && struck(kills) >= 6,
  })
}, 600_000)
afterAll(async () => {
  // What lost something is kept to be looked at.
  if (tortured.faults.length === 0) await rm(tortured.folder, { recursive: true, force: true })
})

const struck = (kills: Tortured['kills']) => Object.values(kills).reduce((sum, count) => sum + count)

describe('a platform whose server and database are killed again and again', () => {
  it('loses nothing that it acknowledged, does nothing half or twice, and keeps every chain of facts', () => {
    expect(tortured.faults).toEqual([])
  })

  it('was really at work, and really killed', () => {
    const { acknowledged, unanswered } = tortured.tally
    expect(acknowledged).toBeGreaterThan(100)
    expect(unanswered).toBeGreaterThan(0)
    expect(struck(tortured.kills)).toBeGreaterThanOrEqual(5)
    expect(tortured.checked.counts['facts']).toBeGreaterThan(acknowledged / 2)
  })
})
