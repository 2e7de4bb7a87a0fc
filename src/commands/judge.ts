import { parseArgs } from 'node:util'
import { WrongUsage, type Command } from '../command.ts'
import { parameterIds, parameters } from '../domain/parameters.ts'
import type { Parameter } from '../domain/parameters.ts'
import { findStandard, standards } from '../standards/registry.ts'
import type { JudgeContext, LimitsFor, Standard, TargetClass } from '../standards/standard.ts'
import { judgeFile, type JudgeRun, type JudgeTally } from './judge/judge-file.ts'

const options = {
  standard: { type: 'string' },
  water: { type: 'string' },
  target: { type: 'string' },
  'oxygen-saturation': { type: 'boolean' },
  'detection-limit': { type: 'string', multiple: true },
  'assume-units': { type: 'boolean' },
  json: { type: 'boolean' },
  full: { type: 'boolean' },
  strict: { type: 'boolean' },
  out: { type: 'string', short: 'o' },
  list: { type: 'boolean' },
} as const

export const judgeCommand: Command = {
  help: `FILE 每行一个样品，- 为标准输入；表头如“氨氮(mg/L)”或英文编号；空、--、- 为未测；<x、xL、未检出为低于检出限。
One row per sample, - is standard input; headers as 氨氮(mg/L) or English ids; empty, --, - not measured; <x, xL, 未检出 below detection.

  --standard ID            ${standards.map(({ id }) => id).join(', ')}
  --water river|lake       没有“水体类型”列时用的限值，默认 river   limits where no column 水体类型 says so; default river
  --target CLASS           超标倍数的目标类别，默认 III             class for exceedance multiples; default III
  --oxygen-saturation      Ⅰ类溶解氧可按饱和度 90 % 判             let 90 % saturation (from temperature) count for class I
  --detection-limit P=X    “未检出”未注明检出限时用 X，可重复       the lab's limit where 未检出 has none; repeatable
  --assume-units           表头没有单位时按本产品的单位             take headers without unit in the product's units
  -o, --out OUT            写到文件，完成后才出现                   write to a file, which appears when complete
  --json [--full]          JSON 数组；--full 含输入和逐项结论       JSON array; --full with inputs and findings
  --strict                 有无法读取的单元格时退出码为 1           exit 1 if any cell could not be read
  --list                   列出标准                                 list the standards

row 从 1 起，为表头下第一行。无法读取的单元格不会使文件中断：该行注明原因（problems）。
row counts from 1, the first row under the headers. A cell that cannot be read does not stop the file: its row says why (problems).`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (values.list === true) return listStandards(values.json === true)
  const asked = readRequest(values, positionals)
  const progress = process.stderr.isTTY ? createProgress() : undefined
  const tally = await judgeFile({ ...asked, ...(progress === undefined ? {} : { onProgress: progress.show }) })
  progress?.clear()
  console.error(summaryOf(tally))
  return values.strict === true && tally.rowsWithProblems > 0 ? 1 : 0
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** @throws WrongUsage saying what is wrong with the asking */
function readRequest(values: Values, positionals: readonly string[]): JudgeRun {
  const [path, ...rest] = positionals
  if (path === undefined || rest.length > 0) {
    throw new WrongUsage({
      zh: '请写明一个文件（- 为标准输入）。',
      en: 'Name one file (- for standard input).',
    })
  }
  return {
    path,
    standard: readStandard(values.standard),
    context: readContext(values),
    detectionLimits: readDetectionLimits(values['detection-limit'] ?? []),
    assumeUnits: values['assume-units'] === true,
    form: values.full === true ? 'full-json' : values.json === true ? 'json' : 'csv',
    outPath: values.out,
  }
}

function readStandard(id: string | undefined): Standard {
  const standard = id === undefined ? undefined : findStandard(id)
  if (standard !== undefined) return standard
  const known = standards.map(standard => standard.id).join(', ')
  if (id === undefined) {
    throw new WrongUsage({
      zh: `请用 --standard 写明标准：${known}。`,
      en: `Name a standard with --standard: ${known}.`,
    })
  }
  throw new WrongUsage({ zh: `没有标准“${id}”。现有：${known}。`, en: `There is no standard “${id}”, only ${known}.` })
}

function readContext(values: Values): JudgeContext {
  const water = values.water ?? 'river'
  if (!isLimitsFor(water)) {
    throw new WrongUsage({
      zh: `--water 只能是 river 或 lake，不是“${water}”。`,
      en: `--water is river or lake, not “${water}”.`,
    })
  }
  const targetClass = values.target ?? 'III'
  if (!isTargetClass(targetClass)) {
    throw new WrongUsage({
      zh: `--target 只能是 I 到 V，不是“${targetClass}”。`,
      en: `--target is one of I to V, not “${targetClass}”.`,
    })
  }
  return {
    water,
    ...(values.target === undefined ? {} : { targetClass }),
    ...(values['oxygen-saturation'] === true ? { oxygenBySaturation: true } : {}),
  }
}

function isLimitsFor(text: string): text is LimitsFor {
  return text === 'river' || text === 'lake'
}

function isTargetClass(text: string): text is TargetClass {
  return ['I', 'II', 'III', 'IV', 'V'].includes(text)
}

function readDetectionLimits(texts: readonly string[]): Partial<Record<Parameter, number>> {
  const limits: Partial<Record<Parameter, number>> = {}
  for (const text of texts) {
    const [name = '', amount = ''] = text.split('=')
    const parameter = parameterIds.find(id => id === name || parameters[id].name.zh === name)
    const value = Number(amount)
    if (parameter === undefined || amount.trim() === '' || !(value > 0)) {
      throw new WrongUsage({
        zh: `--detection-limit 应为 指标=数值，如 ammoniaNitrogen=0.025，不是“${text}”。`,
        en: `--detection-limit wants PARAMETER=NUMBER, as in ammoniaNitrogen=0.025, not “${text}”.`,
      })
    }
    limits[parameter] = value
  }
  return limits
}

function listStandards(json: boolean): number {
  const listed = standards.map(({ id, kind, title, citation, indicators }: Standard) => ({
    id,
    kind,
    title,
    citation,
    indicators,
  }))
  if (json) console.log(JSON.stringify(listed, null, 2))
  else for (const { id, title } of listed) console.log(`${id.padEnd(26)}${title.zh}\n${''.padEnd(26)}${title.en}`)
  return 0
}

function createProgress(): { show: NonNullable<JudgeRun['onProgress']>; clear: () => void } {
  let last = 0
  return {
    show: (rows, share) => {
      const now = performance.now()
      if (now - last < 200) return
      last = now
      const percent = share === undefined ? '' : ` ${Math.floor(share * 100)} %`
      process.stderr.write(`\r已判定 judged ${rows.toLocaleString('en')}${percent} `)
    },
    clear: () => process.stderr.write('\r\u001B[K'),
  }
}

function summaryOf({ rows, outcomes, rowsWithProblems, examples, strangers }: JudgeTally): string {
  const counts = Object.entries(outcomes).map(([outcome, number]) => `${outcome} ${number}`)
  const lines = [`共 ${rows} 行 rows${counts.length === 0 ? '' : `：${counts.join('，')}`}`]
  if (strangers.length > 0) {
    lines.push(`未识别、原样保留的列 unknown columns passed through: ${strangers.join(', ')}`)
  }
  if (rowsWithProblems > 0) {
    lines.push(`${rowsWithProblems} 行有无法读取的单元格 rows hold cells that could not be read (column problems):`)
    for (const { row, zh, en } of examples) lines.push(`  ${row}: ${zh}\n  ${''.padEnd(String(row).length)}  ${en}`)
  }
  return lines.join('\n')
}
