import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import {
  dianjiang,
  municipal,
  pond,
  recordOne,
  shaping,
  withPlaces,
  yongchuan,
  zhutuo,
} from '../../tests/support/waters.ts'
import { Problem } from '../domain/problems.ts'
import { uuidv7 } from '../domain/ids.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { shippedChongqingZones } from '../places/shipped/chongqing-zones.ts'
import { insertZone } from '../places/zones/store.ts'
import { countWaters } from './overview-store.ts'
import {
  correctWater,
  drawWater,
  findWater,
  listWaters,
  moveWater,
  recordWaters,
  setColour,
  waterHistory,
  watersInRegion,
  watersNear,
} from './store.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
})
afterAll(() => test.close())

/** 100 m by 50 m, roughly. */
const outline = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [107.42, 30.21],
      [107.421, 30.21],
      [107.421, 30.2105],
      [107.42, 30.2105],
      [107.42, 30.21],
    ],
  ],
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Problem) return error
  throw new Error(`expected a Problem, got ${String(error)}`)
}

describe('a water recorded by hand', () => {
  it('gets a code of its county, the stage suspected and no list, and its history begins', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    expect(row.code).toMatch(/^JQ500231-\d{4}$/)
    expect(row).toMatchObject({ stage: 'suspected', list: null, colour: null, version: 1, area_method: 'stated' })
    const { items } = await reading(test.database, dianjiang, tx => waterHistory(tx, row.id, { limit: 10 }))
    expect(items.map(({ kind }) => kind)).toEqual(['water.moved', 'water.recorded'])
  })

  it('never shares its code with another, also when several are recorded at once', async () => {
    const rows = await Promise.all(Array.from({ length: 6 }, () => recordOne(test.database, pond(), dianjiang)))
    expect(new Set(rows.map(({ code }) => code)).size).toBe(6)
  })

  it('is stored in CGCS2000 with the system it came in', async () => {
    const position = { longitude: 106.5, latitude: 29.5 }
    const row = await recordOne(test.database, pond({ position, coordinateSource: 'gcj-02' }), dianjiang)
    expect(row.longitude).toBeCloseTo(106.49614, 4)
    expect(row.coordinate_source).toBe('gcj-02')
  })

  it('has no position where none is known, and is still in the list', async () => {
    const { position: _dropped, ...values } = pond().values
    const row = await recordOne(test.database, { ...pond(), values: { ...values, name: '无名塘' } }, dianjiang)
    expect(row).toMatchObject({ longitude: null, latitude: null, cell: null })
    const page = await reading(test.database, dianjiang, tx =>
      listWaters(tx, { position: 'unknown' }, { sort: 'code', limit: 10 }),
    )
    expect(page.items.map(({ id }) => id)).toEqual([row.id])
    expect(page.items[0]).not.toHaveProperty('longitude')
  })

  it('is refused where the division is unknown or a city', async () => {
    for (const regionCode of ['500231999999', '500000000000']) {
      const problem = await problemOf(recordOne(test.database, pond({ regionCode })))
      expect(problem.kind.code).toBe('water.region-unknown')
    }
  })

  it('cannot be put into another county', async () => {
    const problem = await problemOf(recordOne(test.database, pond({ regionCode: zhutuo }), dianjiang))
    expect(problem.kind.status).toBe(403)
  })
})

describe('a correction', () => {
  it('keeps every value before and after with the reason, and raises the version', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const saved = await atomically(test.database, dianjiang, tx =>
      correctWater(tx, {
        id: row.id,
        expectedVersion: 1,
        changes: { areaM2: 2300, causes: ['aquaculture'] },
        reason: '复测',
      }),
    )
    expect(saved).toMatchObject({ version: 2, area_m2: 2300, causes: ['aquaculture'] })
    const { items } = await reading(test.database, dianjiang, tx => waterHistory(tx, row.id, { limit: 1 }))
    expect(items[0]).toMatchObject({ kind: 'water.corrected', reason: '复测' })
    expect(items[0]?.changes).toContainEqual({
      field: 'areaM2',
      label: { zh: '水域面积（平方米）', en: 'area (m²)' },
      from: { zh: '2,260', en: '2,260' },
      to: { zh: '2,300', en: '2,300' },
    })
    const areas = await test.asOwner('select area_m2 from water_areas where water_id = $1 order by id', [row.id])
    expect(areas.map(area => area['area_m2'])).toEqual([2260, 2300])
  })

  it('against an older version is refused and says who changed what', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const correct = (areaM2: number) =>
      atomically(test.database, dianjiang, tx =>
        correctWater(tx, { id: row.id, expectedVersion: 1, changes: { areaM2 }, reason: '复测' }),
      )
    await correct(2300)
    const problem = await problemOf(correct(2400))
    expect(problem.kind).toMatchObject({ code: 'water.changed-meanwhile', status: 409 })
    expect(problem.details).toMatchObject({ version: 2, expectedVersion: 1, fields: [{ field: 'areaM2' }] })
  })

  it('that changes nothing is refused', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const problem = await problemOf(
      atomically(test.database, dianjiang, tx =>
        correctWater(tx, { id: row.id, expectedVersion: 1, changes: { areaM2: 2260 }, reason: '复测' }),
      ),
    )
    expect(problem.kind.code).toBe('water.nothing-to-change')
  })

  it('can say that a value is not known', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const saved = await atomically(test.database, dianjiang, tx =>
      correctWater(tx, {
        id: row.id,
        expectedVersion: 1,
        changes: { areaM2: null, position: null },
        reason: '来源有误',
      }),
    )
    expect(saved).toMatchObject({ area_m2: null, area_method: null, longitude: null, cell: null })
  })

  it('cannot hand a water to another county', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const problem = await problemOf(
      atomically(test.database, dianjiang, tx =>
        correctWater(tx, { id: row.id, expectedVersion: 1, changes: { regionCode: zhutuo }, reason: '改区划' }),
      ),
    )
    expect(problem.kind.code).toBe('region.outside-jurisdiction')
  })

  it('by the city can, and the county then no longer sees it', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    await atomically(test.database, municipal, tx =>
      correctWater(tx, { id: row.id, expectedVersion: 1, changes: { regionCode: zhutuo }, reason: '改区划' }),
    )
    expect(await reading(test.database, dianjiang, tx => findWater(tx, row.id))).toBeUndefined()
    expect(await reading(test.database, yongchuan, tx => findWater(tx, row.id))).toMatchObject({
      county_code: '500231',
    })
  })
})

describe('a drawn water', () => {
  it('is measured on the ellipsoid, moves to its shape, and keeps the stated area unless told otherwise', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const draw = (expectedVersion: number, takeArea: boolean) =>
      atomically(test.database, dianjiang, tx =>
        drawWater(tx, {
          id: row.id,
          expectedVersion,
          geometry: outline,
          coordinateSource: 'cgcs2000',
          takeArea,
          reason: '勾绘',
        }),
      )
    const drawn = await draw(1, false)
    expect(drawn.drawnAreaM2).toBeGreaterThan(5000)
    expect(drawn.row.area_m2).toBe(2260)
    expect(drawn.row.longitude).toBeCloseTo(107.4205, 6)
    const taken = await draw(2, true)
    expect(taken.row).toMatchObject({ area_m2: drawn.drawnAreaM2, area_method: 'drawn' })
    const cells = await test.asOwner('select count(*)::int as count from water_cells where water_id = $1', [row.id])
    expect(cells[0]?.['count']).toBeGreaterThan(0)
  })
})

describe('moving along the life', () => {
  it('follows the rules, sets the colour of the policy and appends the fact', async () => {
    const row = await recordOne(
      test.database,
      pond({}, { entry: { transition: 'declare', list: 'national' } }),
      dianjiang,
    )
    expect(row).toMatchObject({ stage: 'listed', list: 'national', list_how: 'declared', colour: 'red' })
    const move = (expectedVersion: number, transition: 'approve-plan' | 'start-works') =>
      atomically(test.database, dianjiang, tx =>
        moveWater(tx, { id: row.id, expectedVersion, transition, values: { planReference: '一水一策-1' } }),
      )
    await move(1, 'approve-plan')
    expect(await move(2, 'start-works')).toMatchObject({
      stage: 'in-works',
      colour: 'yellow',
      version: 3,
      list: 'national',
    })
    const problem = await problemOf(move(3, 'approve-plan'))
    expect(problem.kind.code).toBe('water.transition-refused')
  })

  it('lets a colour set by hand hold until the next stage', async () => {
    const row = await recordOne(
      test.database,
      pond({}, { entry: { transition: 'declare', list: 'county' } }),
      dianjiang,
    )
    const expected = { id: row.id, expectedVersion: 1 }
    const set = await atomically(test.database, dianjiang, tx =>
      setColour(tx, { ...expected, colour: 'yellow', reason: '已开工' }),
    )
    expect(set).toMatchObject({ colour: 'yellow', colour_by_hand: true })
    const moved = await atomically(test.database, dianjiang, tx =>
      moveWater(tx, { id: row.id, expectedVersion: 2, transition: 'approve-plan', values: { planReference: 'x' } }),
    )
    expect(moved).toMatchObject({ colour: 'red', colour_by_hand: false })
  })
})

describe('many waters at once', () => {
  it('enter without facts of their own, with codes in the order given', async () => {
    const drafts = Array.from({ length: 50 }, (_, index) => pond({ name: `批量${index}` }))
    const importId = uuidv7(Date.now())
    const rows = await atomically(test.database, dianjiang, async tx => {
      const made = await recordWaters(tx, drafts, { importId })
      await tx.append({
        kind: 'survey.imported',
        regionCode: '500231000000',
        subjectId: importId,
        body: { importId, rows: 50, created: 50, updated: 0, sha256: 'x', merkleRoot: 'y' },
      })
      return made
    })
    expect(rows.map(({ code }) => code)).toEqual(rows.map(({ code }) => code).toSorted())
    const { items } = await reading(test.database, dianjiang, tx => waterHistory(tx, rows[0]!.id, { limit: 10 }))
    expect(items.map(({ kind }) => kind)).toEqual(['survey.imported'])
  })
})

describe('finding waters', () => {
  it('near a place gives those within the distance, nearest first, and no others', async () => {
    const at = (longitude: number) => pond({ position: { longitude, latitude: 30.4 } })
    const near = await recordOne(test.database, at(107.5), dianjiang)
    const far = await recordOne(test.database, at(107.5008), dianjiang)
    await recordOne(test.database, at(107.52), dianjiang)
    const found = await reading(test.database, dianjiang, tx =>
      watersNear(tx, { longitude: 107.5, latitude: 30.4, withinM: 100 }),
    )
    expect(found.map(({ water }) => water.id)).toEqual([near.id, far.id])
    expect(found[1]?.distanceM).toBeCloseTo(76.9, 0)
  })

  it('in a division gives those of the town', async () => {
    const rows = await reading(test.database, municipal, tx => watersInRegion(tx, shaping))
    expect(new Set(rows.map(row => row.region_code))).toEqual(new Set([shaping]))
  })
})

describe('a functional zone', () => {
  it('records a water under its own reporting code, which no county has', async () => {
    const [zone] = shippedChongqingZones()
    await atomically(test.database, systemActor('job'), tx => insertZone(tx, zone!))
    const officer = actorOf('wan', 'county-officer', '500171000000')
    const row = await recordOne(test.database, pond({ name: '万盛塘', regionCode: '500171004000' }), officer)
    expect(row).toMatchObject({ county_code: '500171', code: 'JQ500171-0001' })
    await expect(
      recordOne(test.database, pond({ name: '无此镇', regionCode: '500171999000' }), officer),
    ).rejects.toThrow('water.region-unknown')
  })
})

describe('counting for the whole country', () => {
  it('counts every water, as without a division', async () => {
    const tallied = (region?: string) => reading(test.database, systemActor('job'), tx => countWaters(tx, { region }))
    expect(await tallied('000000000000')).toBe(await tallied())
    expect(await tallied()).toBeGreaterThan(0)
  })
})
