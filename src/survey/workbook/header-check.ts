import { dimensionOf } from './fields.ts'
import type { SurveyField } from './fields.ts'
import { columnOf, fieldWords } from './headers.ts'
import type { Header, HeaderColumn } from './headers.ts'
import { note, problemAt, refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { Remark, RowProblem } from '../../platform/files/workbook/row-problems.ts'
import { knownUnits, storedUnits } from './units.ts'

/**
 * `declaration`: an official list, which says what is listed, not why. `survey`: findings, which must name their basis.
 */
export type WorkbookKind = 'declaration' | 'survey'

const neededAlways: readonly SurveyField[] = ['county', 'town', 'village', 'name', 'type', 'areaM2']
const surveyOnly: readonly SurveyField[] = [
  'senses',
  'validForms',
  'blackForms',
  'secchiDepthCm',
  'dissolvedOxygenMgL',
  'ammoniaNitrogenMgL',
]

export type HeaderCheck = { readonly kind: WorkbookKind; readonly problems: readonly RowProblem[] }

/**
 * What is wrong with a header, and how its columns were read. Any `refuse` among the problems means that no row of the sheet
 * can be read.
 *
 * @param countyKnown the importer's own county stands in for a missing county column
 */
export function checkHeader(sheet: string, header: Header, countyKnown: boolean): HeaderCheck {
  const kind = kindOf(header)
  const whole = { sheet, row: header.lastRow }
  const missing = missingFields(header, kind, countyKnown).map(field => problemAt(whole, missingColumn(field)))
  const positions = (['startLongitude', 'startLatitude'] as const)
    .filter(field => columnOf(header, field) === undefined)
    .map(field => problemAt(whole, missingPosition(field)))
  const columns = header.columns.flatMap(column => columnProblems(sheet, header, column))
  return { kind, problems: [...duplicates(sheet, header), ...missing, ...positions, ...columns] }
}

function kindOf(header: Header): WorkbookKind {
  const survey = (['basis', ...surveyOnly] as const).some(field => columnOf(header, field) !== undefined)
  return survey || columnOf(header, 'listLevel') === undefined ? 'survey' : 'declaration'
}

function missingFields(header: Header, kind: WorkbookKind, countyKnown: boolean): readonly SurveyField[] {
  const needed: readonly SurveyField[] = kind === 'survey' ? [...neededAlways, 'basis'] : neededAlways
  return needed.filter(field => columnOf(header, field) === undefined && !(field === 'county' && countyKnown))
}

function missingColumn(field: SurveyField): Remark {
  const words = fieldWords(field)
  if (field === 'basis') {
    return refusal('column.basis-missing', {
      zh: '缺少“认定依据(感官/问卷/监测)”列。排查表必须逐行写明认定依据；如果这是已公布的清单，请保留“监管清单级别”列并去掉感官、问卷、监测各列。',
      en: 'The column 认定依据 (basis) is missing. A survey must name the basis in every row; if this is a published list, keep the column 监管清单级别 (list) and remove the columns of senses, questionnaire and monitoring.',
    })
  }
  return refusal('column.missing', {
    zh: `表头中没有“${words.zh}”列。请补上这一列；如果已有但叫法不同，请把表头改为“${words.zh}”。`,
    en: `The header has no column “${words.zh}” (${words.en}). Add it; if it is there under another name, rename its header.`,
  })
}

function missingPosition(field: SurveyField): Remark {
  const words = fieldWords(field)
  return warning('column.position-missing', {
    zh: `表头中没有“${words.zh}”列，水体将没有位置，不能上图。经纬度写在同一列的，请拆成经度、纬度两列。`,
    en: `The header has no column “${words.zh}” (${words.en}): the waters will have no position on the map. Where both stand in one column, split it in two.`,
  })
}

function duplicates(sheet: string, header: Header): readonly RowProblem[] {
  return header.columns.flatMap(column => {
    const field = column.name?.field
    const first = field === undefined ? undefined : columnOf(header, field)
    if (field === undefined || first === undefined || first === column) return []
    const words = fieldWords(field)
    const remark = refusal('column.duplicate', {
      zh: `${first.cell}“${first.header}”和 ${column.cell}“${column.header}”都可作“${words.zh}”。请只保留一列，或把另一列改名。`,
      en: `${first.cell} “${first.header}” and ${column.cell} “${column.header}” both mean “${words.zh}” (${words.en}). Keep one of them, or rename the other.`,
    })
    return [problemAt({ sheet, row: header.lastRow, cell: column.cell }, remark)]
  })
}

function columnProblems(sheet: string, header: Header, column: HeaderColumn): readonly RowProblem[] {
  const remark = columnRemark(column)
  return remark === undefined ? [] : [problemAt({ sheet, row: header.lastRow, cell: column.cell }, remark)]
}

function columnRemark(column: HeaderColumn): Remark | undefined {
  if (column.own) return undefined
  const { name, header } = column
  if (name === undefined) {
    return note('column.unknown', {
      zh: `未识别“${header}”列，内容原样保留，不参与判断。`,
      en: `The column “${header}” is not understood: its content is kept as it is and decides nothing.`,
    })
  }
  if (name.unfitUnit !== undefined) return unfitUnit(name.field, header, name.unfitUnit)
  if (name.match === 'official') return undefined
  const words = fieldWords(name.field)
  return note('column.synonym', {
    zh: `“${header}”按“${words.zh}”读取。`,
    en: `“${header}” is read as “${words.zh}” (${words.en}).`,
  })
}

function unfitUnit(field: SurveyField, header: string, unit: string): Remark {
  const dimension = dimensionOf(field) ?? 'length'
  const units = knownUnits(dimension).slice(0, 6).join('、')
  return refusal('column.unit', {
    zh: `“${header}”列的单位“${unit}”不能换算为 ${storedUnits[dimension]}。请改用：${units}。`,
    en: `The unit “${unit}” of the column “${header}” cannot be converted to ${storedUnits[dimension]}. Use one of: ${units}.`,
  })
}
