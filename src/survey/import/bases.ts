import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import type { NewReading } from '../../monitoring/contract.ts'
import { contentHash, recordReadingsInBulk } from '../../monitoring/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { WaterRow } from '../../waters/store.ts'
import { hashNewQuestionnaire, hashNewSenses, recordQuestionnairesInBulk, recordSensesInBulk } from '../bases-store.ts'
import type { NewQuestionnaire, NewSenses } from '../contract.ts'
import type { SurveyRow } from '../workbook/survey-row.ts'

/** What a survey row says besides the water itself, each basis apart, under ids of their own. */
export type RowBases = {
  readonly senses?: { readonly id: string; readonly record: NewSenses }
  readonly questionnaire?: { readonly id: string; readonly record: NewQuestionnaire }
  readonly reading?: { readonly id: string; readonly record: NewReading }
}

/**
 * The bases that a survey row names. The workbook says that the senses identified the water and describes what was seen; it grades
 * neither colour nor odour, so neither is invented.
 */
export function basesOf(waterId: string, row: SurveyRow, now: Date): RowBases {
  const day = row.sampledOn?.date ?? chinaDate(now)
  const noon = `${day}T12:00:00+08:00`
  const observedAt = Date.parse(noon) > now.getTime() ? now.toISOString() : noon
  const id = () => uuidv7(now.getTime())
  return {
    ...(row.bases.includes('senses') && row.senses !== undefined
      ? { senses: { id: id(), record: sensesOf(waterId, row.senses, observedAt) } }
      : {}),
    ...(row.validForms === undefined || row.blackForms === undefined
      ? {}
      : {
          questionnaire: {
            id: id(),
            record: { waterId, heldOn: day, valid: row.validForms, black: row.blackForms, photos: [] },
          },
        }),
    ...(Object.keys(row.sample).length === 0
      ? {}
      : {
          reading: {
            id: id(),
            record: { waterId, point: '1', takenAt: observedAt, sample: row.sample, source: 'survey' as const },
          },
        }),
  }
}

function sensesOf(waterId: string, seen: string, observedAt: string): NewSenses {
  return {
    waterId,
    observedAt,
    colour: 'not-graded',
    colourText: seen.slice(0, 200),
    finding: 'black-odorous',
    photos: [],
  }
}

/** The content hashes of what a row says besides the water, by id. */
export function hashesOf({ senses, questionnaire, reading }: RowBases): ReadonlyMap<string, string> {
  return new Map([
    ...(senses === undefined ? [] : [[senses.id, hashNewSenses(senses.id, senses.record)] as const]),
    ...(questionnaire === undefined
      ? []
      : [[questionnaire.id, hashNewQuestionnaire(questionnaire.id, questionnaire.record)] as const]),
    ...(reading === undefined ? [] : [[reading.id, contentHash(reading.record)] as const]),
  ])
}

/** Keeps the bases of many rows. The import's fact vouches for them with its rows: none is appended here. */
export async function recordBases(
  tx: Tx,
  rows: readonly { readonly water: WaterRow; readonly bases: RowBases }[],
): Promise<void> {
  const kept = <Kind extends keyof RowBases>(kind: Kind) =>
    rows.flatMap(({ water, bases }) => {
      const basis: RowBases[Kind] = bases[kind]
      return basis === undefined ? [] : [{ water, ...basis }]
    })
  await recordSensesInBulk(tx, kept('senses'))
  await recordQuestionnairesInBulk(tx, kept('questionnaire'))
  await recordReadingsInBulk(tx, kept('reading'))
}
