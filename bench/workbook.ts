/**
 * Promise: a list of 100,000 rows is read in bounded memory, at a small multiple of what unpacking the file alone costs.
 *
 * `node bench/workbook.ts [rows]` writes a list into a temporary folder and prints, measured in this one run: bare unpacking (the
 * yardstick), rows of cells, and rows of waters with all their checks; the ratios; rows held at once; growth of resident memory.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSource } from '../src/platform/files/workbook/byte-source.ts'
import { openWorkbook } from '../src/platform/files/workbook/sheets.ts'
import { unpack, zipEntries } from '../src/platform/files/workbook/zip-entries.ts'
import { fileSink } from '../src/platform/files/xlsx-writer.ts'
import { readSurvey } from '../src/survey/workbook/read-survey.ts'
import { doors } from '../tests/support/inventories.ts'
import { tell } from './lines.ts'
import { writeLongList } from '../tests/support/long-list.ts'

const rows = Number(process.argv[2] ?? 100_000)

async function unpackOnly(path: string): Promise<number> {
  const source = await fileSource(path)
  let bytes = 0
  for (const entry of (await zipEntries(source)).values()) {
    for await (const piece of unpack(source, entry)) bytes += piece.length
  }
  await source.close()
  return bytes
}

async function readCells(path: string): Promise<number> {
  const workbook = await openWorkbook(path)
  let cells = 0
  for (const sheet of workbook.sheets) for await (const row of workbook.rows(sheet)) cells += row.cells.length
  await workbook.close()
  return cells
}

async function readWaters(path: string): Promise<{ readonly waters: number; readonly held: number }> {
  const workbook = await openWorkbook(path)
  let waters = 0
  for await (const event of readSurvey(workbook, doors)) if (event.kind === 'row') waters++
  await workbook.close()
  return { waters, held: workbook.mostRowsHeld() }
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly seconds: number; readonly result: T; readonly megabytes: number }> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
  const start = performance.now()
  const result = await work()
  clearInterval(watch)
  most = Math.max(most, process.memoryUsage.rss())
  return { seconds: (performance.now() - start) / 1000, result, megabytes: (most - before) / 1e6 }
}

const folder = await mkdtemp(join(tmpdir(), 'jiuqing-bench-'))
try {
  const path = join(folder, 'list.xlsx')
  const written = await timed(() => writeLongList(rows, fileSink(path)))
  const { size } = await stat(path)
  const bare = await timed(() => unpackOnly(path))
  const cells = await timed(() => readCells(path))
  const waters = await timed(() => readWaters(path))
  console.log(`${rows} rows, ${(size / 1e6).toFixed(1)} MB packed, ${(bare.result / 1e6).toFixed(0)} MB unpacked`)
  const line = (promise: string, took: { readonly seconds: number; readonly megabytes: number }): void =>
    tell({
      promise,
      size: `${rows.toLocaleString('en')} rows`,
      measured: `${took.seconds.toFixed(2)} s, memory +${took.megabytes.toFixed(0)} MB`,
      yardstick: `unpacking alone ${bare.seconds.toFixed(2)} s`,
      ratio: took.seconds / bare.seconds,
    })
  line('workbook: written', written)
  line(`workbook: ${cells.result.toLocaleString('en')} cells read`, cells)
  line(`workbook: rows of waters read, at most ${waters.result.held} held at once`, waters)
} finally {
  await rm(folder, { recursive: true })
}
