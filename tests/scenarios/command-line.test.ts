import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseCompactDivisions } from '../../src/places/compact.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { runHere as jiuqing, type Ended } from '../support/run-command.ts'

/** The launcher as people start it; it finds the pinned runtime by itself. */
const launcher = fileURLToPath(new URL('../../bin/jiuqing.cjs', import.meta.url))
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const inventory = (name: string) => join(fixtures, 'inventories', name)

let folder: string
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-cli-'))
  // As root the database runs under another account, which must be able to walk down to its folder.
  await chmod(folder, 0o755)
  const content = await readFile(join(fixtures, 'places', 'wuhan-tianshui-2023.tsv'), 'utf8')
  const digits = { province: 2, city: 4, county: 6, town: 9, village: 12 }
  const rows = parseCompactDivisions(content).map(({ code, level, name }) => `${code.slice(0, digits[level])},${name}`)
  await writeFile(join(folder, 'places.csv'), ['code,name', ...rows].join('\n'))
  vi.stubEnv('DATABASE_URL', test.ownerUrl)
  vi.stubEnv('JIUQING_DATA', join(folder, 'data'))
  vi.stubEnv('JIUQING_LOG_LEVEL', 'warn')
  process.chdir(folder)
})
afterAll(async () => {
  process.chdir(import.meta.dirname)
  vi.unstubAllEnvs()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

function start(args: readonly string[]): { child: ChildProcess; said: { out: string; err: string } } {
  const env = { ...process.env, DATABASE_URL: '' }
  const child = spawn(process.execPath, [launcher, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  return { child, said }
}

/** As people start it. */
async function launched(...args: readonly string[]): Promise<Ended> {
  const { child, said } = start(args)
  await once(child, 'close')
  return { code: child.exitCode, ...said }
}

describe('a line that cannot be carried out', () => {
  it('leaves the launcher with its exit code and a sentence, and touches nothing', async () => {
    const [asked, unknown, misused, refused] = await Promise.all([
      launched('serve', '--help'),
      launched('frob'),
      launched('import', 'survey'),
      launched('import', 'survey', 'gone.xlsx'),
    ])
    expect(asked).toMatchObject({ code: 0, err: '' })
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(misused).toMatchObject({ code: 2, out: '' })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('gone.xlsx')
    expect(refused.err).not.toContain('    at ')
    expect(await readdir(folder)).toEqual(['places.csv'])
  })
})

describe('from two files to a register', () => {
  it('imports the divisions of two cities', async () => {
    const trial = await jiuqing('import', 'places', 'places.csv', '--edition', '2023', '--dry-run', '--json')
    expect(JSON.parse(trial.out)).toMatchObject({ dryRun: true, refused: 0 })
    const ended = await jiuqing('import', 'places', 'places.csv', '--edition', '2023', '--json')
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.out)).toMatchObject({
      edition: '2023',
      refused: 0,
      unchanged: 0,
      problems: expect.any(Array),
    })
    const without = await jiuqing('import', 'places', 'places.csv')
    expect(without.code).toBe(1)
    expect(without.err).toContain('--edition')
  })

  it('tries a list, then imports it, in the shape that scripts rely on', async () => {
    const counts = { read: 4, created: 4, updated: 0, unchanged: 0, refused: 0 }
    const trial = await jiuqing('import', 'survey', inventory('wuhan-2025q4.csv'), '--dry-run', '--json')
    expect(trial.code).toBe(0)
    expect(JSON.parse(trial.out)).toMatchObject(counts)
    const ended = await jiuqing('import', 'survey', inventory('wuhan-2025q4.csv'), '--json')
    expect(ended.code).toBe(0)
    const report = JSON.parse(ended.out)
    expect(report).toMatchObject(counts)
    for (const problem of report.problems) {
      expect(problem).toMatchObject({
        sheet: 'csv',
        code: expect.any(String),
        zh: expect.any(String),
        en: expect.any(String),
      })
    }
    const again = await jiuqing('import', 'survey', inventory('wuhan-2025q4.xlsx'))
    expect(again.out).toContain('未变 unchanged 4')
  })

  it('refuses a file as a whole with exit code 1 and gives the marked workbook back', async () => {
    const list = await readFile(inventory('tianshui-2025.csv'), 'utf8')
    await writeFile(join(folder, 'bad.csv'), list.replaceAll('李家沟', '无名沟'))
    const ended = await jiuqing('import', 'survey', 'bad.csv', '--report', 'marked.xlsx', '--json')
    expect(ended.code).toBe(1)
    const report = JSON.parse(ended.out)
    expect(report).toMatchObject({ created: 0, updated: 0 })
    expect(report.refused).toBeGreaterThan(0)
    expect((await readFile(join(folder, 'marked.xlsx'))).subarray(0, 2).toString()).toBe('PK')
  })

  it('refuses an account that does not exist, and a report that cannot be written', async () => {
    const stranger = await jiuqing('import', 'survey', inventory('wuhan-2025q4.csv'), '--as', 'nobody')
    expect(stranger.code).toBe(1)
    expect(stranger.err).toContain('--as')
    const lost = await jiuqing('import', 'survey', inventory('wuhan-2025q4.csv'), '--report', 'gone/x.xlsx')
    expect(lost.code).toBe(1)
    expect(lost.err).toContain('gone/x.xlsx')
  })

  it('exports every format, and the exported workbook comes back without changing anything', async () => {
    await jiuqing('import', 'survey', inventory('tianshui-2025.csv'))
    const begins = { xlsx: 'PK', csv: '\ufeff序号', geojson: '{"type"', gpkg: 'SQLite format 3' }
    for (const [format, begin] of Object.entries(begins)) {
      const ended = await jiuqing('export', 'register', '--format', format, '-o', `out.${format}`, '--json')
      expect(JSON.parse(ended.out)).toEqual({ out: `out.${format}`, format, waters: 8 })
      expect((await readFile(join(folder, `out.${format}`), 'utf8')).startsWith(begin)).toBe(true)
    }
    for (const name of ['out.xlsx', 'out.csv']) {
      const back = await jiuqing('import', 'survey', name, '--json')
      expect(JSON.parse(back.out)).toMatchObject({ read: 8, created: 0, updated: 0, unchanged: 8, refused: 0 })
    }
  })

  it('exports one list of one county', async () => {
    const ended = await jiuqing(
      ...'export register --list national --county 620503 --format csv -o part.csv --json'.split(' '),
    )
    expect(JSON.parse(ended.out)).toMatchObject({ waters: 3 })
    expect((await readFile(join(folder, 'part.csv'), 'utf8')).trim().split('\n')).toHaveLength(4)
  })
})

describe('a paper', () => {
  it('of one water is written as Word and as PDF, and of an unknown one refused', async () => {
    const [row] = await test.asOwner('select code from waters order by code limit 1')
    const code = String(row?.['code'])
    for (const [format, begin] of Object.entries({ docx: 'PK', pdf: '%PDF' })) {
      const ended = await jiuqing('report', 'water-sheet', code, '-o', `sheet.${format}`, '--json')
      expect(JSON.parse(ended.out)).toMatchObject({ report: 'water-sheet', code, format })
      expect((await readFile(join(folder, `sheet.${format}`), 'latin1')).startsWith(begin)).toBe(true)
    }
    const undrawn = await jiuqing('report', 'annual-plan', '500231000000', '--year', '2099', '-o', 'none.pdf')
    expect([undrawn.code, undrawn.err.includes('500231000000 2099')]).toEqual([1, true])
    const unfiled = await jiuqing('report', 'acceptance', code, '-o', 'none.pdf')
    expect([unfiled.code, unfiled.err.includes(code)]).toEqual([1, true])
    const refused = await jiuqing('report', 'water-sheet', 'HC000', '-o', 'none.pdf')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('HC000')
  })

  it('of both lists of a division is written as Word and as PDF, in either language, for a year', async () => {
    for (const [format, begin] of Object.entries({ docx: 'PK', pdf: '%PDF' })) {
      const out = `sames.${format}`
      const asked = ['four-sames', '620503000000', '--year', '2025', '--language', 'en', '-o', out, '--json']
      const ended = await jiuqing('report', ...asked)
      expect(JSON.parse(ended.out)).toMatchObject({ report: 'four-sames', code: '620503000000', format })
      expect((await readFile(join(folder, out), 'latin1')).startsWith(begin)).toBe(true)
    }
    const unknown = await jiuqing('report', 'four-sames', '629999000000', '-o', 'none.pdf')
    expect([unknown.code, unknown.err.includes('629999000000')]).toEqual([1, true])
    expect((await jiuqing('report', 'four-sames', '6205', '-o', 'none.pdf')).code).toBe(2)
    expect((await jiuqing('report', 'four-sames', '-o', 'none.pdf')).code).toBe(2)
  })

  it('of the cases needs no code, and says where there is no case to print', async () => {
    for (const where of [[], ['620503000000']]) {
      const none = await jiuqing('report', 'compendium', ...where, '-o', 'none.docx')
      expect([none.code, none.err.includes('案例')]).toEqual([1, true])
    }
    expect((await jiuqing('report', 'compendium', '6205', '-o', 'none.docx')).code).toBe(2)
  })
})

describe('a ledger that anyone can check', () => {
  it('is exported to one file that verifies anywhere and shows a single changed bit', async () => {
    const ended = await jiuqing('export', 'ledger', '-o', 'ledger.tar', '--json')
    expect(ended.code).toBe(0)
    const exported = JSON.parse(ended.out)
    expect(exported).toMatchObject({ out: 'ledger.tar', links: 0 })
    const verified = await jiuqing('verify', 'ledger.tar', '--json')
    expect(verified.code).toBe(0)
    expect(JSON.parse(verified.out)).toMatchObject({ sound: true, facts: exported.facts, faults: [] })

    const bytes = await readFile(join(folder, 'ledger.tar'))
    const middle = bytes.indexOf('chains/') + 512 + 100 // in the packed facts behind the head of their entry
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
    await writeFile(join(folder, 'changed.tar'), bytes)
    const changed = await jiuqing('verify', 'changed.tar')
    expect(changed.code).toBe(1)
    expect(changed.err).toContain('✗')
    expect(changed.out).toMatch(/发现 \d+ 处问题/)
  })

  it('exports one county, the others as bare links', async () => {
    const ended = await jiuqing('export', 'ledger', '--county', '620503', '-o', 'county.tar')
    expect(ended.code).toBe(0)
    expect(ended.out).toContain('1 条链 chains')
    expect((await jiuqing('verify', 'county.tar')).out).toContain('完好，未发现改动 sound, nothing was altered')
  })

  it('is what the tables say, until somebody changes one past the platform', async () => {
    const sound = await jiuqing('check-ledger', '--json')
    expect(sound.code).toBe(0)
    expect(JSON.parse(sound.out)).toMatchObject({ sound: true, faults: [] })
    const [area] = await test.asOwner(
      'update waters set area_m2 = area_m2 * 10 where id = (select id from waters order by id limit 1) returning code',
    )
    const found = await jiuqing('check-ledger')
    expect(found.code).toBe(1)
    expect(found.err).toContain(String(area?.['code']))
    expect(found.err).toContain('changed in the database itself')
    await test.asOwner(
      'update waters set area_m2 = area_m2 / 10 where id = (select id from waters order by id limit 1)',
    )
    expect(await jiuqing('check-ledger')).toMatchObject({ code: 0, err: '' })
  })
})

describe('a running server', () => {
  it('says its address, keeps its folder to itself, and stops in good order', async () => {
    const { child, said } = start(['serve', '--port', '0'])
    const ended = once(child, 'close')
    const deadline = Date.now() + 60_000
    while (!said.out.includes('ready ') && child.exitCode === null && Date.now() < deadline) {
      await new Promise(resolve => void setTimeout(resolve, 100))
    }
    expect(said.out).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/m)
    expect(said.out).toContain('管理员 administrator: admin')
    const second = await launched('import', 'survey', inventory('wuhan-2025q4.csv'))
    expect(second.code).toBe(1)
    expect(second.err).toContain('正被另一个久清进程')
    expect(second.err).toContain('is used by another Jiuqing process')
    child.kill('SIGTERM')
    await ended
    expect(child.exitCode).toBe(0)
    const exported = await launched('export', 'register', '--format', 'csv', '-o', 'empty.csv', '--json')
    expect(exported).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(exported.out)).toMatchObject({ waters: 0 })
  })
})
