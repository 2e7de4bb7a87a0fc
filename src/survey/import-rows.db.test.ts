import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { uuidv7 } from '../domain/ids.ts'
import { atomically, reading } from '../platform/db/database.ts'
import {
  countStandings,
  decideRow,
  findRows,
  insertImport,
  insertRows,
  rowCursor,
  type ImportKey,
  type NewRow,
  type RowFilter,
} from './import-store.ts'

const { li } = cast
let test: TestDatabase
let key: ImportKey

const kinds = ['clean', 'warned', 'refused', 'undecided', 'certain', 'both'] as const
type Kind = (typeof kinds)[number]

/** Six hundred rows as a county's workbook has them: everything mixed, what matters far down. */
const rows = Array.from({ length: 600 }, (_, index) => ({ position: index + 1, kind: kindAt(index + 1) }))

function kindAt(position: number): Kind {
  if (position % 97 === 0) return 'refused'
  if (position % 89 === 0) return 'undecided'
  if (position % 83 === 0) return 'both'
  if (position % 10 === 0) return 'certain'
  return position % 7 === 0 ? 'warned' : 'clean'
}

function rowOf({ position, kind }: { position: number; kind: Kind }): NewRow {
  const problem = { sheet: '表', row: position, code: 'area.odd', zh: '请核对', en: 'Check.' }
  const match = { waterId: uuidv7(0), code: 'JQ500231-0001', name: '塘', distanceM: 3, zh: '疑似', en: 'near' }
  return {
    position,
    outcome: kind === 'refused' || kind === 'both' ? 'refused' : kind === 'undecided' ? 'undecided' : 'ready',
    written: { sheet: '表', row: position, written: { name: `塘${position}` }, cells: {}, unknown: {} },
    problems: [
      ...(kind === 'warned' || kind === 'both' ? [{ ...problem, severity: 'warn' as const }] : []),
      ...(kind === 'refused' || kind === 'both' ? [{ ...problem, severity: 'refuse' as const }] : []),
    ],
    ...(kind === 'undecided' ? { match: { ...match, reason: 'near' as const } } : {}),
    ...(kind === 'certain' ? { match: { ...match, reason: 'same-id' as const }, decision: 'same' as const } : {}),
  }
}

beforeAll(async () => {
  test = await testDatabase()
  key = await atomically(test.database, li, async tx => {
    const fresh = { id: uuidv7(tx.at.getTime()), regionCode: li.region, fileName: '县.xlsx', sha256: 'x' }
    const held = await insertImport(tx, fresh)
    await insertRows(tx, held, rows.map(rowOf))
    return held
  })
})
afterAll(() => test.close())

/** Every row of a filter, page by page as the page of the office asks. */
async function paged(show: RowFilter, limit: number) {
  const found = []
  for (let after = 0; ;) {
    const page = await reading(test.database, li, tx => findRows(tx, key, { show, after, limit }))
    found.push(...page)
    const last = page.at(-1)
    if (last === undefined) return found
    after = rowCursor(show, last)
  }
}

const positionsOf = (...wanted: readonly Kind[]) =>
  rows.filter(({ kind }) => wanted.includes(kind)).map(({ position }) => position)

describe('the rows of an import that need somebody', () => {
  it.each([1, 7, 50, 500])(
    'stand refused first, then to decide, then warned, each once, by pages of %i',
    async limit => {
      const found = await paged('attention', limit)
      expect(found.map(({ position }) => position)).toEqual([
        ...positionsOf('refused', 'both'),
        ...positionsOf('undecided'),
        ...positionsOf('warned'),
      ])
    },
  )

  it('are counted by kind, each row once, and found by kind', async () => {
    const counts = await reading(test.database, li, tx => countStandings(tx, key))
    expect(counts.refused + counts.undecided + counts.warned + counts.clean).toBe(600)
    for (const kind of ['refused', 'undecided', 'warned', 'clean'] as const) {
      expect(await paged(kind, 100)).toHaveLength(counts[kind])
    }
    expect(counts).toMatchObject({ undecided: positionsOf('undecided').length, warned: positionsOf('warned').length })
  })

  it('leave a row that is sure to be a known water among the clean ones: nobody has to decide', async () => {
    const clean = await paged('clean', 500)
    expect(clean.map(({ position }) => position)).toEqual(positionsOf('clean', 'certain'))
  })

  it('keep a row where it stands once somebody decided, so that it does not jump away', async () => {
    const [position = 0] = positionsOf('undecided')
    await atomically(test.database, li, tx => decideRow(tx, key, position, 'new'))
    const [first] = await paged('undecided', 500)
    expect(first).toMatchObject({ position, standing: 'undecided', outcome: 'ready', decision: 'new' })
  })

  it('come in the order of the file where every row is asked for', async () => {
    expect((await paged('all', 200)).map(({ position }) => position)).toEqual(rows.map(({ position }) => position))
  })
})
