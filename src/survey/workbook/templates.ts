import { parameters } from '../../domain/parameters.ts'
import type { Parameter } from '../../domain/parameters.ts'
import { columnRange, createXlsx, widthsFor } from '../../platform/files/xlsx-writer.ts'
import type { ByteSink, Validation, XlsxCell, XlsxWriter } from '../../platform/files/xlsx-writer.ts'
import { surveyFields } from './fields.ts'
import type { SurveyField } from './fields.ts'
import { listLevelWords, waterTypeWords } from './word-cells.ts'

/** Blank workbooks to download: the official list (a declaration), the survey, and readings. */
export type TemplateName = 'official-list' | 'survey' | 'readings'

type TemplateColumn = {
  readonly header: string
  readonly needed: boolean
  /** What to write, shown on entering the cell and on the sheet 填写说明. */
  readonly how: string
  readonly howEn: string
  readonly choices?: readonly string[]
  readonly example: string | number
}

const yesNo = ['是', '否']

/** How to fill each column; the examples are those of a published list (武汉市 2025 年第四季度) and made-up measurements. */
const fieldHelp = {
  sequence: ['从 1 起的序号', 'a number from 1', 1],
  county: ['县（区）全称', 'full name of the county', '新洲区'],
  town: ['乡镇或街道全称', 'full name of the town', '邾城街道'],
  village: ['行政村或社区名称', 'name of the village', '城北村'],
  naturalVillages: ['涉及的自然村，可不填', 'natural villages concerned, optional', '汪套湾'],
  name: ['水体名称，一行只写一个水体', 'name of the water, one water a row', '城北村汪套湾东部水沟'],
  type: ['从下拉列表选择', 'choose from the list', '沟渠'],
  areaM2: [
    '水域面积，平方米，只填数；也可写 0.45公顷、6.8亩',
    'area in m2, a number; 0.45公顷 (ha) or 6.8亩 (mu) are understood',
    4004,
  ],
  lengthM: ['长度，米', 'length in metres', 308],
  widthM: ['平均宽度，米', 'mean width in metres', 13],
  startName: ['起点的地名', 'where it starts', '汪套湾东南20米'],
  startLongitude: ['十进制度，5 位以上小数', 'decimal degrees, 5 decimals or more', 114.79295],
  startLatitude: ['十进制度，5 位以上小数', 'decimal degrees, 5 decimals or more', 30.85783],
  endName: [
    '终点的地名；坑塘、水库、湖泊可不填',
    'where it ends; not needed for ponds, reservoirs, lakes',
    '汪套湾东700米',
  ],
  endLongitude: ['坑塘、水库、湖泊可不填', 'not needed for ponds, reservoirs, lakes', 114.79426],
  endLatitude: ['坑塘、水库、湖泊可不填', 'not needed for ponds, reservoirs, lakes', 30.85835],
  listLevel: ['从下拉列表选择', 'choose from the list', '国家监管'],
  causes: [
    '写文字或指南附件的字母，几种用顿号隔开',
    'words, or the letters of the annex; several joined by 、',
    '农村生活污水、生活垃圾',
  ],
  completion: [
    '如 2025年5月底、2025年第四季度、2025-12-31',
    'such as 2025年5月底, 2025年第四季度, 2025-12-31',
    '2025年第四季度',
  ],
  perennial: ['是或否', '是 (yes) or 否 (no)', '是'],
  basis: [
    '感官、问卷、监测，可写几种，用顿号隔开',
    '感官 senses, 问卷 questionnaire, 监测 monitoring; several joined by 、',
    '感官、监测',
  ],
  senses: ['颜色、气味等；依据含感官时填写', 'colour, odour; where the basis is the senses', '水色发黑，有异味'],
  validForms: ['收回的有效问卷份数；依据含问卷时必填', 'valid forms; needed for the questionnaire', 35],
  blackForms: ['其中认为黑或臭的份数；依据含问卷时必填', 'of these, forms saying black or odorous', 28],
  secchiDepthCm: ['透明度，厘米；清澈见底写“见底”', 'transparency in cm; 见底 where the bottom is seen', 18],
  waterDepthCm: ['水深，厘米', 'water depth in cm', 60],
  dissolvedOxygenMgL: ['溶解氧，mg/L', 'dissolved oxygen in mg/L', 1.4],
  ammoniaNitrogenMgL: ['氨氮，mg/L；低于检出限写 <0.025', 'ammonia nitrogen in mg/L; <0.025 below detection', 16.2],
  sampledOn: ['采样日期，如 2026-03-12；依据含监测时填写', 'date of sampling, such as 2026-03-12', '2026-03-12'],
  coordinateSystem: ['经纬度的坐标系', 'coordinate system of the positions', 'CGCS2000'],
  remarks: ['其他要说明的，可不填', 'anything else, optional', ''],
} as const satisfies Partial<Record<SurveyField, readonly [how: string, howEn: string, example: string | number]>>

type TemplateField = keyof typeof fieldHelp

const choices: Readonly<Partial<Record<TemplateField, readonly string[]>>> = {
  type: Object.values(waterTypeWords.official),
  listLevel: Object.values(listLevelWords.official),
  perennial: yesNo,
  coordinateSystem: ['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'],
}

const annexFields: readonly TemplateField[] = [
  'sequence', 'county', 'town', 'village', 'name', 'type', 'areaM2', 'lengthM', 'widthM', 'startName', 'startLongitude',
  'startLatitude', 'endName', 'endLongitude', 'endLatitude', 'listLevel', 'causes', 'completion', 'perennial',
] // prettier-ignore
const surveyOnly: readonly TemplateField[] = [
  'basis', 'senses', 'validForms', 'blackForms', 'secchiDepthCm', 'waterDepthCm', 'dissolvedOxygenMgL', 'ammoniaNitrogenMgL', 'sampledOn',
  'coordinateSystem', 'remarks',
] // prettier-ignore
/** Known only once a water is listed and treated. */
const notYetKnown: readonly TemplateField[] = ['listLevel', 'completion', 'perennial']
const needed: readonly TemplateField[] = ['county', 'town', 'village', 'name', 'type', 'areaM2']

function fieldColumn(field: TemplateField, kind: 'official-list' | 'survey'): TemplateColumn {
  const [how, howEn, example] = fieldHelp[field]
  const obligatory = needed.includes(field) || field === (kind === 'survey' ? 'basis' : 'listLevel')
  const listed = choices[field]
  return {
    header: surveyFields[field].name.zh,
    needed: obligatory,
    how,
    howEn,
    example,
    ...(listed && { choices: listed }),
  }
}

const readingParameters: readonly Parameter[] = [
  'waterTemperature', 'ph', 'dissolvedOxygen', 'permanganateIndex', 'chemicalOxygenDemand', 'biochemicalOxygenDemand', 'ammoniaNitrogen',
  'totalPhosphorus', 'totalNitrogen', 'secchiDepth', 'waterDepth', 'oxidationReductionPotential',
] // prettier-ignore

const readingExamples: Readonly<Partial<Record<Parameter, string | number>>> = {
  waterTemperature: 18.5,
  ph: 7.4,
  dissolvedOxygen: 1.4,
  ammoniaNitrogen: '<0.025',
  secchiDepth: 18,
  waterDepth: 60,
}

function readingColumns(): readonly TemplateColumn[] {
  const identity: readonly TemplateColumn[] = [
    {
      header: '水体编号',
      needed: false,
      how: '水体编号和水体名称至少填一个',
      howEn: 'number or name of the water',
      example: '',
    },
    {
      header: '水体名称',
      needed: false,
      how: '与台账一致；同名时另填乡镇和村',
      howEn: 'as in the list of waters; with town and village where several share it',
      example: '城北村汪套湾东部水沟',
    },
    { header: '乡镇', needed: false, how: '可不填', howEn: 'optional', example: '邾城街道' },
    { header: '行政村名称', needed: false, how: '可不填', howEn: 'optional', example: '城北村' },
    {
      header: '点位',
      needed: false,
      how: '监测点名称；不填为 1',
      howEn: 'name of the sampling point; 1 where empty',
      example: '1号点',
    },
    {
      header: '采样时间',
      needed: true,
      how: '如 2026-03-12 09:30',
      howEn: 'such as 2026-03-12 09:30',
      example: '2026-03-12 09:30',
    },
  ]
  return [...identity, ...readingParameters.map(parameterColumn)]
}

function parameterColumn(parameter: Parameter): TemplateColumn {
  const { name, unit } = parameters[parameter]
  const inUnit = unit === 'none' ? '' : `(${unit})`
  return {
    header: `${name.zh}${inUnit}`,
    needed: false,
    how: '没有测就留空；低于检出限写“<检出限”，如 <0.025',
    howEn: `${name.en}; empty where not measured, “<limit” where below detection, such as <0.025`,
    example: readingExamples[parameter] ?? '',
  }
}

/** The columns of a template, in order. */
export function templateColumns(name: TemplateName): readonly TemplateColumn[] {
  if (name === 'readings') return readingColumns()
  if (name === 'official-list') return annexFields.map(field => fieldColumn(field, name))
  const fields = [...annexFields.filter(field => !notYetKnown.includes(field)), ...surveyOnly]
  return fields.map(field => fieldColumn(field, name))
}

const sheetNames = { 'official-list': '名册', survey: '排查', readings: '监测数据' } as const satisfies Record<
  TemplateName,
  string
>

/**
 * Writes a blank workbook: the sheet to fill in, with drop-downs and a hint on every column; an example on a sheet of its own; and what
 * each column means. Columns in blue are obligatory. Import skips the example and the explanations.
 */
export async function writeTemplate(name: TemplateName, sink: ByteSink): Promise<void> {
  const columns = templateColumns(name)
  const book = createXlsx(sink)
  await writeBlank(book, sheetNames[name], columns)
  await writeExample(book, columns)
  await writeHelp(book, columns)
  await book.end()
}

function headerCells(columns: readonly TemplateColumn[]): readonly XlsxCell[] {
  return columns.map((one, column) => ({ column, value: one.header, style: one.needed ? 'needed-header' : 'header' }))
}

async function writeBlank(book: XlsxWriter, name: string, columns: readonly TemplateColumn[]): Promise<void> {
  const widths = widthsFor(
    columns.map(column => column.header),
    10,
    24,
  )
  const writer = await book.sheet({ name, widths, frozen: { rows: 1, columns: 0 }, active: true })
  await writer.row(headerCells(columns))
  await writer.end({ validations: columns.map(validation) })
}

function validation(column: TemplateColumn, at: number): Validation {
  const prompt = { title: column.header, text: `${column.needed ? '必填。' : ''}${column.how}` }
  return { range: columnRange(at, 1), prompt, ...(column.choices && { list: column.choices }) }
}

async function writeExample(book: XlsxWriter, columns: readonly TemplateColumn[]): Promise<void> {
  const widths = widthsFor(
    columns.map(column => `${column.header}${column.example}`),
    10,
    30,
  )
  const writer = await book.sheet({ name: '示例', widths, frozen: { rows: 1, columns: 0 } })
  await writer.row(headerCells(columns))
  await writer.row(columns.map(({ example }, column) => ({ column, value: example })))
  await writer.end()
}

async function writeHelp(book: XlsxWriter, columns: readonly TemplateColumn[]): Promise<void> {
  const writer = await book.sheet({ name: '填写说明', widths: [26, 8, 56, 56, 40], frozen: { rows: 1, columns: 0 } })
  const headers = ['列名', '必填', '怎么填', 'How to fill it in', '可选内容']
  await writer.row(headers.map((value, column) => ({ column, value, style: 'header' as const })))
  for (const one of columns) {
    const texts = [one.header, one.needed ? '是' : '', one.how, one.howEn, one.choices?.join('、') ?? '']
    await writer.row(texts.map((value, column) => ({ column, value, style: 'explained' as const })))
  }
  await writer.end()
}
