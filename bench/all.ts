/**
 * `npm run bench [-- --quick]`: every promise of speed in one table, each beside a yardstick measured in the same run. Takes about half an hour and
 * some 15 GB of disk: fills folders with 1,600, 100,000 and 1,000,000 waters and ten times as many readings (`--quick`: 1,600 and 20,000), then runs the benches one after another.
 * `--keep FOLDER` leaves the filled folders there, and takes those that are there already.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ratioText, type Line } from './lines.ts'
import { programFile } from '../tests/support/built.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, keep: { type: 'string' } } })
const sizes = values.quick ? [1600, 20_000] : [1600, 100_000, 1_000_000]
const rows = String(values.quick ? 10_000 : 100_000)
const lines: Line[] = []

const parent = values.keep ?? (await mkdtemp(join(tmpdir(), 'jiuqing-bench-')))
try {
  await mkdir(parent, { recursive: true })
  // The database runs as an account of its own.
  await chmod(parent, 0o755)
  const folders = []
  for (const size of sizes) folders.push(await filled(size))
  await bench('scale.ts', folders)
  await bench('users.ts', ['--seconds', values.quick ? '20' : '60', ...folders])
  await bench('progress.ts', folders)
  await bench('import.ts', [rows])
  await bench('workbook.ts', [rows])
  await bench('backup.ts', [rows])
  await bench('judge.ts', [values.quick ? '100000' : '1000000'])
  await bench('outlines.ts', [])
  await bench('bundle.ts', [])
  await bench('money.ts', folders)
  await bench('four-sames.ts', folders)
  await bench('documents.ts', [values.quick ? '20' : '100'])
} finally {
  if (values.keep === undefined) await rm(parent, { recursive: true, force: true })
}
console.log(`\n${table(lines)}`)

async function filled(size: number): Promise<string> {
  const folder = join(parent, String(size))
  if (await isThere(join(folder, 'filled'))) return folder
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o755 })
  const started = performance.now()
  const options = ['--waters', String(size), '--readings', String(10 * size), '--data', folder]
  await ended(fork(programFile(), ['load', ...options]), 'load')
  const seconds = (performance.now() - started) / 1000
  lines.push({
    promise: 'loading a made-up province, ten readings a water',
    size: `${size.toLocaleString('en')} waters`,
    measured: `${seconds.toFixed(1)} s`,
    yardstick: 'none: as long as it takes',
  })
  await mkdir(join(folder, 'filled'))
  return folder
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function bench(name: string, options: readonly string[]): Promise<void> {
  console.log(`\n== ${name} ${options.join(' ')}`)
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), [...options])
  child.on('message', line => lines.push(line as Line)) // what `tell` sends
  await ended(child, name)
}

async function ended(child: ChildProcess, name: string): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}

/** A table of one line for each promise; sizes of one promise stand side by side, the last one's yardstick counts. */
function table(all: readonly Line[]): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GB, ${process.platform}, Node ${process.versions.node}`
  const grouped = [...Map.groupBy(all, ({ promise }) => promise)]
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}, ${machine}.`,
    '',
    '| Promise | Measured | Growth | Yardstick of the same run | Ratio |',
    '|---|---|---|---|---|',
    ...grouped.map(([promise, own]) => {
      const last = own.at(-1)!
      const measured = own.map(({ size, measured: text }) => `${size}: ${text}`).join('<br>')
      const growth = last.growth === undefined ? '' : `${ratioText(last.growth)} x`
      const ratio = last.ratio === undefined ? '' : `${ratioText(last.ratio)} x`
      return `| ${promise} | ${measured} | ${growth} | ${last.yardstick} | ${ratio} |`
    }),
  ].join('\n')
}
