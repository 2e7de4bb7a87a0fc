import { describe, expect, it } from 'vitest'
import { findFaults, importsOf, judgeImport } from './import-walls.ts'

describe('the import walls', () => {
  it.each([
    ['src/register/store.ts', 'src/waters/store.ts'],
    ['src/waters/store.ts', 'src/platform/db/database.ts'],
    ['src/waters/contract.ts', 'src/platform/http/endpoint.ts'],
    ['src/apps/office/waters/list.tsx', 'src/waters/contract.ts'],
    ['src/waters/routes.ts', 'src/register/contract.ts'],
    ['src/reports/overview/routes.ts', 'src/register/store.ts'],
    ['src/standards/rural.ts', 'src/domain/parameters.ts'],
    ['src/app.ts', 'src/register/routes.ts'],
  ])('let %s import %s', (from, to) => {
    expect(judgeImport(from, to)).toBeUndefined()
  })

  it.each([
    ['src/waters/store.ts', 'src/register/store.ts', 'append a fact'],
    ['src/domain/facts.ts', 'src/platform/actor.ts', 'domain imports only domain'],
    ['src/standards/rural.ts', 'src/waters/rules.ts', 'standards imports only'],
    ['src/apps/office/waters/list.tsx', 'src/waters/store.ts', 'apps import only'],
    ['src/platform/jobs.ts', 'src/waters/store.ts', 'knows no slice'],
    ['src/waters/rules.ts', 'src/platform/db/database.ts', 'pure'],
    ['src/waters/routes.ts', 'src/app.ts', 'composition'],
  ])('refuse %s importing %s', (from, to, why) => {
    expect(judgeImport(from, to)).toContain(why)
  })

  it('find imports of every form, also over several lines', () => {
    const text = `import {\n  a,\n} from '../waters/store.ts'\nexport { b } from './rules.ts'\nconst c = await import('./x.ts')`
    expect(importsOf('src/survey/store.ts', text)).toEqual([
      'src/waters/store.ts',
      'src/survey/rules.ts',
      'src/survey/x.ts',
    ])
  })

  it('refuse SQL outside a store', () => {
    const written = [
      `tx.sql.selectFrom('waters')`,
      `import { sql } from 'kysely'`,
      `import { Kysely, sql } from 'kysely'`,
    ]
    for (const text of written) {
      for (const file of ['src/waters/routes.ts', 'src/reports/overview/store.ts', 'src/commands/demo.ts'])
        expect(findFaults([{ file, text }])).toEqual([expect.stringContaining('move the query to store.ts')])
      expect(findFaults([{ file: 'src/waters/tiles-store.ts', text }])).toEqual([])
    }
  })
})
