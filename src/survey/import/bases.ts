import { uuidv7 } from '../../domain/ids.ts'
import { chinaDate } from '../../domain/dates.ts'
import type { Tx } from '../../platform/db/database.ts'
import { recordReading } from '../../monitoring/store.ts'
import type { WaterRow } from '../../waters/store.ts'
import { recordQuestionnaire, recordSenses } from '../bases-store.ts'
import type { SurveyRow } from '../workbook/survey-row.ts'

/**
 * Keeps the bases that a survey row names, each apart. The workbook says that the senses identified the water and describes
 * what was seen; it grades neither colour nor odour, so neither is invented.
 */
export async function recordBases(tx: Tx, water: WaterRow, row: SurveyRow): Promise<void> {
  const day = row.sampledOn?.date ?? chinaDate(tx.at)
  const at = `${day}T12:00:00+08:00`
  const observedAt = Date.parse(at) > tx.at.getTime() ? tx.at.toISOString() : at
  if (row.bases.includes('senses') && row.senses !== undefined) {
    await recordSenses(tx, uuidv7(tx.at.getTime()), {
      waterId: water.id,
      observedAt,
      colour: 'not-graded',
      colourText: row.senses.slice(0, 200),
      finding: 'black-odorous',
      photos: [],
    })
  }
  if (row.validForms !== undefined && row.blackForms !== undefined) {
    await recordQuestionnaire(tx, uuidv7(tx.at.getTime()), {
      waterId: water.id,
      heldOn: day,
      valid: row.validForms,
      black: row.blackForms,
      photos: [],
    })
  }
  if (Object.keys(row.sample).length > 0) {
    await recordReading(tx, uuidv7(tx.at.getTime()), {
      waterId: water.id,
      point: '1',
      takenAt: observedAt,
      sample: row.sample,
      source: 'survey',
    })
  }
}
