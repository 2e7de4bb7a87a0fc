import { createReadStream, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/domain/ids.ts'
import { parseCompactDivisions } from '../../src/places/compact.ts'
import { importPlaces } from '../../src/places/importing.ts'
import { systemActor, type Actor } from '../../src/platform/actor.ts'
import { atomically, reading } from '../../src/platform/db/database.ts'
import { openFileStore, type FileStore } from '../../src/platform/files/attachments-store.ts'
import { eachProblem } from '../../src/survey/import/answer.ts'
import { stageImport } from '../../src/survey/import/staging.ts'
import { writeImport } from '../../src/survey/import/writing.ts'
import {
  changeImport,
  decideRow,
  findImport,
  findRows,
  insertImport,
  type StoredImport,
} from '../../src/survey/import-store.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import { actorOf } from '../support/actors.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const owner = systemActor('command-line')
const fixtures = new URL('../fixtures/', import.meta.url)

let test: TestDatabase
let files: FileStore
let folder: string

beforeAll(async () => {
  test = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-files-'))
  files = await openFileStore(folder)
  await importTwoCities()
})

afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

/** Divisions of Wuhan and Tianshui (a cut of the 2023 edition), as `import places` takes them. */
async function importTwoCities(): Promise<void> {
  const divisions = parseCompactDivisions(readFileSync(new URL('places/wuhan-tianshui-2023.tsv', fixtures), 'utf8'))
  const rows = divisions.map(
    ({ code, level, name }) =>
      `${code.slice(0, { province: 2, city: 4, county: 6, town: 9, village: 12 }[level])},${name}`,
  )
  const content = new TextEncoder().encode(['code,name', ...rows].join('\n'))
  const report = await atomically(test.database, owner, tx =>
    importPlaces(tx, { files: [{ name: 'two-cities.csv', content }], edition: '2023', dryRun: false }),
  )
  expect(report.refused).toBe(0)
}

async function stage(path: string, actor: Actor = owner): Promise<StoredImport> {
  const received = await files.receive(createReadStream(path), { maxBytes: 10_000_000 })
  if ('tooLarge' in received) throw new Error('fixtures are small')
  await received.keep()
  const { database } = test
  const fresh = {
    id: uuidv7(Date.now()),
    regionCode: actor.region,
    fileName: path.split('/').at(-1) ?? '',
    sha256: received.sha256,
  }
  const held = await atomically(database, actor, tx => insertImport(tx, fresh))
  await stageImport({ database, actor, held, path: (await files.locate(held.sha256)) ?? '' })
  return reading(database, actor, tx => findImport(tx, held.id))
}

async function importWhole(path: string, actor: Actor = owner) {
  const held = await stage(path, actor)
  const problems = await Array.fromAsync(eachProblem({ database: test.database, actor, held }))
  const outcome = await atomically(test.database, actor, tx => writeImport(tx, held.id, { partial: false }))
  return { outcome, problems, codes: new Set(problems.map(({ code }) => code)) }
}

const inventory = (name: string) => new URL(`inventories/${name}`, fixtures).pathname

describe('the official inventories of two cities', () => {
  it('give exactly the eight waters, each in its right village and list', async () => {
    const wuhan = await importWhole(inventory('wuhan-2025q4.csv'))
    const tianshui = await importWhole(inventory('tianshui-2025.csv'))
    expect(wuhan.outcome).toEqual({ read: 4, created: 4, updated: 0, unchanged: 0, refused: 0 })
    expect(tianshui.outcome).toEqual({ read: 4, created: 4, updated: 0, unchanged: 0, refused: 0 })
    const waters = await test.asOwner(
      `select name, region_code, list, list_how, stage, basis, area_m2::int as area from waters order by code`,
    )
    expect(waters).toEqual([
      water('城北村汪套湾东部水沟', '420117001204', 4004),
      water('城北村汪套湾东部堰塘', '420117001204', 27500),
      water('沙河村登峰湾曹家大塘', '420117012223', 5300),
      water('滨湖村大湾塘', '420117009235', 13300),
      water('大门镇政府南50m;上街村村委会西15m', '620502113007', 305),
      water('李家沟防洪渠', '620503108207', 4500),
      water('磨渠口排水渠', '620503108205', 750),
      water('安坪村大塘', '620503115207', 450),
    ])
    // Odd cells are explained, none silently guessed.
    for (const code of ['end.name-only', 'end.not-needed', 'place.subdistrict-short', 'place.committee-words'])
      expect(wuhan.codes).toContain(code)
    for (const code of [
      'name.two-places',
      'place.village-now-community',
      'list.differs-from-area',
      'end.same-as-start',
      'column.size-missing',
    ]) {
      expect(tianshui.codes).toContain(code)
    }
    expect(tianshui.problems.filter(({ code }) => code === 'list.differs-from-area')).toHaveLength(3)
  })

  it.each([
    'wuhan-2025q4.xlsx',
    'wuhan-2025q4.xls',
    'wuhan-2025q4.gb18030.csv',
    'tianshui-2025.xlsx',
    'tianshui-2025.xls',
    'tianshui-2025.gb18030.csv',
  ])('change nothing when they come again as %s', async name => {
    const { outcome } = await importWhole(inventory(name))
    expect(outcome).toEqual({ read: 4, created: 0, updated: 0, unchanged: 4, refused: 0 })
  })

  it('leave one fact per county with the root of its rows, in sound chains', async () => {
    const facts = await test.asOwner(
      `select county_code, (body->>'rows')::int as rows from facts where kind = 'survey.imported' order by 1`,
    )
    expect(facts).toEqual([
      { county_code: '420117', rows: 4 },
      { county_code: '620502', rows: 1 },
      { county_code: '620503', rows: 3 },
    ])
    const chains = await checkChains(test.database, owner)
    expect(chains.map(({ fault }) => fault)).toEqual(chains.map(() => null))
    expect(chains.length).toBeGreaterThanOrEqual(3)
  })
})

describe('a workbook with faults', () => {
  it('enters not at all, and a corrected cell gives what the corrected file gives', async () => {
    const path = join(folder, 'slip.csv')
    await writeFile(path, (await readFile(inventory('tianshui-2025.csv'), 'utf8')).replace(',450,', ',45km2,'))
    const held = await stage(path)
    expect(held).toMatchObject({ state: 'open', refused: 1, ready: 3 })
    await expect(atomically(test.database, owner, tx => writeImport(tx, held.id, { partial: false }))).rejects.toThrow(
      'import.has-refusals',
    )
    const [bad] = await reading(test.database, owner, tx =>
      findRows(tx, held, { show: 'refused', after: 0, limit: 10 }),
    )
    const cell = bad?.written.cells.areaM2 ?? ''
    expect(bad?.problems.find(({ severity }) => severity === 'refuse')).toMatchObject({ code: 'area.impossible', cell })
    await atomically(test.database, owner, tx =>
      changeImport(tx, held, {
        state: 'reading',
        corrections: [{ sheet: bad?.written.sheet ?? '', cell, text: '450' }],
      }),
    )
    const again = await reading(test.database, owner, tx => findImport(tx, held.id))
    await stageImport({ database: test.database, actor: owner, held: again, path })
    const outcome = await atomically(test.database, owner, tx => writeImport(tx, held.id, { partial: false }))
    expect(outcome).toEqual({ read: 4, created: 0, updated: 0, unchanged: 4, refused: 0 })
  })

  it('from another county is refused row by row for an officer of one county', async () => {
    const officer = actorOf('sun', 'county-officer', '620502000000')
    const held = await stage(inventory('tianshui-2025.csv'), officer)
    expect(held).toMatchObject({ ready: 1, refused: 3 })
    const rows = await reading(test.database, officer, tx =>
      findRows(tx, held, { show: 'refused', after: 0, limit: 10 }),
    )
    expect(
      new Set(
        rows.flatMap(({ problems }) =>
          problems.filter(({ severity }) => severity === 'refuse').map(({ code }) => code),
        ),
      ),
    ).toEqual(new Set(['place.outside-jurisdiction']))
    // Another county's officer does not find the import at all.
    const other = actorOf('qian', 'county-officer', '620503000000')
    await expect(reading(test.database, other, tx => findImport(tx, held.id))).rejects.toThrow('import.not-found')
  })

  it('asks about a likely duplicate and does as decided', async () => {
    const path = join(folder, 'near.csv')
    await writeFile(
      path,
      (await readFile(inventory('tianshui-2025.csv'), 'utf8')).replace('磨渠口排水渠', '磨渠口新排水渠'),
    )
    const held = await stage(path)
    expect(held).toMatchObject({ state: 'open', undecided: 1 })
    const [asked] = await reading(test.database, owner, tx =>
      findRows(tx, held, { show: 'undecided', after: 0, limit: 10 }).then(rows =>
        rows.filter(({ outcome }) => outcome === 'undecided'),
      ),
    )
    expect(asked?.match).toMatchObject({ name: '磨渠口排水渠', reason: 'near', distanceM: 0 })
    await atomically(test.database, owner, tx => decideRow(tx, held, asked?.position ?? 0, 'same'))
    const outcome = await atomically(test.database, owner, tx => writeImport(tx, held.id, { partial: true }))
    expect(outcome).toMatchObject({ created: 0, updated: 1, unchanged: 3 })
    expect(await test.asOwner(`select name from waters where code = 'JQ620503-0002'`)).toEqual([
      { name: '磨渠口新排水渠' },
    ])
  })
})

function water(name: string, regionCode: string, area: number) {
  return {
    name,
    region_code: regionCode,
    list: 'national',
    list_how: 'declared',
    stage: 'listed',
    basis: 'not-stated',
    area,
  }
}
