/**
 * How fast `jiuqing judge` judges surface water, on one core, against the yardstick of reading the same file alone in the same run.
 *
 * node bench/judge.ts [rows, default 1,000,000]
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeFile } from '../src/commands/judge/judge-file.ts'
import { readCsv } from '../src/platform/files/csv.ts'
import { decidingParameters } from '../src/standards/gb3838-2002-limits.ts'
import { gb3838of2002 } from '../src/standards/gb3838-2002.ts'
import { chance } from '../example/chance.ts'
import { tell } from './lines.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
/** What an automatic station measures. */
function someColumns(): readonly string[] {
  return ['ph', 'dissolvedOxygen', 'permanganateIndex', 'ammoniaNitrogen', 'totalPhosphorus', 'totalNitrogen']
}

async function measure(folder: string, columns: readonly string[]): Promise<void> {
  const path = join(folder, `${columns.length}.csv`)
  await writeSamples(path, columns)
  const megabytes = (await stat(path)).size / 1e6
  const reading = await spent(() => readAlone(path))
  const judging = await spent(() => judgeTo(path, join(folder, 'out.csv')))
  const written = (await stat(join(folder, 'out.csv'))).size / 1e6
  console.log(
    `${megabytes.toFixed(0)} MB in, ${written.toFixed(0)} MB out, most memory so far ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
  tell({
    promise: `judge by GB 3838, ${columns.length} indicators, with words in both languages to a file`,
    size: `${rows.toLocaleString('en')} rows`,
    measured: `${Math.round(rows / judging.cpuSeconds).toLocaleString('en')} rows/s per core (${judging.wallSeconds.toFixed(1)} s)`,
    yardstick: `reading the file alone ${Math.round(rows / reading.cpuSeconds).toLocaleString('en')} rows/s per core`,
    ratio: judging.cpuSeconds / reading.cpuSeconds,
  })
}

type Spent = { readonly wallSeconds: number; readonly cpuSeconds: number }

/** Processor time is what one core spends, whatever else the machine does meanwhile. */
async function spent(work: () => Promise<void>): Promise<Spent> {
  const start = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wallSeconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 }
}

async function readAlone(path: string): Promise<void> {
  let cells = 0
  for await (const records of readCsv(createReadStream(path, { highWaterMark: 1024 * 1024 })).batches) {
    for (const record of records) cells += record.cells.length
  }
  if (cells === 0) throw new Error('nothing was read')
}

async function judgeTo(path: string, outPath: string): Promise<void> {
  const context = { water: 'river' } as const
  const tally = await judgeFile({
    path,
    standard: gb3838of2002,
    context,
    detectionLimits: {},
    assumeUnits: false,
    form: 'csv',
    outPath,
  })
  if (tally.rows !== rows) throw new Error(`judged ${tally.rows} of ${rows} rows`)
}

/** Values around the middle classes, a tenth of them below detection; the same file in each run. */
async function writeSamples(path: string, columns: readonly string[]): Promise<void> {
  const stream = createWriteStream(path)
  stream.write(`site,${columns.join(',')}\n`)
  const { next } = chance(20261123)
  for (let row = 0; row < rows; row += 5000) {
    let text = ''
    for (let index = row; index < Math.min(row + 5000, rows); index++) {
      text += `S${index}`
      for (const column of columns) text += `,${sampleText(column, next)}`
      text += '\n'
    }
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
}

const middles: Readonly<Record<string, number>> = {
  ph: 7.5,
  dissolvedOxygen: 6,
  permanganateIndex: 4,
  chemicalOxygenDemand: 15,
  biochemicalOxygenDemand: 3,
  ammoniaNitrogen: 0.6,
  totalPhosphorus: 0.12,
  fluoride: 0.4,
  totalNitrogen: 1.5,
}

function sampleText(column: string, next: () => number): string {
  const middle = middles[column] ?? 0.00002
  if (column === 'ph') return (middle + (next() - 0.5) * 1.6).toFixed(2)
  if (next() < 0.1 && middles[column] === undefined) return '<0.00004'
  return String(Number((middle * (0.5 + next() * 1.2)).toPrecision(3)))
}

const folder = await mkdtemp(join(tmpdir(), 'jiuqing-judge-'))
try {
  for (const columns of [decidingParameters, someColumns()]) await measure(folder, columns)
} finally {
  await rm(folder, { recursive: true })
}
