import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { WrongUsage, type Command } from '../command.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem, problemKind } from '../domain/problems.ts'
import { loadReadings } from '../monitoring/loading-store.ts'
import { systemActor } from '../platform/actor.ts'
import { configOf } from './config-of.ts'
import { bulkLoad, type BulkLoad } from '../platform/db/bulk-load.ts'
import { reading } from '../platform/db/database.ts'
import { appendFact } from '../platform/facts/append.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { openConfiguredDatabase } from '../platform/start.ts'
import { outlineSet } from '../places/outlines.ts'
import { findOutlines } from '../places/outlines-store.ts'
import { ensureShippedPlaces } from '../places/seed.ts'
import { placeDirectory, type PlaceDirectory } from '../places/store.ts'
import { hashFounding, rootOfRows } from '../survey/import/leaves.ts'
import { anyWater, loadedLeaves, loadWaters, type LoadedWater } from '../waters/loading-store.ts'
import { moved, seededRandom, syntheticWaters, type SyntheticWater } from './load/province.ts'
import { endProgress, showProgress } from './progress.ts'

const holdsWaters = problemKind<Record<never, never>>({
  code: 'load.holds-waters',
  status: 409,
  title: { zh: '库中已有水体', en: 'The database holds waters' },
  say: () => ({
    zh: '这个数据库里已有水体，不能装入虚构数据，以免与真实水体混在一起。请用 --data 指定一个空文件夹，或换一个空数据库。没有写入任何内容。',
    en: 'This database holds waters already: made-up ones must not get among real ones. Name an empty folder with --data, or another empty database. Nothing was written.',
  }),
})

export const loadCommand: Command = {
  help: `  --waters N     虚构水体数，默认 100000              made-up waters
  --readings M   虚构监测数，平均分给水体，默认 0     made-up readings, as many for each water
  --json         以 JSON 输出结果                      print the outcome as JSON
  --data DIR     数据文件夹，默认 ./data               data folder, default ./data

仅供测量性能：水体沿山谷分布在各区县的村里，均标为虚构；每次结果相同。只写入没有水体的数据库，全部写入或全不写入。
For measuring only: waters along valleys in the villages of all counties, all marked as made up, the same on every run. Only into a
database without waters; all of it or nothing.`,
  run: async args => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        waters: { type: 'string' },
        readings: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const asked = {
      waters: wholeNumber('--waters', values.waters ?? '100000'),
      readings: wholeNumber('--readings', values.readings ?? '0'),
    }
    const done = await loadConfigured(values.data, asked)
    const { waters, readings, seconds } = done
    if (values.json === true) console.log(JSON.stringify(done))
    else console.log(`已装入 loaded：${waters} 个水体 waters，${readings} 次监测 readings，${seconds.toFixed(1)} s`)
    return 0
  },
}

type Asked = { readonly waters: number; readonly readings: number }

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new WrongUsage({
    zh: `${option} 应为整数，不是“${text}”。`,
    en: `${option} wants a whole number, not “${text}”.`,
  })
}

async function loadConfigured(data: string | undefined, asked: Asked) {
  const config = configOf({ data })
  const opened = await openConfiguredDatabase(config)
  try {
    await ensureShippedPlaces(opened.database)
    const given = await reading(opened.database, systemActor('command-line'), async tx => ({
      directory: await placeDirectory(tx),
      outlines: outlineSet(await findOutlines(tx)),
      at: tx.at,
    }))
    const started = performance.now()
    const loaded = await bulkLoad(opened.ownerUrl, load => loadProvince(load, asked, given))
    await tidy(opened.ownerUrl)
    endProgress()
    return { ...loaded, seconds: (performance.now() - started) / 1000 }
  } finally {
    await opened.stop()
  }
}

type Given = { readonly directory: PlaceDirectory; readonly outlines: ReturnType<typeof outlineSet>; readonly at: Date }

/** @throws Problem `load.holds-waters` */
export async function loadProvince(load: BulkLoad, asked: Asked, { directory, outlines, at }: Given): Promise<Asked> {
  if (await anyWater(load)) throw new Problem(holdsWaters, {})
  const importId = uuidv7(at.getTime())
  const made = syntheticWaters(asked.waters, { table: directory.reporting, outlines }, seededRandom(500_000))
  const hashRow: Parameters<typeof loadWaters>[2]['hashRow'] = (row, entered) => hashFounding(row, entered, noBases)
  const counties = await loadWaters(load, progressing(made), { directory, importId, at, hashRow })
  for (const [county, waters] of [...counties].sort()) await vouch(load, { county, waters, importId, at })
  const readings =
    asked.readings === 0
      ? 0
      : await loadReadings(load, {
          readings: asked.readings,
          waters: asked.waters,
          before: at,
          onProgress: count => showProgress(`${count} 次监测 readings`),
        })
  return { waters: [...counties.values()].reduce((sum, count) => sum + count, 0), readings }
}

/** The waters bring no bases: made-up readings are too many to vouch for each, and stand for nothing. */
const noBases = new Map<string, string>()

/** The fact of an import, as any other bulk intake has it: its root vouches for every water of the county. */
async function vouch(
  load: BulkLoad,
  { county, waters, importId, at }: { county: string; waters: number; importId: string; at: Date },
) {
  const merkleRoot = rootOfRows(await loadedLeaves(load, county))
  await appendFact(load.sql, {
    kind: 'survey.imported',
    regionCode: `${county}000000`,
    subjectId: importId,
    at,
    actorId: systemActor('command-line').accountId,
    body: { importId, rows: waters, created: waters, updated: 0, sha256: sha256('synthetic province'), merkleRoot },
  })
}

/** What autovacuum does within minutes of so many rows. */
async function tidy(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
}

function* progressing(waters: Iterable<SyntheticWater>): Generator<LoadedWater> {
  let count = 0
  for (const water of waters) {
    if (++count % 20_000 === 0) showProgress(`${count} 个水体 waters`)
    yield loadedWater(water)
  }
}

function loadedWater(water: SyntheticWater): LoadedWater {
  const { position, list, stage, bearing: _bearing, ...plain } = water
  return {
    values: { ...plain, position, coordinateSource: 'illustrative' },
    geometry: shapeOf(water),
    stage,
    list: list ?? null,
  }
}

/** A reach as a line of three points, a pond as an eight-sided outline. */
function shapeOf({ type, position, bearing, lengthM, widthM }: SyntheticWater): LoadedWater['geometry'] {
  const at = (direction: number, metres: number): [number, number] => {
    const { longitude, latitude } = moved(position, direction, metres)
    return [longitude, latitude]
  }
  if (type === 'ditch' || type === 'river') {
    return { type: 'LineString', coordinates: [at(bearing + 180, lengthM / 2), at(0, 0), at(bearing + 8, lengthM / 2)] }
  }
  const radius = (corner: number) => (corner % 4 === 0 ? lengthM : widthM) / 2
  const ring = [0, 1, 2, 3, 4, 5, 6, 7].map(corner =>
    at(bearing - corner * 45, Math.max(4, corner % 2 === 0 ? radius(corner) : (lengthM + widthM) / 4)),
  )
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
}
