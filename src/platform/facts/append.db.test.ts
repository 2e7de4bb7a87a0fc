import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { systemActor } from '../actor.ts'
import { atomically } from '../db/database.ts'

describe('appending facts', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await testDatabase()
  })
  afterAll(() => test.close())

  it('keeps one unbroken chain per county when many commands append at once', async () => {
    const append = (county: string) =>
      atomically(test.database, systemActor('job'), tx =>
        tx.append({
          kind: 'water.status-set',
          regionCode: `${county}000000`,
          subjectId: 'w1',
          body: { colour: 'red', reason: '复核' },
        }),
      )
    await Promise.all([...Array(12).keys()].map(index => append(index % 2 === 0 ? '500231' : '500118')))
    const rows = await test.asOwner(
      'select county_code, max(sequence) as last, count(*) as facts from facts group by 1 order by 1',
    )
    expect(rows).toEqual([
      { county_code: '500118', last: 6, facts: 6 },
      { county_code: '500231', last: 6, facts: 6 },
    ])
  })

  it('appends nothing when the command fails afterwards', async () => {
    const failing = atomically(test.database, systemActor('job'), async tx => {
      await tx.append({ kind: 'session.closed', regionCode: '500101000000', subjectId: 'a', body: {} })
      throw new Error('later step failed')
    })
    await expect(failing).rejects.toThrow('later step failed')
    expect(await test.asOwner(`select 1 from facts where county_code = '500101'`)).toEqual([])
  })
})
