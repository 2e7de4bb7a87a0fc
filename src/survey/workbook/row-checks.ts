import { waterTypes } from '../../domain/waters.ts'
import type { WaterType } from '../../domain/waters.ts'
import type { SurveyField } from './fields.ts'
import { columnOf, fieldWords } from './headers.ts'
import type { Header } from './headers.ts'
import { note, refusal, warning } from '../../platform/files/workbook/row-problems.ts'
import type { ReadRow, RowRemark, StatedPoint } from './survey-row.ts'

/** Closed water is one record without ends; a river or ditch runs from a start to an end. */
function runs(type: WaterType): boolean {
  return waterTypes[type].unitOfRecord === 'reach'
}

/**
 * What a row lacks or contradicts in itself. Obligatory cells, halves of positions, ends of reaches, the values that its basis
 * needs (guide: the basis is obligatory; for monitoring the indicator values at survey time).
 */
export function checkRow(row: ReadRow, header: Header): readonly RowRemark[] {
  return [
    ...obligatory(row, header),
    ...(row.area?.value === 0 ? [zeroArea()] : []),
    ...twoPlaces(row),
    ...sizes(row, header),
    ...halfPositions(row),
    ...startPosition(row, header),
    ...ends(row),
    ...(row.kind === 'survey' ? basisValues(row) : []),
  ]
}

function obligatory(row: ReadRow, header: Header): readonly RowRemark[] {
  const always: readonly SurveyField[] = ['county', 'town', 'village', 'name', 'type', 'areaM2']
  const needed: readonly SurveyField[] = [...always, row.kind === 'survey' ? 'basis' : 'listLevel']
  return needed
    .filter(field => columnOf(header, field) !== undefined && row.written[field] === undefined)
    .map(field => {
      const words = fieldWords(field)
      const remark = refusal('cell.missing', {
        zh: `“${words.zh}”没有填。请补填。`,
        en: `“${words.zh}” (${words.en}) is empty. Fill it in.`,
      })
      return { field, ...remark }
    })
}

function zeroArea(): RowRemark {
  const remark = refusal('quantity.zero', {
    zh: '水域面积为 0。请填实测面积。',
    en: 'The area is 0. Enter the measured area.',
  })
  return { field: 'areaM2', ...remark }
}

function twoPlaces(row: ReadRow): readonly RowRemark[] {
  const parts = (row.name ?? '')
    .split(/[;；\n]/)
    .map(part => part.trim())
    .filter(part => part.length >= 3)
  if (parts.length < 2) return []
  const listed = parts.map(part => `“${part}”`).join('、')
  const remark = warning('name.two-places', {
    zh: `水体名称里有 ${parts.length} 处地点：${listed}。按一个水体整体保留，没有拆分；如果是几个水体，请分行填写各自的面积和起止点。`,
    en: `The name holds ${parts.length} places: ${listed}. It is kept whole as one water and not split; if they are several waters, give each its own row with its area and ends.`,
  })
  return [{ field: 'name', ...remark }]
}

function sizes(row: ReadRow, header: Header): readonly RowRemark[] {
  return (['lengthM', 'widthM'] as const)
    .filter(field => columnOf(header, field) !== undefined && row.written[field] === undefined)
    .map(field => {
      const words = fieldWords(field)
      const remark = note('size.missing', {
        zh: `没有填“${words.zh}”，面积不能用长×宽核对。`,
        en: `“${words.zh}” (${words.en}) is empty: the area cannot be checked against length times width.`,
      })
      return { field, ...remark }
    })
}

function halfPositions(row: ReadRow): readonly RowRemark[] {
  return (['start', 'end'] as const).flatMap(which => {
    const longitude: SurveyField = `${which}Longitude`
    const latitude: SurveyField = `${which}Latitude`
    const missing = [longitude, latitude].filter(field => row.written[field] === undefined)
    const [field] = missing
    if (missing.length !== 1 || field === undefined) return []
    const words = fieldWords(field)
    const remark = refusal('coordinate.half', {
      zh: `只填了经纬度中的一个，缺“${words.zh}”。请补齐，或两格都留空。`,
      en: `Only one of longitude and latitude is given; “${words.zh}” (${words.en}) is missing. Give both or neither.`,
    })
    return [{ field, ...remark }]
  })
}

function startPosition(row: ReadRow, header: Header): readonly RowRemark[] {
  const columns = columnOf(header, 'startLongitude') !== undefined && columnOf(header, 'startLatitude') !== undefined
  if (!columns || row.written.startLongitude !== undefined || row.written.startLatitude !== undefined) return []
  const remark = warning('coordinate.missing', {
    zh: '没有填起点经纬度，水体将没有位置，不能上图。请补填。',
    en: 'The position of the start is missing: the water will not be on the map. Fill it in.',
  })
  return [{ field: 'startLongitude', ...remark }]
}

function ends(row: ReadRow): readonly RowRemark[] {
  if (row.type === undefined) return []
  if (row.written.endLongitude === undefined && row.written.endLatitude === undefined) return missingEnd(row, row.type)
  return samePosition(row.start, row.end) ? [sameEnds(row.type)] : []
}

function missingEnd(row: ReadRow, type: WaterType): readonly RowRemark[] {
  const named = row.end.name !== undefined
  const field: SurveyField = named ? 'endName' : 'endLongitude'
  if (!runs(type)) {
    const remark = named
      ? note('end.name-only', {
          zh: `终点只有名称“${row.end.name}”，没有经纬度。封闭水体不需要终点，名称照样保留。`,
          en: `The end has a name, “${row.end.name}”, and no position. Closed water needs no end; the name is kept.`,
        })
      : note('end.not-needed', {
          zh: '没有终点。封闭水体（坑塘、水库、湖泊）不需要终点。',
          en: 'No end is given. Closed water (pond, reservoir, lake) needs none.',
        })
    return [{ field, ...remark }]
  }
  const remark = warning('end.missing', {
    zh: `${named ? `终点“${row.end.name}”没有经纬度` : '没有终点'}。沟渠、河流应有起点和终点；先按起点上图，请补填终点经纬度。`,
    en: `${named ? `The end “${row.end.name}” has no position` : 'No end is given'}. A ditch or river needs start and end; it is mapped at its start for now: add the position of the end.`,
  })
  return [{ field, ...remark }]
}

function samePosition(start: StatedPoint, end: StatedPoint): boolean {
  return start.longitude !== undefined && start.longitude === end.longitude && start.latitude === end.latitude
}

function sameEnds(type: WaterType): RowRemark {
  const remark = runs(type)
    ? warning('end.same-as-start', {
        zh: '起点和终点是同一个位置，但这是沟渠或河流。请核对终点。',
        en: 'Start and end are the same position, yet this is a ditch or river. Check the end.',
      })
    : note('end.same-as-start', {
        zh: '起点和终点是同一个位置：封闭水体按一个点记录。',
        en: 'Start and end are the same position: closed water is recorded as one point.',
      })
  return { field: 'endLongitude', ...remark }
}

function basisValues(row: ReadRow): readonly RowRemark[] {
  return [
    ...(row.bases.includes('monitoring') ? monitoringValues(row) : []),
    ...(row.bases.includes('questionnaire') ? questionnaireValues(row) : []),
    ...(row.bases.includes('senses') && row.written.senses === undefined ? [sensesMissing()] : []),
    ...formsContradict(row),
  ]
}

function monitoringValues(row: ReadRow): readonly RowRemark[] {
  const fields = ['secchiDepthCm', 'dissolvedOxygenMgL', 'ammoniaNitrogenMgL'] as const
  const missing = fields.filter(field => row.written[field] === undefined)
  const words = missing.map(field => fieldWords(field))
  const zh = words.map(one => one.zh).join('、')
  const en = words.map(one => one.en).join(', ')
  const dated = row.written.sampledOn === undefined ? [dateMissing()] : []
  if (missing.length === 0) return dated
  const all = missing.length === fields.length
  const remark = all
    ? refusal('basis.monitoring-values', {
        zh: `认定依据是监测，但没有任何指标值。请填排查时的${zh}。`,
        en: `The basis is monitoring, but no indicator is given. Enter the values at survey time: ${en}.`,
      })
    : warning('basis.monitoring-incomplete', {
        zh: `认定依据是监测，缺${zh}。未测的指标不算合格，请尽量补测。`,
        en: `The basis is monitoring; missing: ${en}. What was not measured never counts as a pass.`,
      })
  return [{ field: missing[0] ?? 'basis', ...remark }, ...dated]
}

function dateMissing(): RowRemark {
  const remark = warning('basis.date-missing', {
    zh: '认定依据是监测，但没有采样日期。请补填。',
    en: 'The basis is monitoring, but the date of sampling is missing. Add it.',
  })
  return { field: 'sampledOn', ...remark }
}

function questionnaireValues(row: ReadRow): readonly RowRemark[] {
  const missing = (['validForms', 'blackForms'] as const).filter(field => row.written[field] === undefined)
  return missing.map(field => {
    const words = fieldWords(field)
    const remark = refusal('basis.questionnaire-values', {
      zh: `认定依据是问卷，但没有填“${words.zh}”。请补填份数。`,
      en: `The basis is the questionnaire, but “${words.zh}” (${words.en}) is empty. Enter the number of forms.`,
    })
    return { field, ...remark }
  })
}

function sensesMissing(): RowRemark {
  const remark = warning('basis.senses-missing', {
    zh: '认定依据是感官，但没有感官描述。请写明颜色、气味等。',
    en: 'The basis is the senses, but the description is empty. Say what was seen and smelt.',
  })
  return { field: 'senses', ...remark }
}

function formsContradict(row: ReadRow): readonly RowRemark[] {
  const { validForms, blackForms } = row
  if (validForms === undefined || blackForms === undefined || blackForms <= validForms) return []
  const remark = refusal('forms.contradict', {
    zh: `认为黑臭的 ${blackForms} 份多于有效问卷 ${validForms} 份。请核对两个数。`,
    en: `${blackForms} forms say black or odorous, more than the ${validForms} valid forms. Check both numbers.`,
  })
  return [{ field: 'blackForms', ...remark }]
}
