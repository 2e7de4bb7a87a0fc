import { parameterIds, parameters } from '../domain/parameters.ts'
import type { Parameter } from '../domain/parameters.ts'
import type { Bilingual } from '../domain/words.ts'
import { foldText } from './decimal-text.ts'
import type { MeasurementColumn } from './measurement-text.ts'
import { isUnit, readUnit } from './units.ts'

export const headerFaults = ['header.unit-unknown', 'header.unit-missing', 'header.repeated'] as const
export type HeaderFault = (typeof headerFaults)[number]

/** A header that names a parameter, but not so that its values could be trusted. */
export type HeaderRefusal = Bilingual & { readonly code: HeaderFault; readonly header: string; readonly column: number }

export type SampleHeaders = {
  /** By column of the table; undefined where the column is not a measurement and passes through. */
  readonly columns: readonly (MeasurementColumn | undefined)[]
  /** The column that says what kind of water the row is of (水体类型). */
  readonly waterTypeColumn?: number
  readonly refusals: readonly HeaderRefusal[]
  /** Columns whose header ends in a unit but whose name is not known: they pass through, said aloud. */
  readonly strangers: readonly string[]
}

/** Lower case, without spaces, underscores and brackets of any kind around it. */
function fold(text: string): string {
  return foldText(text)
    .toLowerCase()
    .replaceAll(/[\s_]/g, '')
    .replaceAll(/[[{【〔]/g, '(')
    .replaceAll(/[\]}】〕]/g, ')')
}

const parameterByName: ReadonlyMap<string, Parameter> = new Map(
  parameterIds.flatMap(parameter => {
    const { name, headers } = parameters[parameter]
    return [name.zh, name.en, ...headers].map(header => [fold(header), parameter] as const)
  }),
)
const parameterById: ReadonlyMap<string, Parameter> = new Map(parameterIds.map(id => [fold(id), id]))

/**
 * Written in two units in practice, a thousand or a hundred times apart and both plausible: without the unit their values cannot be
 * trusted. The product's own English ids carry their unit by definition.
 */
const needsUnit: ReadonlySet<Parameter> = new Set([
  'secchiDepth',
  'waterDepth',
  'mercury',
  'cadmium',
  'hexavalentChromium',
  'arsenic',
  'lead',
  'selenium',
  'faecalColiform',
])

const waterTypeHeaders: ReadonlySet<string> = new Set(['水体类型', 'watertype', '水体类别'])

export type HeaderOptions = {
  /** Accept headers without unit as if they had the product's own. */
  readonly assumeUnits?: boolean
}

/**
 * Recognises the columns of a readings table by their headers: Chinese or English name, usual abbreviation or id, with the unit
 * in brackets or after a slash. Values are converted to the product's units where they enter.
 *
 * @example recogniseHeaders(['点位', '氨氮(mg/L)', '透明度(m)']).columns
 * // [undefined, { parameter: 'ammoniaNitrogen', places: 0 }, { parameter: 'secchiDepth', places: 2 }]
 */
export function recogniseHeaders(headers: readonly string[], options: HeaderOptions = {}): SampleHeaders {
  const read = headers.map((header, column) => readHeader(header, column, options))
  const columns = read.map(one => (one.kind === 'parameter' ? one.column : undefined))
  const refusals = read.flatMap(one => (one.kind === 'refused' ? [one.refusal] : []))
  const waterTypeColumn = headers.findIndex(header => waterTypeHeaders.has(fold(header)))
  return {
    columns,
    ...(waterTypeColumn === -1 ? {} : { waterTypeColumn }),
    refusals: [...refusals, ...repeated(headers, columns)],
    strangers: headers.filter((_, index) => read[index]!.kind === 'stranger'),
  }
}

type ReadHeader =
  | { readonly kind: 'parameter'; readonly column: MeasurementColumn }
  | { readonly kind: 'refused'; readonly refusal: HeaderRefusal }
  | { readonly kind: 'stranger' | 'other' }

const bracketedUnit = /^(.+)\(([^()]*)\)$/
const trailingUnit = /^(.+?)[/,:：]([^()]+)$/

function readHeader(header: string, column: number, { assumeUnits }: HeaderOptions): ReadHeader {
  const folded = fold(header)
  const byId = parameterById.get(folded)
  if (byId !== undefined) return { kind: 'parameter', column: { parameter: byId, places: 0 } }
  const bare = parameterByName.get(folded)
  if (bare !== undefined) return withoutUnit({ header, column, parameter: bare, assumeUnits: assumeUnits === true })
  const splits = splitsOf(folded)
  const split = splits.find(({ parameter }) => parameter !== undefined)
  if (split?.parameter === undefined) return { kind: splits.some(({ unit }) => isUnit(unit)) ? 'stranger' : 'other' }
  const { parameter } = split
  const unit = readUnit(split.unit, parameter)
  if (typeof unit !== 'string') return { kind: 'parameter', column: { parameter, places: unit.places } }
  return { kind: 'refused', refusal: unitUnknown(header, column, parameter) }
}

/** `氨氮mg/L`: a unit written right behind the name. */
const stuckUnit = /^(.+?)(mg\/l|ug\/l|℃|°c|cm|mv)$/

type Split = { readonly parameter: Parameter | undefined; readonly unit: string }

/** The ways to read a header as a name and a unit. */
function splitsOf(folded: string): readonly Split[] {
  return [bracketedUnit, stuckUnit, trailingUnit].flatMap(pattern => {
    const match = pattern.exec(folded)
    if (match === null) return []
    const [, name = '', unit = ''] = match
    return [{ parameter: parameterById.get(name) ?? parameterByName.get(name), unit }]
  })
}

type BareHeader = {
  readonly header: string
  readonly column: number
  readonly parameter: Parameter
  readonly assumeUnits: boolean
}

function withoutUnit({ header, column, parameter, assumeUnits }: BareHeader): ReadHeader {
  if (assumeUnits || !needsUnit.has(parameter)) return { kind: 'parameter', column: { parameter, places: 0 } }
  const { name, unit } = parameters[parameter]
  return {
    kind: 'refused',
    refusal: {
      code: 'header.unit-missing',
      header,
      column,
      zh: `表头“${header}”没有写单位，而${name.zh}常有两种单位，相差百倍或千倍。请写明单位，如“${name.zh}(${unit})”。`,
      en: `The header "${header}" has no unit, and ${name.en} is written in two of them, far apart. State it, as in "${name.en} (${unit})".`,
    },
  }
}

function unitUnknown(header: string, column: number, parameter: Parameter): HeaderRefusal {
  const { name, unit } = parameters[parameter]
  return {
    code: 'header.unit-unknown',
    header,
    column,
    zh: `表头“${header}”的单位不认识或不适用于${name.zh}。请改为“${name.zh}(${unit})”，并换算数值。`,
    en: `The unit in the header "${header}" is unknown or does not fit ${name.en}. Write "${name.en} (${unit})" and convert the values.`,
  }
}

function repeated(
  headers: readonly string[],
  columns: readonly (MeasurementColumn | undefined)[],
): readonly HeaderRefusal[] {
  return columns.flatMap((column, index): HeaderRefusal[] => {
    const first = columns.findIndex(other => other?.parameter === column?.parameter)
    if (column === undefined || first === index) return []
    const { zh, en } = parameters[column.parameter].name
    const header = headers[index]!
    return [
      {
        code: 'header.repeated',
        header,
        column: index,
        zh: `“${headers[first]}”和“${header}”两列都是${zh}，不能确定用哪一列。请删去一列或改名。`,
        en: `Both "${headers[first]}" and "${header}" are ${en}; which one counts is not clear. Remove or rename one.`,
      },
    ]
  })
}
