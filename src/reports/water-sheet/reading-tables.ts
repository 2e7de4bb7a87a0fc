import { chinaMinute } from '../../domain/dates.ts'
import { parameterIds, parameters, type Measurement, type Parameter } from '../../domain/parameters.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import { readingSources, type Reading } from '../../monitoring/contract.ts'
import type { Block, Column } from '../../platform/documents/document.ts'
import { unitText } from '../../standards/wording.ts'
import { sheetWords as words } from './sheet-words.ts'

/** More columns would not be read on a portrait page. */
const mostParameters = 5

/** Readings as tables, the parameters that were measured dealt out over as many as are needed. */
export function readingTables(readings: readonly Reading[], language: Language): readonly Block[] {
  const measured = parameterIds.filter(id => readings.some(({ sample }) => sample[id] !== undefined))
  const tables: Block[] = []
  for (let from = 0; from < measured.length; from += mostParameters) {
    tables.push(tableOf(readings, measured.slice(from, from + mostParameters), language))
  }
  return tables
}

function tableOf(readings: readonly Reading[], shown: readonly Parameter[], language: Language): Block {
  const columns: readonly Column[] = [
    { title: words.time[language], share: 4 },
    { title: words.point[language], share: 2 },
    ...shown.map((id): Column => ({ title: headOf(id, language), share: 3, align: 'right' })),
    { title: words.source[language], share: 3 },
  ]
  const rows = readings
    .filter(({ sample }) => shown.some(id => sample[id] !== undefined))
    .map(({ takenAt, point, sample, source }) => [
      chinaMinute(new Date(takenAt)),
      point,
      ...shown.map(id => measurementText(sample[id])[language]),
      readingSources[source][language],
    ])
  return { kind: 'table', columns, rows }
}

function headOf(id: Parameter, language: Language): string {
  const { name, unit } = parameters[id]
  return unit === 'none' ? name[language] : `${name[language]}\n${unitText(unit).trim()}`
}

/** Not measured is a dash, never a zero. */
export function measurementText(measurement: Measurement | undefined): Bilingual {
  if (measurement === undefined) return { zh: '—', en: '—' }
  // No instrument gives more than six digits; sums in binary leave tails such as 2.6999999999999997.
  const number = String(Number(measurement.value.toPrecision(6)))
  const texts = {
    measured: { zh: number, en: number },
    below: { zh: `<${number}`, en: `<${number}` },
    above: { zh: `>${number}`, en: `>${number}` },
    'to-bottom': words.toBottom,
    'not-detected': words.notDetected,
  } as const satisfies Record<Measurement['qualifier'], Bilingual>
  return texts[measurement.qualifier]
}
