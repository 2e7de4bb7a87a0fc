import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkChains } from '../../src/platform/facts/check.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically } from '../../src/platform/db/database.ts'
import { judgeWater } from '../../src/identification/store.ts'
import { recordReading } from '../../src/monitoring/store.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { Problem } from '../../src/domain/problems.ts'
import { correctWater, type WaterRow } from '../../src/waters/store.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { municipal, pond, recordOne, shaping, withPlaces, zhutuo } from '../support/waters.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase({ connections: 20 })
  await withPlaces(test.database)
})
afterAll(() => test.close())

const counties = [shaping, zhutuo, '500116114000']

const correction = (water: WaterRow, areaM2: number) =>
  atomically(test.database, municipal, tx =>
    correctWater(tx, { id: water.id, expectedVersion: water.version, changes: { areaM2 }, reason: '实测' }),
  )

const judging = ({ id }: WaterRow) =>
  atomically(test.database, municipal, tx => judgeWater(tx, id, { dryRun: false, disputed: false }))

const reading = ({ id: waterId }: WaterRow) =>
  atomically(test.database, municipal, tx =>
    recordReading(tx, uuidv7(Date.now()), {
      waterId,
      point: '1',
      takenAt: '2026-11-01T08:00:00+08:00',
      sample: { dissolvedOxygen: { value: 1.2, qualifier: 'measured' } },
      source: 'by-hand',
    }),
  )

/** Every refusal that is not the answer to somebody else having been faster. */
function unexpected(outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return outcomes.flatMap(outcome => {
    if (outcome.status === 'fulfilled') return []
    const isLate = outcome.reason instanceof Problem && outcome.reason.kind.code === 'water.changed-meanwhile'
    return isLate ? [] : [outcome.reason]
  })
}

async function expectSoundChains(): Promise<void> {
  const checked = await checkChains(test.database, systemActor('job'))
  expect(checked.filter(({ fault }) => fault !== null)).toEqual([])
  const stored = await test.asOwner(
    'select county_code as chain, count(*)::int as facts from facts group by 1 order by 1',
  )
  expect(checked.filter(({ facts }) => facts > 0).map(({ chain, facts }) => ({ chain, facts }))).toEqual(stored)
}

describe('many commands at once', () => {
  it('in one county all happen, and its chain stays whole', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => recordOne(test.database, pond({ name: `塘${index}` }))),
    )
    expect(unexpected(outcomes)).toEqual([])
    const codes = await test.asOwner('select count(distinct code)::int as codes from waters')
    expect(codes).toEqual([{ codes: 20 }])
    await expectSoundChains()
  })

  it('in several counties do not hold each other up', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 21 }, (_, index) =>
        recordOne(test.database, pond({ name: `沟${index}`, regionCode: counties[index % 3] ?? shaping })),
      ),
    )
    expect(unexpected(outcomes)).toEqual([])
    await expectSoundChains()
  })

  it('on the same waters are carried out or refused for a changed version, never broken off', async () => {
    const waters = await Promise.all(
      counties.map(regionCode => recordOne(test.database, pond({ name: '同一水体', regionCode }))),
    )
    const outcomes = await Promise.allSettled(
      waters.flatMap(water =>
        [1, 2, 3].flatMap(area => [correction(water, 2000 + area), judging(water), reading(water)]),
      ),
    )
    expect(unexpected(outcomes)).toEqual([])
    await expectSoundChains()
  })
})
