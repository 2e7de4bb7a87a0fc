/**
 * Promise: importing a list costs a small multiple of reading it, and memory does not grow with its length.
 *
 * `node bench/import.ts [rows]` writes a survey list over all villages of Chongqing, then measures in this one run: reading the file
 * alone and a bare COPY of the waters it makes (the yardsticks), reading into rows to look at (staging), and writing the waters with
 * their bases. Memory is the growth of this process's resident set.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { uuidv7 } from '../src/domain/ids.ts'
import { rangeOf, systemActor, type Actor } from '../src/platform/actor.ts'
import { atomically, openDatabase, reading, type Database } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openWorkbook } from '../src/platform/files/workbook/sheets.ts'
import { createXlsx, fileSink } from '../src/platform/files/xlsx-writer.ts'
import { ensureShippedPlaces } from '../src/places/seed.ts'
import { outlineSet } from '../src/places/outlines.ts'
import { shippedChongqing } from '../src/places/shipped/chongqing.ts'
import { shippedChongqingOutlines } from '../src/places/shipped/outlines.ts'
import { pathTo } from '../src/places/divisions.ts'
import { findImport, insertImport } from '../src/survey/import-store.ts'
import { importDoors, stageImport } from '../src/survey/import/staging.ts'
import { writeImport } from '../src/survey/import/writing.ts'
import { readSurvey } from '../src/survey/workbook/read-survey.ts'
import { tell } from './lines.ts'
import { timed, type Took } from './timed.ts'

const rows = Number(process.argv[2] ?? 100_000)
const headers = [
  '县级行政区划', '乡镇/街道', '行政村名称', '水体名称', '水体类型', '水域面积(m2)', '长(m)', '宽(m)', '起点经度', '起点纬度', '主要污染问题',
  '认定依据', '感官描述', '有效问卷数', '认为黑臭份数', '透明度(cm)', '水深(cm)', '溶解氧(mg/L)', '氨氮(mg/L)', '采样日期', '坐标系',
] // prettier-ignore
const city: Actor = { ...systemActor('job'), region: '500000000000', range: rangeOf('500000000000') }
const folder = await mkdtemp(join(tmpdir(), 'jiuqing-bench-'))
const dataFolder = await mkdtemp(join(tmpdir(), 'jiuqing-bench-data-'))
const embedded = await startEmbedded(dataFolder)

try {
  await migrate(embedded.url)
  const database = openDatabase(embedded.url)
  await ensureShippedPlaces(database)
  const path = join(folder, 'list.xlsx')
  await writeList(path)
  await measure(database, path)
  await database.close()
} finally {
  await embedded.stop()
  for (const used of [folder, dataFolder]) await rm(used, { recursive: true, force: true })
}

async function measure(database: Database, path: string): Promise<void> {
  const readAlone = await timed(() => countRows(database, path))
  const held = await atomically(database, city, tx =>
    insertImport(tx, {
      id: uuidv7(tx.at.getTime()),
      regionCode: city.region,
      fileName: 'list.xlsx',
      sha256: 'f'.repeat(64),
    }),
  )
  const staged = await timed(() => stageImport({ database, actor: city, held, path }))
  const after = await reading(database, city, tx => findImport(tx, held.id))
  const written = await timed(() => atomically(database, city, tx => writeImport(tx, held.id, { partial: true })))
  const copied = await timed(copyWaters)
  console.log(`${rows} rows: ${after.ready} ready, ${after.refused} refused, ${after.undecided} undecided`)
  const size = `${rows.toLocaleString('en')} rows`
  const line = (promise: string, { seconds, megabytes }: Took) =>
    tell({
      promise,
      size,
      measured: `${seconds.toFixed(1)} s, memory +${megabytes.toFixed(0)} MB`,
      yardstick: `reading the file alone ${readAlone.seconds.toFixed(1)} s, memory +${readAlone.megabytes.toFixed(0)} MB`,
      ratio: seconds / readAlone.seconds,
    })
  line('import: read, check, match, keep', staged)
  line('import: write waters, bases, links', written)
  const whole = staged.seconds + written.seconds
  tell({
    promise: 'import: the whole',
    size,
    measured: `${whole.toFixed(1)} s`,
    yardstick: `reading the file and a bare COPY ${(readAlone.seconds + copied.seconds).toFixed(1)} s`,
    ratio: whole / (readAlone.seconds + copied.seconds),
  })
}

async function countRows(database: Database, path: string): Promise<number> {
  const doors = await importDoors(database, city)
  const workbook = await openWorkbook(path)
  let sound = 0
  for await (const event of readSurvey(workbook, doors)) if (event.kind === 'row') sound++
  await workbook.close()
  return sound
}

/** Out of the table and into a copy of it with the same indexes, through COPY alone. */
async function copyWaters(): Promise<void> {
  const owner = new Client({ connectionString: embedded.url })
  await owner.connect()
  await mkdir(join(dataFolder, 'copy'))
  // The database runs as an account of its own.
  await chmod(join(dataFolder, 'copy'), 0o777)
  await owner.query('create table waters_copied (like waters including all)')
  await owner.query(`copy waters to '${join(dataFolder, 'copy', 'waters')}'`)
  await owner.query(`copy waters_copied from '${join(dataFolder, 'copy', 'waters')}'`)
  await owner.end()
}

/** Villages one after the other, as lists come; each water on a grid of its own inside its county. */
async function writeList(path: string): Promise<void> {
  const table = shippedChongqing()
  const villages = table.all.filter(({ level }) => level === 'village')
  const place = placer()
  const book = createXlsx(fileSink(path))
  const sheet = await book.sheet({ name: '排查表' })
  await sheet.row(headers.map((value, column) => ({ column, value })))
  const each = Math.ceil(rows / villages.length)
  for (let number = 0; number < rows; number++) {
    const village = villages[Math.floor(number / each)]!
    const [, county, town] = pathTo(table, village.code)
    const { longitude, latitude } = place(county!.code, number)
    const length = 40 + (number % 60)
    const values = [
      county!.name, town!.name, village.name, `${village.name.slice(0, 2)}${number}号塘`, '坑塘', length * 30, length, 30, longitude, latitude, 'a',
      '感官；问卷；监测', '水体发黑，有臭味', 40, 10 + (number % 30), 10 + (number % 40), 120, 1 + (number % 7) / 2, 2 + (number % 20), '2026-09-15', 'CGCS2000',
    ] // prettier-ignore
    await sheet.row(values.map((value, column) => ({ column, value })))
  }
  await sheet.end()
  await book.end()
}

/** Positions inside the outlines of counties, apart from each other by more than the distance of a likely duplicate. */
function placer(): (county: string, number: number) => { longitude: number; latitude: number } {
  const outlines = outlineSet(shippedChongqingOutlines())
  const next = new Map<string, number>()
  return county => {
    for (let step = (next.get(county) ?? 0) + 1; ; step++) {
      const position = {
        longitude: 105.28 + ((step * 0.6180339887) % 1) * 4.95,
        latitude: 28.15 + ((step * 0.7548776662) % 1) * 4.1,
      }
      if (!outlines.holding(position).some(({ code }) => code === county)) continue
      next.set(county, step)
      return { longitude: Number(position.longitude.toFixed(6)), latitude: Number(position.latitude.toFixed(6)) }
    }
  }
}
