import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as xlsx from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan, zhutuo } from '../../../tests/support/waters.ts'
import type { Actor } from '../../platform/actor.ts'
import { serveRegisterExport } from './routes.ts'

let test: TestDatabase
let office: ActorDoor
let folder: string
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-register-'))
  office = await openActorDoor(test, serveRegisterExport)
  const outline = [
    [107.42, 30.21],
    [107.421, 30.21],
    [107.421, 30.2105],
    [107.42, 30.21],
  ]
  const entry = { transition: 'declare', list: 'national' } as const
  const values = { causes: ['domestic-sewage'], completion: { text: '2025年第四季度' }, lengthM: 60, widthM: 40 }
  await recordOne(
    test.database,
    pond({ name: '导出塘', ...values }, { entry, geometry: { type: 'Polygon', coordinates: [outline] } }),
    dianjiang,
  )
  const { position: _unknown, ...bare } = pond({ name: '=1+1,"塘"' }).values
  await recordOne(test.database, { ...pond(), values: bare }, dianjiang)
  await recordOne(test.database, pond({ name: '外县塘', regionCode: zhutuo }), yongchuan)
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true })
})

async function exported(actor: Actor, query: string): Promise<Buffer> {
  // The door learns its caller from this first call.
  await office.call(actor, { method: 'GET', path: '/waters/export?format=csv' })
  const answer = await office.door.http.inject({
    url: `/api/waters/export?${query}`,
    headers: { 'x-actor': actor.username },
  })
  expect(answer.statusCode).toBe(200)
  return answer.rawPayload
}

describe('the exported register', () => {
  it('as csv has the official columns, identity and version, and no cell that runs as a formula', async () => {
    const text = (await exported(dianjiang, 'format=csv')).toString('utf8')
    const [head, first, second, ...rest] = text.split('\r\n')
    expect(head).toContain('\ufeff序号,县级行政区划,乡镇/街道,行政村名称,涉及的自然村,水体名称,水体类型,水域面积(m2)')
    expect(head?.endsWith('系统标识,系统版本')).toBe(true)
    expect(first).toContain('1,垫江县,沙坪镇,,,导出塘,坑塘,2260,60,40')
    expect(first).toContain('国家监管')
    expect(second).toContain(`"'=1+1,""塘"""`)
    expect(rest).toEqual([''])
    expect(text).not.toContain('外县塘')
  })

  it('as a workbook reads back with numbers as numbers', async () => {
    const book = xlsx.read(await exported(municipal, 'format=xlsx'))
    const rows = xlsx.utils.sheet_to_json<Record<string, unknown>>(book.Sheets['清单']!)
    expect(rows).toHaveLength(3)
    expect(rows.find(row => row['水体名称'] === '导出塘')).toMatchObject({
      '水域面积(m2)': 2260,
      系统版本: 1,
      坐标系: 'CGCS2000',
    })
  })

  it('as GeoJSON has the shape, or the position, or null where neither is known', async () => {
    const { features } = JSON.parse((await exported(municipal, 'format=geojson')).toString('utf8'))
    const types = features.map((feature: { geometry: { type: string } | null }) => feature.geometry?.type ?? null)
    expect(types.sort()).toEqual(['Point', 'Polygon', null].sort())
  })

  it('as GeoPackage opens as one with shapes in CGCS2000', async () => {
    const path = join(folder, 'out.gpkg')
    await writeFile(path, await exported(dianjiang, 'format=gpkg'))
    const book = new DatabaseSync(path, { readOnly: true })
    const [layer] = book.prepare('select table_name, srs_id from gpkg_contents').all()
    expect(layer).toEqual({ table_name: 'waters', srs_id: 4490 })
    const rows = book.prepare('select name, hex(geom) as geom, areaM2, stage from waters order by fid').all()
    expect(rows).toMatchObject([{ name: '导出塘', areaM2: 2260, stage: 'listed' }, { geom: '' }])
    expect(String(rows[0]?.['geom'])).toMatch(/^475000018A110000010300000001000000/)
    book.close()
  })

  it('is narrowed by the filters of the list', async () => {
    const text = (await exported(municipal, 'format=csv&list=national')).toString('utf8')
    expect(text.trim().split('\r\n')).toHaveLength(2)
  })
})
