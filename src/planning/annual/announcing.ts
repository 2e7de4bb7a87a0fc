import type { Role } from '../../domain/permissions.ts'
import type { NewNotice } from '../../notices/contract.ts'
import { isOwn, issueNotice, noticeAbout, stateOfRow } from '../../notices/notices-store.ts'
import { placeDirectory, placeName } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { AnnualContent, AnnualTable } from './annual-plans-store.ts'
import { annualTextIds, annualTexts } from './words.ts'

/** Whose receipt an annual work plan asks for: whoever plans, pays, works by it or looks after it. */
const readers: readonly Role[] = ['municipal-officer', 'county-officer', 'town-chief', 'department', 'auditor']

type Announced = {
  readonly number: string
  readonly replyBy: string | undefined
  /** The edition that it takes the place of. */
  readonly before: AnnualTable | undefined
}

/**
 * Sends an annual work plan that is being issued to its division, as a notice with receipts. It carries the written parts word for word and
 * the sums, not the waters: a town reads it without seeing its neighbour's. Fact `notice.issued`.
 *
 * @throws Problem `notice.day-past`
 */
export async function announceAnnual(
  tx: Tx,
  { row, content }: { readonly row: AnnualTable; readonly content: AnnualContent },
  { number, replyBy, before }: Announced,
): Promise<void> {
  const name = placeName(await placeDirectory(tx), row.region_code)
  const replaces = before === undefined ? undefined : await standingNotice(tx, before.id)
  const notice: NewNotice = {
    kind: 'annual-work-plan',
    title: titleOf(row, name),
    number,
    text: textOf(row, content),
    divisions: [row.region_code],
    roles: [...readers],
    files: [],
    ...(replyBy === undefined ? {} : { replyBy }),
    ...(replaces === undefined ? {} : { replaces }),
  }
  await issueNotice(tx, notice, row.id)
}

/** The notice of the edition before, where it still holds and the caller may replace it: a county does not replace what the city issued. */
async function standingNotice(tx: Tx, planId: string): Promise<string | undefined> {
  const notice = await noticeAbout(tx, planId)
  return notice !== undefined && isOwn(tx, notice) && stateOfRow(notice) === 'in-force' ? notice.id : undefined
}

function titleOf({ year, edition }: AnnualTable, name: string): string {
  const again = edition > 1 ? `（第 ${edition} 版）` : ''
  return `${name} ${year} 年农村黑臭水体治理年度工作方案${again}`
}

function textOf({ waters, area_m2, cost_yuan }: AnnualTable, { texts }: AnnualContent): string {
  const parts = annualTextIds.map(id => `${annualTexts[id].zh}\n${texts[id]}`)
  const sums = `治理水体 ${waters} 个，面积 ${area_m2} 平方米，资金 ${cost_yuan} 元。`
  return [...parts, sums].join('\n\n')
}
