import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placements } from '../../src/platform/distribution/placements.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const launcher = fileURLToPath(new URL('../../bin/jiuqing.cjs', import.meta.url))

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  // The test's own pool is not a platform: it would be taken for one.
  await test.database.close()
})
afterAll(async () => test.close())

async function distribute(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: test.ownerUrl }
  const child = spawn(process.execPath, [launcher, 'distribute', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  await once(child, 'close')
  return { code: child.exitCode, ...said }
}

/** Stand-ins that note their calls as Citus would, and refuse what Citus refuses: a table that refers to one not spread yet. */
const fakeCitus = `
  create schema fake_citus;
  create table fake_citus.pg_dist_partition (logicalrelid regclass primary key, partmethod "char", place serial);
  create function fake_citus.note(name regclass, method "char") returns void language plpgsql as $$ begin
    if exists (select from pg_constraint k where k.conrelid = name and k.contype = 'f' and k.confrelid <> name
               and k.confrelid not in (select logicalrelid from fake_citus.pg_dist_partition)) then
      raise exception 'referenced table must be a distributed table or a reference table';
    end if;
    insert into fake_citus.pg_dist_partition (logicalrelid, partmethod) values (name, method);
  end $$;
  create function fake_citus.create_reference_table(table_name regclass) returns void language sql as
    $$ select fake_citus.note(table_name, 'n') $$;
  create function fake_citus.create_distributed_table(table_name regclass, distribution_column text, colocate_with text default 'default')
    returns void language plpgsql as $$ begin
      if colocate_with <> 'none' and colocate_with::regclass not in (select logicalrelid from fake_citus.pg_dist_partition) then
        raise exception 'relation % is not distributed', colocate_with;
      end if;
      perform fake_citus.note(table_name, 'h');
    end $$;
  do $$ begin execute format('alter database %I set search_path to public, fake_citus', current_database()); end $$`

const noted = () =>
  test.asOwner(
    `select n.nspname || '.' || c.relname as name, p.partmethod::text as method from fake_citus.pg_dist_partition p
     join pg_class c on c.oid = p.logicalrelid join pg_namespace n on n.oid = c.relnamespace order by p.place`,
  )

describe('distribute', () => {
  it('says in both languages that there is no Citus, and changes nothing', async () => {
    const ended = await distribute()
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toContain('没有 Citus 扩展')
    expect(ended.err).toContain('has no extension citus')
  })

  describe('with stand-ins for the functions of Citus that note their calls (Citus itself is not in these tests)', () => {
    beforeAll(async () => {
      await test.asOwner(fakeCitus)
    })

    it('prints what it would do, and does none of it', async () => {
      const ended = await distribute('--dry-run')
      expect(ended.code).toBe(0)
      const lines = ended.out.trim().split('\n')
      expect(lines).toHaveLength(Object.values(placements).filter(placement => placement !== 'local').length)
      expect(lines).toContain(
        `select create_distributed_table('public.facts', 'county_code', colocate_with => 'public.waters');`,
      )
      expect(ended.err).toContain('not run on a real Citus cluster')
      expect(await noted()).toEqual([])
    })

    it('does nothing while a platform is connected', async () => {
      const url = test.ownerUrl
      const platform = (await import('../../src/platform/db/database.ts')).openDatabase(url, { connections: 1 })
      await platform.pool.query('select 1')
      const ended = await distribute()
      await platform.close()
      expect(ended).toMatchObject({ code: 1 })
      expect(ended.err).toContain('stop all servers')
      expect(await noted()).toEqual([])
    })

    it('stops at a table that Citus refuses, and goes on from there when it is run again', async () => {
      await test.asOwner(`create function fake_citus.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'a worker is away'; end $$`)
      await test.asOwner(`create trigger refuse before insert on fake_citus.pg_dist_partition for each row
        when (new.logicalrelid = 'public.facts'::regclass) execute function fake_citus.refuse()`)
      const refused = await distribute()
      expect(refused.code).toBe(1)
      expect(refused.err).toContain('a worker is away')
      const before = await noted()
      expect(before.map(({ name }) => name)).not.toContain('public.facts')
      await test.asOwner('drop trigger refuse on fake_citus.pg_dist_partition')
      const ended = await distribute('--json')
      expect(ended.code).toBe(0)
      const report = JSON.parse(ended.out)
      expect(report.already).toHaveLength(before.length)
      expect(report.steps[0].table).toBe('public.facts')
    })

    it('has put every table where it is declared to be: copied tables first, then waters, then what lies beside them', async () => {
      const done = await noted()
      const expected = (method: string) => ({ n: 'reference', h: 'distributed' })[method]
      for (const { name, method } of done)
        expect(`${name} ${expected(String(method))}`).toBe(`${name} ${placements[String(name)]}`)
      expect(done).toHaveLength(Object.values(placements).filter(placement => placement !== 'local').length)
      const methods = done.map(({ method }) => String(method)).join('')
      expect(methods).toMatch(/^n+h+$/)
      expect(done[methods.indexOf('h')]).toMatchObject({ name: 'public.waters' })
    })

    it('tells every later connection to pass the scope of row-level security on to the workers', async () => {
      const later = new Client({ connectionString: test.ownerUrl })
      await later.connect()
      const { rows } = await later.query(`select current_setting('citus.propagate_set_commands') as told`)
      await later.end()
      expect(rows).toEqual([{ told: 'local' }])
    })

    it('does nothing when all is done', async () => {
      const again = await distribute('--json')
      expect(again.code).toBe(0)
      expect(JSON.parse(again.out)).toMatchObject({ steps: [], foreign: ['fake_citus.pg_dist_partition'] })
    })
  })
})
