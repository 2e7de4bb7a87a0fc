import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runHere as jiuqing } from '../tests/support/run-command.ts'

// What needs no database; `tests/scenarios/command-line.test.ts` runs the rest as people start it.

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-usage-'))
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('JIUQING_DATA', join(folder, 'data'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const commandNames = [
  'serve', 'demo', 'import places', 'import survey', 'import readings', 'export register', 'report', 'export ledger', 'verify', 'check-ledger',
  'judge', 'backup', 'restore', 'move', 'distribute',
] // prettier-ignore

describe('the list of commands', () => {
  it('is shown on asking, and on standard error with exit code 2 for an unknown command', async () => {
    const asked = await jiuqing()
    for (const name of commandNames) expect(asked.out).toContain(`  ${name}`)
    expect(asked.code).toBe(0)
    const unknown = await jiuqing('frob')
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toContain('frob')
    expect((await jiuqing('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each(commandNames)('has help for %s', async name => {
    const help = await jiuqing(...name.split(' '), '--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain(`jiuqing ${name}`)
    expect(help.out).toContain('--json')
  })
})

describe('wrong usage', () => {
  it.each([
    ['serve --frob', '没有这个选项：--frob'],
    ['serve extra', '多出的参数：extra'],
    ['import', 'import survey'],
    ['import places', 'Name at least one file'],
    ['import survey', 'Name one file'],
    ['import readings', 'Name one file'],
    ['import survey a.csv b.csv', 'Name one file'],
    ['export register --format csv', 'Name the output file'],
    ['export register -o out --format pdf', 'xlsx, csv, geojson, gpkg'],
    ['export register -o out --format csv --list big', 'national, municipal, county'],
    ['export register -o out --format csv --county 垫江', '--county'],
    ['report', 'Name a report'],
    ['report water-sheet', 'Name one water'],
    ['report water-sheet HC1 -o out.doc', '.docx or .pdf'],
    ['report water-sheet HC1 -o out.pdf --language fr', '--language'],
    ['export ledger', 'Name the output file'],
    ['export ledger -o out --county 垫江', '--county'],
    ['verify', 'Name one file'],
    ['judge a.csv', 'Name a standard'],
    ['backup', 'Name one folder'],
    ['backup out --keep 0', '--keep'],
    ['restore', 'Name one folder'],
    ['move', 'Name one of --to and --from'],
    ['move --to mysql://x', 'postgres://'],
    ['move --from postgres://x/y', '--data'],
    ['distribute now', '多出的参数'],
  ])('%s exits 2, says why in both languages and touches nothing', async (line, sentence) => {
    const ended = await jiuqing(...line.split(' '))
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toContain(sentence)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('what the system refuses', () => {
  it.each([
    ['import survey gone.xlsx', 'gone.xlsx'],
    ['import survey .', '文件夹'],
    ['import readings gone.xlsx', 'gone.xlsx'],
    ['import places gone', 'gone'],
    ['verify gone.tar', 'gone.tar'],
    ['judge gone.csv --standard GB3838-2002', 'gone.csv'],
    ['backup out', 'There is no Jiuqing data'],
    ['restore gone', '没有完整的备份'],
    ['move --to postgres://127.0.0.1:1/x', '没有久清的数据'],
    ['serve --port 99999', 'JIUQING_PORT'],
    ['distribute', 'DATABASE_URL is not set'],
  ])('%s exits 1 with a sentence instead of a trace, before any database is made', async (line, sentence) => {
    const ended = await jiuqing(...line.split(' '))
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toContain(sentence)
    expect(ended.err).not.toContain('    at ')
    expect(await readdir(folder)).toEqual([])
  })
})
