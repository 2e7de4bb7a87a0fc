import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { pond, withPlaces } from '../../tests/support/waters.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { cellOfTile, pointZoom, tileAt } from './cells.ts'
import { tallyWaters } from './overview-store.ts'
import { correctWater, mergeWaters, recordWaters, setColour, waterTile, type WaterRow } from './store.ts'
import { foldAll } from './tally-folding.ts'
import { endedStages, recountTallies } from './tallies-store.ts'

const everybody: readonly Actor[] = [
  cast.wang,
  cast.li,
  cast.zhao,
  cast.chen,
  actorOf('qian', 'village-chief', '500231102201'),
  actorOf('zhu', 'town-chief', '500118118000'),
]
const regions = ['500231000000', '500231102000', '500231102201', '500231103000', '500118118000', '500118118200']

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
})
afterAll(() => test.close())

/** The same numbers on every run. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}

async function recordSome(roll: (below: number) => number, number: number): Promise<readonly WaterRow[]> {
  const drafts = Array.from({ length: number }, (_, index) => {
    const known = roll(5) > 0
    const draft = pond({
      name: `塘${index}`,
      type: (['pond', 'ditch', 'river'] as const)[roll(3)]!,
      regionCode: regions[roll(regions.length)]!,
      ...(roll(6) > 0 ? { areaM2: 200 + roll(20_000) / 4 } : {}),
      ...(known ? { position: { longitude: 105 + roll(40_000) / 1e4, latitude: 29 + roll(20_000) / 1e4 } } : {}),
    })
    if (!known) delete (draft.values as { position?: unknown }).position
    const entry =
      roll(2) > 0 ? ({ transition: 'declare', list: 'national' } as const) : ({ transition: 'suspect' } as const)
    return { ...draft, entry, invented: roll(4) === 0, rowHash: null }
  })
  return atomically(test.database, systemActor('job'), tx =>
    recordWaters(tx, drafts as never, { importId: '01999999-0000-7000-8000-00000000000b' }),
  )
}

/** One change of any kind to one of the waters; the water as it is after it. */
function changeOne(roll: (below: number) => number, { id, version, colour }: WaterRow): Promise<WaterRow> {
  const expected = { id, expectedVersion: version }
  const reason = '随机更正'
  return atomically(test.database, systemActor('job'), tx => {
    const changes = [
      { areaM2: 100 + roll(36_000) / 4 },
      { regionCode: regions[roll(regions.length)]! },
      { type: (['pond', 'ditch', 'reservoir'] as const)[roll(3)]! },
      { position: { longitude: 105 + roll(40_000) / 1e4, latitude: 29 + roll(20_000) / 1e4 } },
    ]
    const what = roll(changes.length + 1)
    if (what === changes.length)
      return setColour(tx, { ...expected, colour: colour === 'red' ? 'green' : 'red', reason })
    // The name as well, so that there is always something to correct.
    return correctWater(tx, { ...expected, changes: { ...changes[what], name: `塘${version}号` }, reason })
  })
}

const numberOf = (value: unknown) => Math.round(Number(value) * 1000) / 1000

async function expectTrueTallies(): Promise<void> {
  for (const actor of everybody) {
    for (const digits of [0, 6, 9, 12] as const) {
      const tallies = await reading(test.database, actor, tx => tallyWaters(tx, { digits }))
      const counted = await test.asOwner(
        `select rpad(left(region_code, ${digits}), 12, '0') division, stage, list, colour, count(*)::int count,
                coalesce(sum(area_m2), 0) "areaM2", count(*) filter (where area_m2 is null)::int "withoutArea", count(*) filter (where invented)::int invented
         from waters where region_code >= $1 and region_code < $2 group by 1, 2, 3, 4`,
        [actor.range.from, actor.range.to],
      )
      const comparable = (rows: readonly object[]) =>
        rows
          .map(row => ({ ...row, areaM2: numberOf((row as { areaM2: unknown }).areaM2) }))
          .map(row => JSON.stringify(row, Object.keys(row).sort()))
          .sort()
      expect(comparable(tallies), `${actor.username} by ${digits} digits`).toEqual(comparable(counted))
    }
  }
}

async function expectTrueTiles(): Promise<void> {
  for (const actor of everybody) {
    for (const z of [0, 3, 6, 8, 9, 10]) {
      for (const filter of [{}, { type: ['pond'] }, { list: ['national', 'none'], stage: ['listed'] }] as const) {
        const tile = tileAt(107.2, 30.1, z)
        const shown = await reading(test.database, actor, tx => waterTile(tx, tile, filter as never))
        expect(countsIn(shown), `${actor.username} at zoom ${z} ${JSON.stringify(filter)}`).toEqual(
          await countsOfTile(actor, tile, filter),
        )
      }
    }
  }
}

type Filter = {
  readonly type?: readonly string[]
  readonly stage?: readonly string[]
  readonly list?: readonly string[]
}

function countsIn(tile: Uint8Array | undefined): readonly string[] {
  const layer = tile === undefined ? undefined : new VectorTile(new PbfReader(tile)).layers['waters']
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const { count, areaM2, national, none } = layer!.feature(index).properties
    return [count, areaM2, national, none].join(' ')
  })
}

async function countsOfTile(actor: Actor, { z, x, y }: { z: number; x: number; y: number }, filter: Filter) {
  const side = 16
  const cells = new Set<number>()
  for (let column = x * side - 1; column <= (x + 1) * side; column++) {
    for (let row = y * side - 1; row <= (y + 1) * side; row++) {
      if (Math.min(column, row) >= 0 && Math.max(column, row) < side * 2 ** z)
        cells.add(cellOfTile({ z: z + 4, x: column, y: row }))
    }
  }
  const rows = await test.asOwner(
    `select cell / ${4 ** (pointZoom - z - 4)}::bigint as at, count(*)::int count, coalesce(sum(area_m2::numeric), 0) area,
            count(*) filter (where list = 'national')::int national, count(*) filter (where list is null)::int none
     from waters where cell is not null and region_code >= $1 and region_code < $2 and ($3::text[] is null or type = any($3))
       and (case when $4::text[] is null then stage <> all($6) else stage = any($4) end) and ($5::text[] is null or coalesce(list, 'none') = any($5))
     group by 1 order by 1`,
    [actor.range.from, actor.range.to, filter.type ?? null, filter.stage ?? null, filter.list ?? null, endedStages],
  )
  return rows
    .filter(({ at }) => cells.has(Number(at)))
    .map(({ count, area, national, none }) => [count, Math.round(Number(area)), national, none].join(' '))
}

describe('tallies of waters', () => {
  it('are true after every kind of change, folded or not, for whoever asks', async () => {
    const roll = dice(20_261_125)
    const waters = new Map((await recordSome(roll, 120)).map(row => [row.id, row]))
    await expectTrueTallies()
    for (let round = 0; round < 4; round++) {
      for (let change = 0; change < 15; change++) {
        const row = [...waters.values()][roll(waters.size)]!
        const changed = await changeOne(roll, row)
        waters.set(changed.id, changed)
      }
      if (roll(2) > 0) await foldAll(test.database)
      await expectTrueTallies()
      await expectTrueTiles()
    }
  })

  it('follow waters that end and come back', async () => {
    const [one, two] = (await recordSome(dice(7), 2)) as [WaterRow, WaterRow]
    const same = {
      regionCode: '500231102000',
      type: 'pond' as const,
      position: { longitude: 107.4, latitude: 30.2 },
      areaM2: 300,
    }
    const [first, second] = await Promise.all(
      [one, two].map(({ id, version }) =>
        atomically(test.database, systemActor('job'), tx =>
          correctWater(tx, { id, expectedVersion: version, changes: same, reason: '同一水体' }),
        ),
      ),
    )
    await atomically(test.database, systemActor('job'), tx =>
      mergeWaters(tx, {
        id: first!.id,
        expectedVersion: first!.version,
        merged: [{ id: second!.id, expectedVersion: second!.version }],
        why: 'same-water',
        reason: '重复登记',
      }),
    )
    await foldAll(test.database)
    await expectTrueTallies()
    await expectTrueTiles()
  })

  it('count anew what somebody spoiled', async () => {
    await test.asOwner(`update water_tallies set count = count + 3`)
    await test.asOwner(`delete from water_cell_tallies where zoom = 9`)
    await expect(expectTrueTallies()).rejects.toThrow('by 0 digits')
    await atomically(test.database, systemActor('job'), recountTallies)
    await expectTrueTallies()
    await expectTrueTiles()
  })

  it('hold nothing that is nought, and no change that was folded', async () => {
    await foldAll(test.database)
    const [left] = await test.asOwner(`select (select count(*) from water_tally_changes) as changes,
      (select count(*) from water_tallies where count = 0) as empty, (select count(*) from water_cell_tallies where count <= 0) as cells`)
    expect(left).toEqual({ changes: 0, empty: 0, cells: 0 })
  })

  it('of one database are folded by one process at a time', async () => {
    await recordSome(dice(3), 30)
    await Promise.all([foldAll(test.database), foldAll(test.database), foldAll(test.database)])
    await foldAll(test.database)
    await expectTrueTallies()
  })
})
