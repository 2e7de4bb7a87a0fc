/**
 * How many papers a second both writers write, against building the tree alone in the same run.
 *
 * node bench/documents.ts [papers, default 100]
 */
import type { OfficialDocument } from '../src/platform/documents/document.ts'
import { writeDocument } from '../src/platform/documents/write.ts'
import { tell } from './lines.ts'

const papers = Number(process.argv[2] ?? 100)

/** About what the sheet of a water holds: two tables, 40 rows of history with hashes. */
function paper(index: number): OfficialDocument {
  const rows = Array.from({ length: 40 }, (_unused, row) => [
    `2026-05-${String((row % 28) + 1).padStart(2, '0')}`,
    `采样：透明度 ${row + index} cm，溶解氧 3.2 mg/L，氨氮 12.6 mg/L`,
    '李测（重庆水质监测中心）',
    'ab12'.repeat(4),
  ])
  const columns = ['时间', '事项', '人员', '记录'].map(title => ({ title, share: 1 }))
  return {
    language: 'zh',
    title: `农村黑臭水体一水一档 ${index}`,
    blocks: [
      { kind: 'heading', level: 1, text: '基本情况' },
      { kind: 'pairs', abreast: 2, rows: rows.slice(0, 20).map(([name = '', value]) => [name, value] as const) },
      { kind: 'heading', level: 1, text: '履历' },
      { kind: 'table', columns, rows },
    ],
    footer: { lines: ['来源：久清平台'], fingerprint: 'ab12'.repeat(16) },
    about: { author: '久清', madeAt: new Date(0) },
  }
}

/** @returns seconds of processor time for each paper */
async function spent(work: (index: number) => unknown): Promise<number> {
  const before = process.cpuUsage()
  for (let index = 0; index < papers; index++) await work(index)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6 / papers
}

for (const format of ['docx', 'pdf'] as const) await writeDocument(paper(0), format) // loads libraries and fonts
const building = await spent(index => JSON.stringify(paper(index)))
for (const format of ['docx', 'pdf'] as const) {
  const writing = await spent(index => writeDocument(paper(index), format))
  tell({
    promise: `a paper of 40 table rows as ${format}`,
    size: `${papers} papers`,
    measured: `${(1 / writing).toFixed(1)} papers/s per core`,
    yardstick: `building and serialising the tree alone ${Math.round(1 / building).toLocaleString('en')}/s`,
    ratio: writing / building,
  })
}
