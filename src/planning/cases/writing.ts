import { chinaDate } from '../../domain/dates.ts'
import { stages } from '../../domain/lifecycle.ts'
import { Problem } from '../../domain/problems.ts'
import { placeDirectory, placeName } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { AnswerOf, BodyOf } from '../../platform/http/endpoint.ts'
import { completionOf } from '../../waters/completion-store.ts'
import { attachmentsOf, requireWater, requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import { newestClassifications } from '../classifications-store.ts'
import { planTargets } from '../plans/rules.ts'
import { newestPlans } from '../plans/plans-store.ts'
import { knownOn } from '../plans/deciding.ts'
import {
  caseOfWater,
  holdCase,
  insertCase,
  keepCaseVersion,
  publishCase,
  requireCase,
  statedOutcome,
  withdrawCase,
  type CaseTable,
} from './cases-store.ts'
import type {
  beginCase as beginEndpoint,
  CaseContent,
  draftCase as draftEndpoint,
  KeptCase,
  stepCase as stepEndpoint,
} from './contract.ts'
import { faultsOfCase } from './faults.ts'
import { outcomeWords, type Outcome } from './outcome.ts'
import { caseIncomplete, casePictureElsewhere, caseStepRefused, caseTooEarly } from './problems.ts'
import { outcomesOf } from './solved-waters-store.ts'

/**
 * Begins a case of a solved water, or one by hand; returns its id.
 *
 * @throws Problem `water.not-found`, `case.not-solved`, `case.exists`, `case.picture-elsewhere`
 */
export async function beginCase(tx: Tx, { waterId, content }: BodyOf<typeof beginEndpoint>): Promise<string> {
  const water = waterId === undefined ? undefined : await requireWaterInPlace(tx, waterId)
  if (water !== undefined) await requireSolved(tx, water)
  const kept = await keptContent(tx, water?.id, content)
  const begun = await insertCase(tx, water)
  await keepCaseVersion(tx, begun, kept)
  return begun.id
}

/** @throws Problem `case.not-found`, `case.elsewhere`, `case.withdrawn`, `case.changed-meanwhile`, `case.picture-elsewhere` */
export async function saveCase(
  tx: Tx,
  id: string,
  { seenVersion, content }: { readonly seenVersion: number; readonly content: CaseContent },
): Promise<void> {
  const held = await holdCase(tx, id, seenVersion)
  await keepCaseVersion(tx, held, await keptContent(tx, held.water_id ?? undefined, content))
}

/**
 * @throws Problem `case.not-found`, `case.elsewhere`, `case.withdrawn`, `case.changed-meanwhile`, `case.incomplete`,
 * `case.published-already`
 */
export async function stepCase(tx: Tx, id: string, body: BodyOf<typeof stepEndpoint>): Promise<void> {
  const held = await holdCase(tx, id, body.seenVersion)
  if (body.step === 'withdraw') return withdrawCase(tx, held, body.reason)
  if (held.published_version === held.version) throw new Problem(caseStepRefused, {})
  const { content } = await requireCase(tx, id)
  const faults = faultsOfKept(tx, held, content)
  if (faults.length > 0) throw new Problem(caseIncomplete, { faults })
  await publishCase(tx, held, await outcomeFor(tx, held, content))
}

/** What keeps a case from being published today. */
export function faultsOfKept(tx: Tx, { water_id }: Pick<CaseTable, 'water_id'>, content: KeptCase) {
  const today = chinaDate(tx.at)
  return faultsOfCase(content, { isOfWater: water_id !== null, known: knownOn(today), today })
}

/** Of a water the platform knows what became of it; of a case by hand only its author does. */
async function outcomeFor(tx: Tx, { water_id }: CaseTable, content: KeptCase): Promise<Outcome> {
  const watched = water_id === null ? undefined : (await outcomesOf(tx, [water_id])).get(water_id)
  return watched ?? statedOutcome(content)
}

/** @throws Problem `case.not-solved` */
async function requireSolved(tx: Tx, water: WaterRow): Promise<Outcome> {
  const outcome = (await outcomesOf(tx, [water.id])).get(water.id)
  if (outcome === undefined) throw new Problem(caseTooEarly, { stage: stages[water.stage].label })
  return outcome
}

/** Pictures by the hash of their file, as the water's attachments have it. @throws Problem `case.picture-elsewhere` */
async function keptContent(tx: Tx, waterId: string | undefined, content: CaseContent): Promise<KeptCase> {
  const photos = waterId === undefined || content.pictures.length === 0 ? [] : await attachmentsOf(tx, waterId)
  const known = new Map(photos.filter(({ kind }) => kind === 'photo').map(photo => [photo.id, photo]))
  return {
    ...content,
    pictures: content.pictures.map(picture => {
      const photo = known.get(picture.attachmentId)
      if (photo === undefined) throw new Problem(casePictureElsewhere, { attachmentId: picture.attachmentId })
      return { ...picture, sha256: photo.sha256, type: photo.type }
    }),
  }
}

/**
 * A case as far as the records of a solved water tell it: size and place, causes with shares, measures and money of its plan, the day it was
 * accepted, and its photos. What no record says is left blank for a person to write.
 *
 * @throws Problem `water.not-found`, `case.not-solved`
 */
export async function draftCase(tx: Tx, waterId: string): Promise<AnswerOf<typeof draftEndpoint>> {
  const water = await requireWater(tx, waterId)
  const outcome = await requireSolved(tx, water)
  const there = await caseOfWater(tx, waterId)
  const content = {
    ...(await basicsOf(tx, water)),
    ...(await treatmentOf(tx, water)),
    outcome: {
      ...(outcome.solvedOn === undefined ? {} : { solvedOn: outcome.solvedOn }),
      ...(outcome.relapsedOn === undefined ? {} : { relapsedOn: outcome.relapsedOn }),
      text: `${outcomeWords(outcome, chinaDate(tx.at)).zh}。`,
    },
    lessons: '',
    pictures: await picturesOf(tx, water, outcome),
  } satisfies CaseContent
  return { content, ...(there === undefined ? {} : { caseId: there.id }) }
}

async function basicsOf(tx: Tx, water: WaterRow) {
  return {
    title: water.name,
    type: water.type,
    regionCode: water.region_code,
    placeText: water.place_text ?? placeName(await placeDirectory(tx), water.region_code),
    ...(water.area_m2 === null ? {} : { areaM2: water.area_m2 }),
    ...(water.length_m === null ? {} : { lengthM: water.length_m }),
  }
}

async function treatmentOf(tx: Tx, water: WaterRow) {
  const classified = (await newestClassifications(tx, [water.id])).get(water.id)
  const plan = (await newestPlans(tx, [water.id])).get(water.id)?.content
  const costYuan = plan?.measures.reduce((sum, measure) => sum + measure.costYuan, 0)
  const goal = plan?.target === undefined ? '' : `方案目标：${planTargets[plan.target.goal].zh}。`
  return {
    functions: [...(classified?.statements.functions ?? [])],
    presentState: plan?.presentState ?? '',
    causes: causesOf(water, classified?.causes, plan?.causes),
    causesText: water.causes_text ?? '',
    measures: (plan?.measures ?? []).map(({ measureId, quantity, costYuan: yuan }) => ({
      measureId,
      quantity,
      costYuan: yuan,
    })),
    measuresText: [plan?.route, water.completion_text, goal].filter(Boolean).join('\n'),
    ...(costYuan === undefined ? {} : { costYuan: Math.round(costYuan * 100) / 100 }),
  }
}

function causesOf(
  { causes }: WaterRow,
  classified: readonly { readonly causeId: string; readonly sharePercent: number }[] | undefined,
  planned: readonly { readonly causeId: string; readonly percent: number }[] | undefined,
) {
  if (classified !== undefined)
    return classified.map(({ causeId, sharePercent }) => ({ causeId, percent: sharePercent }))
  if (planned !== undefined && planned.length > 0) return planned.map(({ causeId, percent }) => ({ causeId, percent }))
  return causes.map(causeId => ({ causeId }))
}

/** The first photo and the last one: before and after, as the last was taken once the works were completed. */
async function picturesOf(tx: Tx, water: WaterRow, { solvedOn }: Outcome): Promise<CaseContent['pictures']> {
  const photos = (await attachmentsOf(tx, water.id)).filter(({ kind }) => kind === 'photo')
  const [first, last] = [photos[0], photos.at(-1)]
  const chosen = first === undefined || last === undefined ? [] : first === last ? [first] : [first, last]
  const doneOn = (await completionOf(tx, water)) ?? solvedOn
  return chosen.map(({ id, caption, takenAt, addedAt }) => {
    const isAfter = doneOn !== undefined && chinaDate(new Date(takenAt ?? addedAt)) >= doneOn
    return { attachmentId: id, when: isAfter ? 'after' : 'before', caption: caption ?? '' }
  })
}
