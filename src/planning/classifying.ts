import { chinaDate, chinaMinute } from '../domain/dates.ts'
import { stages } from '../domain/lifecycle.ts'
import { Problem } from '../domain/problems.ts'
import type { Tx } from '../platform/db/database.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { policyAt } from '../policy/policy.ts'
import { requireWater, requireWaterInPlace, type WaterRow } from '../waters/store.ts'
import { checkCauses } from './causes.ts'
import { classifyWater as classify, type ClassInputs } from './classification.ts'
import {
  classificationsOf,
  keepClassification,
  type ClassificationRecord,
  type ClassificationRow,
} from './classifications-store.ts'
import type { classifyWater as classifyEndpoint, overrideClass as overrideEndpoint } from './contract.ts'
import { requireEvidence } from './evidence.ts'
import {
  causesFaulty,
  classifiedMeanwhile,
  functionContradicts,
  notClassified,
  overrideSame,
  waterEnded,
} from './problems.ts'
import { waterClasses } from './words.ts'

type NewCauses = BodyOf<typeof classifyEndpoint>

/**
 * Records causes and what the rule in force makes of them.
 *
 * @throws Problem `water.not-found`, `planning.water-ended`, `planning.causes-faulty`, `planning.evidence-elsewhere`,
 * `planning.function-contradicts`, `planning.classified-meanwhile`
 */
export async function classifyWater(tx: Tx, waterId: string, body: NewCauses): Promise<ClassificationRow> {
  const water = await requireWaterInPlace(tx, waterId)
  await requireNewest(tx, water, body.basedOn)
  return keepClassification(tx, { water, record: await judge(tx, water, body) })
}

/** What `classifyWater` would record, without recording it. Same problems. */
export async function tryClassification(tx: Tx, waterId: string, body: NewCauses): Promise<ClassificationRecord> {
  return judge(tx, await requireWater(tx, waterId), body)
}

/**
 * A person's class beside the rule's, which stays as it was given, under the edition of its day.
 *
 * @throws Problem `water.not-found`, `planning.water-ended`, `planning.not-classified`, `planning.classified-meanwhile`,
 * `planning.override-same`
 */
export async function overrideClass(
  tx: Tx,
  waterId: string,
  { waterClass, reason, basedOn }: BodyOf<typeof overrideEndpoint>,
): Promise<ClassificationRow> {
  const water = await requireWaterInPlace(tx, waterId)
  refuseEnded(water)
  const newest = await requireNewest(tx, water, basedOn)
  if (newest === undefined) throw new Problem(notClassified, { code: water.code })
  if ((newest.override_class ?? newest.rule_class) === waterClass) {
    throw new Problem(overrideSame, { waterClass: waterClasses[waterClass] })
  }
  return keepClassification(tx, { water, record: newest.record, override: { waterClass, reason } })
}

async function judge(tx: Tx, water: WaterRow, { causes, statements }: NewCauses): Promise<ClassificationRecord> {
  refuseEnded(water)
  const today = chinaDate(tx.at)
  const faults = checkCauses(causes, policyAt('causes', today).value)
  if (faults.length > 0) throw new Problem(causesFaulty, { faults })
  const { functions = [] } = statements
  if (functions.includes('none') && functions.length > 1) throw new Problem(functionContradicts, {})
  await requireEvidence(tx, water, causes)
  const inputs: ClassInputs = {
    strongComplaints: water.complaint,
    cycle: water.cycle,
    areaM2: water.area_m2 ?? undefined,
    ...statements,
    causes: causes.map(({ causeId, sharePercent }) => ({ causeId, sharePercent })),
  }
  return { causes, statements, inputs, rule: classify(inputs, policyAt('classification', today)) }
}

function refuseEnded({ code, stage }: WaterRow): void {
  if (stages[stage].end) throw new Problem(waterEnded, { code, stage: stages[stage].label })
}

/** The newest classification, if it is the one that the caller saw. */
async function requireNewest(
  tx: Tx,
  water: WaterRow,
  basedOn: string | undefined,
): Promise<ClassificationRow | undefined> {
  const [newest] = await classificationsOf(tx, water.id)
  if (newest !== undefined && newest.id !== basedOn) {
    throw new Problem(classifiedMeanwhile, { code: water.code, at: chinaMinute(newest.at) })
  }
  return newest
}
