import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import { contains, type RegionCode } from '../../domain/regions.ts'
import type { Language } from '../../domain/words.ts'
import { placeDirectory, requirePlace } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import { announceAnnual } from './announcing.ts'
import {
  editionsOf,
  hashAnnual,
  holdAnnual,
  insertAnnual,
  keepAnnualVersion,
  requireAnnualVersion,
  updateAnnual,
  type AnnualContent,
  type AnnualTable,
} from './annual-plans-store.ts'
import { changed, type AnnualChange } from './change.ts'
import type { beginAnnualPlan as beginEndpoint, changeAnnualPlan, issueAnnualPlan } from './contract.ts'
import { drawYear, type Drawn } from './drawing.ts'
import { freshWaters } from './drawing-up.ts'
import {
  annualIssueDay,
  annualPlanBegun,
  annualPlanChanged,
  annualPlanIncomplete,
  annualPlanIssued,
  annualPlanPlace,
  annualPlanYear,
  annualWaterUnknown,
} from './problems.ts'
import { faultsOfAnnual, mayHaveAnnualPlan, targetsFrom } from './rules.ts'
import { generatedTexts, textsRetold } from './retelling.ts'
import { costOf } from './sums.ts'
import { areaOf } from './tracking.ts'

/**
 * Draws up a draft for a division and a year; over an issued edition it is the next one, which begins with the texts, the days and the decisions
 * of that. Fact `annual-plan.saved`.
 *
 * @throws Problem `place.not-found`, `annual-plan.place`, `annual-plan.year`, `annual-plan.begun`, `annual-plan.too-wide`
 */
export async function beginAnnualPlan(
  tx: Tx,
  { regionCode, year, language }: BodyOf<typeof beginEndpoint>,
): Promise<string> {
  await requirePlaceAndYear(tx, regionCode, year)
  const [newest] = await editionsOf(tx, regionCode, year)
  if (newest?.state === 'draft') throw new Problem(annualPlanBegun, { id: newest.id, year })
  const before = newest === undefined ? undefined : await requireAnnualVersion(tx, newest.id, newest.version)
  const drawn = await drawOver(tx, { regionCode, year }, before)
  const content = contentOf(drawn, { year, language, before })
  const row: AnnualTable = {
    id: uuidv7(tx.at.getTime()),
    region_code: regionCode,
    year,
    edition: (newest?.edition ?? 0) + 1,
    state: 'draft',
    version: 1,
    ...sumsOf(content),
    number: null,
    issued_on: null,
    reason: null,
    entered_at: tx.at,
    created_at: tx.at,
    by_account: tx.actor.accountId,
  }
  await insertAnnual(tx, row)
  await keep(tx, row, content)
  return row.id
}

async function requirePlaceAndYear(tx: Tx, regionCode: RegionCode, year: number): Promise<void> {
  requirePlace(await placeDirectory(tx), regionCode)
  if (!contains(tx.actor.range, regionCode) || !mayHaveAnnualPlan(regionCode))
    throw new Problem(annualPlanPlace, { code: regionCode })
  const today = chinaDate(tx.at)
  const { earliestYear: from, furthestYears } = policyAt('annual-plans', today).value
  const to = Number(today.slice(0, 4)) + furthestYears
  if (year < from || year > to) throw new Problem(annualPlanYear, { year, from, to })
}

type PlaceAndYear = { readonly regionCode: RegionCode; readonly year: number }

async function drawOver(tx: Tx, { regionCode, year }: PlaceAndYear, before: Drawn | undefined): Promise<Drawn> {
  const fresh = await freshWaters(tx, regionCode, year)
  const known = new Set((before?.leftOut ?? []).map(({ waterId }) => waterId))
  const leftOut = [...(before?.leftOut ?? []), ...fresh.leftOut.filter(({ waterId }) => !known.has(waterId))]
  return drawYear(fresh.waters, { waters: before?.waters ?? [], leftOut })
}

function contentOf(
  { waters, leftOut }: Drawn,
  how: { readonly year: number; readonly language: Language; readonly before: AnnualContent | undefined },
): AnnualContent {
  const targets = targetsFrom(waters, how.year)
  const { before, year, language } = how
  const now = { targets, waters }
  const texts =
    before === undefined
      ? generatedTexts(now, year, language)
      : textsRetold({ texts: before.texts, before, after: now }, year)
  return { texts, targets, waters, leftOut }
}

function sumsOf({ waters }: Pick<AnnualContent, 'waters'>) {
  return { waters: waters.length, area_m2: areaOf(waters), cost_yuan: costOf(waters) }
}

async function keep(tx: Tx, row: AnnualTable, content: AnnualContent): Promise<void> {
  const contentHash = await keepAnnualVersion(tx, row, content)
  const { id, version, edition, year, waters } = row
  await tx.append({
    kind: 'annual-plan.saved',
    regionCode: row.region_code,
    subjectId: id,
    body: { annualPlanId: id, year, edition, version, waters, contentHash },
  })
}

/** A draft that the caller has seen. @throws Problem `annual-plan.not-found`, `annual-plan.issued`, `annual-plan.changed-meanwhile` */
async function holdDraft(tx: Tx, id: string, seenVersion: number): Promise<AnnualTable> {
  const row = await holdAnnual(tx, id)
  if (row.state !== 'draft') throw new Problem(annualPlanIssued, { number: row.number ?? '' })
  if (row.version !== seenVersion) throw new Problem(annualPlanChanged, { seen: seenVersion, now: row.version })
  return row
}

/**
 * Changes a draft into a new version, whose texts say its numbers where nobody edited them; the same text again changes nothing. Fact `annual-plan.saved`.
 *
 * @throws Problem `annual-plan.not-found`, `annual-plan.issued`, `annual-plan.changed-meanwhile`, `annual-plan.water-unknown`,
 * `annual-plan.too-wide`
 */
export async function changeAnnual(
  tx: Tx,
  id: string,
  { seenVersion, redraw = false, ...change }: BodyOf<typeof changeAnnualPlan>,
): Promise<void> {
  const row = await holdDraft(tx, id, seenVersion)
  const before = await requireAnnualVersion(tx, id, row.version)
  const start = redraw ? await drawnAgain(tx, row, before) : before
  const after = await withChange(tx, row, { start, change })
  const content = { ...after, texts: textsRetold({ texts: after.texts, before, after }, row.year) }
  if (hashAnnual(content) === hashAnnual(before)) return
  const next = { ...row, version: row.version + 1, ...sumsOf(content) }
  await updateAnnual(tx, id, { version: next.version, ...sumsOf(content) })
  await keep(tx, next, content)
}

async function drawnAgain(tx: Tx, { region_code, year }: AnnualTable, before: AnnualContent): Promise<AnnualContent> {
  const drawn = await drawOver(tx, { regionCode: region_code, year }, before)
  return { texts: before.texts, targets: targetsFrom(drawn.waters, year), ...drawn }
}

async function withChange(
  tx: Tx,
  { region_code, year }: AnnualTable,
  { start, change }: { readonly start: AnnualContent; readonly change: AnnualChange },
): Promise<AnnualContent> {
  const needsFresh = (change.takeIn ?? []).length > 0
  const candidates = needsFresh ? (await freshWaters(tx, region_code, year)).waters : []
  const outcome = changed(start, change, candidates)
  if ('unknown' in outcome) throw new Problem(annualWaterUnknown, { waterId: outcome.unknown })
  return outcome.content
}

/**
 * Issues a draft: it stands from then on, and goes to its division as a notice with receipts. The edition issued before is replaced, its
 * notice too. Facts `annual-plan.issued`, `annual-plan.replaced`, `notice.issued`.
 *
 * @throws Problem `annual-plan.not-found`, `annual-plan.issued`, `annual-plan.changed-meanwhile`, `annual-plan.incomplete`,
 * `annual-plan.issue-day`, `notice.day-past`
 */
export async function issueAnnual(
  tx: Tx,
  id: string,
  { seenVersion, number, issuedOn, replyBy, reason }: BodyOf<typeof issueAnnualPlan>,
): Promise<void> {
  const row = await holdDraft(tx, id, seenVersion)
  const content = await requireAnnualVersion(tx, id, row.version)
  const faults = faultsOfAnnual(content, row.year)
  if (faults.length > 0) throw new Problem(annualPlanIncomplete, { faults })
  const today = chinaDate(tx.at)
  if (issuedOn > today) throw new Problem(annualIssueDay, { issuedOn, today })
  const before = await replaceIssued(tx, row)
  await updateAnnual(tx, id, {
    state: 'issued',
    number,
    issued_on: issuedOn,
    reason: reason ?? null,
    entered_at: tx.at,
  })
  await tx.append({
    kind: 'annual-plan.issued',
    regionCode: row.region_code,
    subjectId: id,
    body: {
      annualPlanId: id,
      year: row.year,
      edition: row.edition,
      version: row.version,
      number,
      issuedOn,
      ...(reason === undefined ? {} : { reason }),
    },
  })
  await announceAnnual(tx, { row, content }, { number, replyBy, before })
}

async function replaceIssued(
  tx: Tx,
  { id, region_code, year, edition }: AnnualTable,
): Promise<AnnualTable | undefined> {
  const issued = (await editionsOf(tx, region_code, year)).find(({ state }) => state === 'issued')
  if (issued === undefined) return undefined
  await updateAnnual(tx, issued.id, { state: 'replaced', entered_at: tx.at })
  await tx.append({
    kind: 'annual-plan.replaced',
    regionCode: region_code,
    subjectId: issued.id,
    body: { annualPlanId: issued.id, year, edition: issued.edition, byPlanId: id, byEdition: edition },
  })
  return issued
}
