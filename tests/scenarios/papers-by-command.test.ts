import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { exampleDatabase } from '../support/example-database.ts'
import { runHere } from '../support/run-command.ts'

let folder: string
let test: TestDatabase
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-papers-'))
  await mkdir(join(folder, 'files'))
  test = await exampleDatabase(join(folder, 'files'))
  vi.stubEnv('DATABASE_URL', test.ownerUrl)
  vi.stubEnv('JIUQING_DATA', folder)
  vi.stubEnv('JIUQING_LOG_LEVEL', 'warn')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

async function codeOf(name: string): Promise<string> {
  const [row] = await test.asOwner('select code from waters where name = $1', [name])
  return String(row?.['code'])
}

/** What a paper says, as the command wrote it: the text of the Word file, its runs joined. */
async function written(...words: readonly string[]): Promise<string> {
  const out = join(folder, 'paper.docx')
  const ended = await runHere('report', ...words, '-o', out, '--json')
  expect(ended.err).toBe('')
  const content = await readFile(out)
  expect(JSON.parse(ended.out)).toMatchObject({ report: words[0], format: 'docx', bytes: content.length })
  const document = unzipSync(content)['word/document.xml']
  if (document === undefined) throw new Error('the Word file has no document')
  return strFromU8(document).replaceAll(/<[^>]+>/g, '')
}

describe('a paper of the example', () => {
  it('of an acceptance says what was checked and who decided', async () => {
    const code = await codeOf('水井大田水塘')
    const paper = await written('acceptance', code)
    for (const word of ['水井大田水塘', code, '镇街自验', '区县验收', '核查销号', '公示']) expect(paper).toContain(word)
    expect(await written('acceptance', code, '--language', 'en')).toContain('own check')
  })

  it('of the cases holds all of them, or those of a division', async () => {
    const all = await test.asOwner(`select id from solved_cases where state = 'published'`)
    const whole = await written('compendium')
    expect(whole).toContain('水井大田水塘')
    expect(whole).toContain(`已入编案例 ${all.length} 个`)
    const own = await written('compendium', '500231000000')
    expect(own).toContain('水井大田水塘')
    expect(own.length).toBeLessThan(whole.length)
  })

  it('of a plan, an annual plan, the two lists and a water name what they are about', async () => {
    const code = await codeOf('水井大田水塘')
    expect(await written('plan', code)).toContain('水井大田水塘')
    expect(await written('water-sheet', code)).toContain('水井大田水塘')
    expect(await written('annual-plan', '500231000000', '--year', '2026')).toContain('垫江县')
    expect(await written('four-sames', '500000000000', '--year', '2026')).toContain('同部署')
  })

  it('keeps to the jurisdiction of the person it is made for', async () => {
    const asOther = ['--as', 'yongchuan', '-o', join(folder, 'none.docx')]
    const refused = await runHere('report', 'acceptance', await codeOf('水井大田水塘'), ...asOther)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('没有')
  })
})
