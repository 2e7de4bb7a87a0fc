import type { Measurement, Parameter, Sample } from '../../domain/parameters.ts'
import type { Bilingual } from '../../domain/words.ts'
import { isRefusal, readMeasurement, type MeasurementCell } from '../../monitoring/measurement-text.ts'
import type { SampleHeaders } from '../../monitoring/sample-headers.ts'
import type { CsvRecord } from '../../platform/files/csv.ts'
import type { Decision, JudgeContext, LimitsFor, Standard, Verdict } from '../../standards/standard.ts'

/** Why a row, or one of its cells, could not be taken as written. */
export type RowProblem = Bilingual & { readonly column: string; readonly code: string; readonly text: string }

export type JudgedRow = {
  /** Counted from 1, the first row under the headers. */
  readonly row: number
  readonly decision: Decision | Verdict
  readonly problems: readonly RowProblem[]
}

export type RowJudging = {
  readonly standard: Standard
  readonly headers: readonly string[]
  readonly recognised: SampleHeaders
  readonly context: JudgeContext
  /** The lab's detection limits for 未检出 without a number, in the product's units. */
  readonly detectionLimits: Readonly<Partial<Record<Parameter, number>>>
  /** Whole verdicts with inputs and findings, instead of decisions. */
  readonly full: boolean
}

type SampleDraft = { -readonly [P in Parameter]?: Measurement }
type ReadColumn = { readonly index: number; readonly cell: MeasurementCell }

const noProblems: readonly RowProblem[] = Object.freeze([])

/** Makes the function that judges one record; everything that hangs on the headers alone is done once. */
export function createRowJudge(judging: RowJudging): (record: CsvRecord, row: number) => JudgedRow {
  const { standard, headers, recognised, full } = judging
  const columns = readColumns(judging)
  const decide = (sample: Sample, context: JudgeContext): Decision =>
    full ? standard.judge(sample, context) : standard.decide(sample, context)
  const waterTypeColumn = standard.kind === 'surface-water' ? recognised.waterTypeColumn : undefined
  const relevant: ReadonlySet<string> = new Set([...standard.indicators, 'dissolvedOxygenSaturation'])

  return ({ cells }, row) => {
    const extra =
      cells.length > headers.length ? cells.slice(headers.length).find(cell => cell.trim() !== '') : undefined
    if (extra !== undefined)
      return refused({ row, decision: decide({}, judging.context), problem: tooManyCells(extra) })
    const sample: SampleDraft = {}
    const problems = readSample(sample, cells, columns, headers)
    const water = waterTypeColumn === undefined ? judging.context.water : limitsForText(cells[waterTypeColumn] ?? '')
    if (water === 'unknown') {
      const problem = unknownWaterType(headers[waterTypeColumn!]!, cells[waterTypeColumn!]!)
      return refused({ row, decision: decide({}, judging.context), problem, others: problems })
    }
    const context =
      water === undefined || water === judging.context.water ? judging.context : { ...judging.context, water }
    const decision = decide(sample, context)
    const unread = problems.filter(({ parameter }) => relevant.has(parameter))
    return { row, decision: unread.length === 0 ? decision : withUnread(decision, unread), problems }
  }
}

function readColumns({ recognised, detectionLimits }: RowJudging): readonly ReadColumn[] {
  return recognised.columns.flatMap((column, index): ReadColumn[] => {
    if (column === undefined) return []
    return [{ index, cell: { column, detectionLimit: detectionLimits[column.parameter] } }]
  })
}

type CellProblem = RowProblem & { readonly parameter: Parameter }
const noCellProblems: readonly CellProblem[] = Object.freeze([])

function readSample(
  sample: SampleDraft,
  cells: readonly string[],
  columns: readonly ReadColumn[],
  headers: readonly string[],
): readonly CellProblem[] {
  let problems: CellProblem[] | undefined
  for (const { index, cell } of columns) {
    const text = cells[index]
    if (text === undefined || text === '') continue
    const read = readMeasurement(text, cell)
    if (read === undefined) continue
    if (isRefusal(read)) {
      const { code, zh, en, parameter } = read
      problems ??= []
      problems.push({ column: headers[index]!, code, text, zh, en, parameter })
    } else sample[cell.column.parameter] = read
  }
  takeBottomDepth(sample)
  return problems ?? noCellProblems
}

/** 见底 in a row that states the depth: the disc was seen at that depth. */
function takeBottomDepth(sample: SampleDraft): void {
  const { secchiDepth, waterDepth } = sample
  if (secchiDepth?.qualifier !== 'to-bottom' || secchiDepth.value !== 0 || waterDepth?.qualifier !== 'measured') return
  sample.secchiDepth = { value: waterDepth.value, qualifier: 'to-bottom' }
}

const limitsForTypes: ReadonlyMap<string, LimitsFor> = new Map([
  ...['河流', '河', '河道', '溪流', '溪', '江', '沟渠', '沟', '渠', '渠道', 'river', 'ditch', 'stream', 'canal'].map(
    name => [name, 'river'] as const,
  ),
  ...['湖泊', '湖', '水库', '库', '湖库', '湖、库', '坑塘', '塘', '池塘', '水塘', 'lake', 'reservoir', 'pond'].map(
    name => [name, 'lake'] as const,
  ),
])

/** @returns undefined where the cell says nothing */
function limitsForText(text: string): LimitsFor | 'unknown' | undefined {
  const trimmed = text.trim().toLowerCase()
  if (trimmed === '' || trimmed === '-' || trimmed === '--') return undefined
  return limitsForTypes.get(trimmed) ?? 'unknown'
}

type Refused = {
  readonly row: number
  readonly decision: Decision
  readonly problem: RowProblem
  readonly others?: readonly RowProblem[]
}

/** The whole row cannot be judged; `decision` is that of an empty sample. */
function refused({ row, decision, problem, others = noProblems }: Refused): JudgedRow {
  return {
    row,
    decision: { ...decision, deciding: [], missing: [], words: { zh: problem.zh, en: problem.en } },
    problems: [problem, ...others],
  }
}

/** An indicator that could not be read could be of any class: only the worst class stands without it. */
function withUnread(decision: Decision, unread: readonly CellProblem[]): Decision {
  const surfaceWater = decision.outcome === 'judged' || decision.outcome === 'cannot-judge'
  if (!surfaceWater || decision.class === 'worse than V') return decision
  return {
    ...decision,
    outcome: 'cannot-judge',
    class: null,
    deciding: [...unread.map(({ parameter }) => parameter), ...(decision.class === null ? decision.deciding : [])],
    words: {
      zh: `无法判定，有评价指标的数值不能读取：${unread.map(({ zh }) => zh).join('')}其余指标：${decision.words.zh}`,
      en: `Cannot judge, an indicator cannot be read: ${unread.map(({ en }) => en).join(' ')} The others: ${decision.words.en}`,
    },
  }
}

function tooManyCells(text: string): RowProblem {
  return {
    column: '',
    code: 'row.too-many-cells',
    text,
    zh: `这一行的单元格比表头多（多出“${text}”），各列可能错位。请检查是否有未加引号的逗号。`,
    en: `This row has more cells than there are headers ("${text}" is left over), so columns may be shifted. Look for a comma without quotes.`,
  }
}

function unknownWaterType(column: string, text: string): RowProblem {
  return {
    column,
    code: 'row.water-type-unknown',
    text,
    zh: `水体类型“${text}”不认识，不能确定用河流还是湖库限值。请填河流、沟渠、湖泊、水库或坑塘。`,
    en: `The water type "${text}" is not known, so river or lake limits cannot be chosen. Write 河流, 沟渠, 湖泊, 水库 or 坑塘.`,
  }
}
