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
    ['src/commands.ts', 'src/commands/judge.ts'],
    ['src/commands/judge.ts', 'src/command.ts'],
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
    ['src/waters/routes.ts', 'src/commands/serve.ts', 'composition'],
    ['src/reports/overview/routes.ts', 'src/commands.ts', 'composition'],
    ['src/commands/serve.ts', 'src/apps/office/pages.ts', 'apps'],
    ['src/main.ts', 'src/apps/office/pages.ts', 'apps'],
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

  it('hold for what is loaded only when it is needed', () => {
    const text = `const load = async () => (await import('../register/store.ts')).lists\nvoid import(\n  '../app.ts',\n)`
    expect(findFaults([{ file: 'src/waters/routes.ts', text }])).toEqual([
      expect.stringContaining('append a fact'),
      expect.stringContaining('composition'),
    ])
  })

  it('refuse a dynamic import whose target is computed, and leave comments about import() alone', () => {
    const faultsOf = (text: string) => findFaults([{ file: 'src/waters/routes.ts', text }])
    for (const target of ['name', '`../register/${name}.ts`', '\n  up + name', "'../register/' + name"]) {
      expect(faultsOf(`await import(${target})`)).toContainEqual(expect.stringContaining('computed'))
    }
    expect(faultsOf('// loaded by `import()`')).toEqual([])
    expect(findFaults([{ file: 'src/platform/db/migrate.ts', text: 'await import(path)' }])).toEqual([])
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
