import { chinaDate } from '../../domain/dates.ts'
import { uuidOfHash } from '../../domain/ids.ts'
import { parameterIds, parameters, type Sample } from '../../domain/parameters.ts'
import { policyAt } from '../../policy/policy.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import {
  note,
  problemAt,
  refusal,
  warning,
  type Remark,
  type RowProblem,
} from '../../platform/files/workbook/row-problems.ts'
import { measurementWords } from '../../standards/wording.ts'
import type { NamedWater } from '../../waters/naming-store.ts'
import type { NewReading } from '../contract.ts'
import { impossibleIn } from '../rules.ts'
import type { WaterSample } from '../samples-store.ts'
import type { ReadingField } from '../workbook/columns.ts'
import type { ReadingRow } from '../workbook/read-readings.ts'
import { findRowWater, type KnownWaters } from './finding-water.ts'

/** What becomes of a row. */
export type Decided =
  | { readonly kind: 'new'; readonly water: NamedWater; readonly id: string; readonly record: NewReading }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused' }

export type RowOutcome = { readonly decided: Decided; readonly problems: readonly RowProblem[] }

type FieldRemark = { readonly field: ReadingField; readonly remark: Remark }

/** A reading that a row is compared with; `where` it stands in the file, absent for what is on record. */
type Known = Omit<WaterSample, 'id'> & { readonly where?: string }

const longestPoint = 60
const longestNote = 500

/**
 * Decides on the rows of a file, one after another: against what is on record and against the rows before. A reading of the same
 * water, point and time is that reading: with the same values it changes nothing, with others the row is refused, since what is on
 * record is never overwritten.
 *
 * @param kept what is on record of the waters that the rows name
 */
export function rowDecider(known: KnownWaters, kept: readonly WaterSample[], now: Date) {
  const seen = new Map<string, Known>(kept.map(one => [keyOf(one), one]))
  const byDay = Map.groupBy(kept, one => dayKeyOf(one, chinaDate(new Date(one.takenAt))))
  return (row: ReadingRow, before: readonly RowProblem[]): RowOutcome => {
    const found = findRowWater(row, known)
    const remarks = [...('remark' in found ? [found] : []), ...timeRemarks(row, now), ...contentRemarks(row, before)]
    const problems = [...before, ...remarks.map(one => located(row, one))]
    const sound = !problems.some(({ severity }) => severity === 'refuse')
    if ('remark' in found || row.taken === undefined || !sound) return { decided: { kind: 'refused' }, problems }
    const record = recordOf(row, { water: found.water, takenAt: takenAtOf(row.taken, now) })
    const one: Known = { ...record, sample: row.sample, where: `${row.sheet} ${row.row}` }
    const sameDay = row.taken.clock === undefined ? (byDay.get(dayKeyOf(one, row.taken.day)) ?? []) : []
    const other = sameDay.find(({ sample }) => isSame(sample, row.sample)) ?? seen.get(keyOf(one))
    if (other === undefined) {
      seen.set(keyOf(one), one)
      return { decided: { kind: 'new', water: found.water, id: idOf(record), record }, problems }
    }
    const said = comparedWith(other, row)
    const all = [...problems, ...(said === undefined ? [] : [located(row, said)])]
    return { decided: { kind: said?.remark.severity === 'refuse' ? 'refused' : 'same' }, problems: all }
  }
}

type AtPoint = Pick<WaterSample, 'waterId' | 'point'>

function keyOf({ waterId, point, takenAt }: AtPoint & { readonly takenAt: string }): string {
  return [waterId, new Date(takenAt).toISOString(), point].join('|')
}

function dayKeyOf({ waterId, point }: AtPoint, day: string): string {
  return [waterId, day, point].join('|')
}

function isSame(one: Sample, other: Sample): boolean {
  return canonicalJson(one) === canonicalJson(other)
}

function located(row: ReadingRow, { field, remark }: FieldRemark): RowProblem {
  const cell = row.cells[field]
  return problemAt({ sheet: row.sheet, row: row.row, ...(cell === undefined ? {} : { cell }) }, remark)
}

/**
 * The instant of a sample. Where only the day is known it is noon in China, as for surveys; on the day itself before noon, its
 * beginning: a sample cannot be taken in the time to come.
 */
function takenAtOf({ day, clock }: { readonly day: string; readonly clock?: string }, now: Date): string {
  if (clock !== undefined) return `${day}T${clock}+08:00`
  const noon = `${day}T12:00:00+08:00`
  return Date.parse(noon) > now.getTime() && day === chinaDate(now) ? `${day}T00:00:00+08:00` : noon
}

function timeRemarks({ taken, cells }: ReadingRow, now: Date): readonly FieldRemark[] {
  if (taken === undefined) return []
  const field = cells.day === undefined || (taken.clock !== undefined && cells.time !== undefined) ? 'time' : 'day'
  const today = chinaDate(now)
  const { earliestDate } = policyAt('plausibility', today).value
  if (taken.day < earliestDate) return [{ field, remark: tooEarly(taken.day, earliestDate) }]
  const stated = [taken.day, taken.clock?.slice(0, 5)].filter(part => part !== undefined).join(' ')
  const takenAt = new Date(takenAtOf(taken, now))
  if (impossibleIn({ sample: {}, takenAt }, now).length > 0) return [{ field, remark: toCome(stated, today) }]
  return taken.clock === undefined ? [{ field, remark: dayAlone() }] : []
}

function contentRemarks(row: ReadingRow, before: readonly RowProblem[]): readonly FieldRemark[] {
  const { point = '', remarks = '' } = row.written
  const empty = Object.keys(row.sample).length === 0 && !before.some(({ severity }) => severity === 'refuse')
  return [
    ...(empty ? [{ field: 'name' as const, remark: nothingMeasured() }] : []),
    ...(point.length > longestPoint ? [{ field: 'point' as const, remark: pointTooLong() }] : []),
    ...(remarks.length > longestNote ? [{ field: 'remarks' as const, remark: remarksCut() }] : []),
  ]
}

function recordOf(
  { written, sample, weather }: ReadingRow,
  { water, takenAt }: { readonly water: NamedWater; readonly takenAt: string },
): NewReading {
  return {
    waterId: water.id,
    point: written.point ?? '1',
    takenAt,
    sample,
    source: 'workbook',
    ...(weather === undefined ? {} : { weather }),
    ...(written.remarks === undefined ? {} : { note: written.remarks.slice(0, longestNote) }),
  }
}

/** The same row, imported by two people at the same moment, is one reading. */
function idOf({ waterId, point, takenAt, sample }: NewReading): string {
  return uuidOfHash(sha256(canonicalJson({ waterId, point, takenAt, sample })))
}

function comparedWith(other: Known, row: ReadingRow): FieldRemark | undefined {
  if (isSame(other.sample, row.sample)) {
    return other.where === undefined ? undefined : { field: 'time', remark: repeatedRow(other.where) }
  }
  return { field: 'time', remark: differs(other, differing(other.sample, row.sample)) }
}

function differing(kept: Sample, fresh: Sample): { readonly zh: string; readonly en: string } {
  const different = parameterIds.filter(id => canonicalJson(kept[id] ?? null) !== canonicalJson(fresh[id] ?? null))
  const words = different.slice(0, 4).map(id => {
    const [before, now] = [kept[id], fresh[id]].map(one =>
      one === undefined ? { zh: '未测', en: 'not measured' } : measurementWords(id, one),
    )
    const { name } = parameters[id]
    return { zh: `${name.zh} ${before?.zh} / ${now?.zh}`, en: `${name.en} ${before?.en} / ${now?.en}` }
  })
  return { zh: words.map(({ zh }) => zh).join('，'), en: words.map(({ en }) => en).join(', ') }
}

function differs({ where }: Known, values: { readonly zh: string; readonly en: string }): Remark {
  const [zh, en] = where === undefined ? ['平台已登记', 'the platform holds'] : [`第 ${where} 行是`, `${where} is`]
  return refusal('reading.differs', {
    zh: `${zh}同一水体、点位和时间的另一组数据（原 / 本行：${values.zh}）。已登记的数据不会被覆盖；若是另一次采样，请改写点位或时间，否则请删除这一行。`,
    en: `${en} another reading of the same water, point and time (that one / this row: ${values.en}). What is on record is never overwritten: if this is another sample, change point or time, else delete the row.`,
  })
}

function repeatedRow(where: string): Remark {
  return warning('row.repeated', {
    zh: `与第 ${where} 行完全相同，只登记一次。`,
    en: `The same as ${where}: recorded once.`,
  })
}

function tooEarly(day: string, earliest: string): Remark {
  return refusal('date.too-early', {
    zh: `采样日期 ${day} 早于 ${earliest}。请核对年份。`,
    en: `The date of sampling ${day} is before ${earliest}. Check the year.`,
  })
}

function toCome(stated: string, today: string): Remark {
  return refusal('date.in-future', {
    zh: `采样时间 ${stated} 还没有到（今天是 ${today}）。请核对日期和时间。`,
    en: `The time of sampling ${stated} is yet to come (today is ${today}). Check date and time.`,
  })
}

function dayAlone(): Remark {
  return note('time.day-alone', {
    zh: '只写了日期，没有钟点，按当天中午登记。',
    en: 'Only the date is stated: recorded as noon of that day.',
  })
}

function nothingMeasured(): Remark {
  return refusal('reading.nothing-measured', {
    zh: '这一行没有任何测值。没有采到样的，请删除这一行，在备注或巡查中说明。',
    en: 'This row holds no measured value. Delete it where no sample could be taken.',
  })
}

function pointTooLong(): Remark {
  return refusal('point.too-long', {
    zh: `点位名称超过 ${longestPoint} 个字。请写短一些。`,
    en: `The name of the sampling point is longer than ${longestPoint} characters. Shorten it.`,
  })
}

function remarksCut(): Remark {
  return warning('remarks.cut', {
    zh: `备注超过 ${longestNote} 个字，只登记前 ${longestNote} 个字。`,
    en: `The remarks are longer than ${longestNote} characters; only the first ${longestNote} are recorded.`,
  })
}
