import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { expertsAtHand } from '../people/experts-at-hand-store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import type { AnswerOf } from '../platform/http/endpoint.ts'
import { policyAt } from '../policy/policy.ts'
import { requireWater } from '../waters/store.ts'
import { countWaitingAdvice, type WaitingAdvice } from './advice-store.ts'
import {
  assignmentsHeldFor,
  assignmentsOfExpert,
  assignmentsToday,
  covers,
  isMine,
  myAssignment,
  showAssignments,
  type AssignmentTable,
} from './assignments-store.ts'
import type { CountyHelp, ExpertLoad, getExpert, getExpertBoard, getHelpOfWater } from './contract.ts'
import { countCounties, countLoads, showHelp, type CountyCount } from './coverage-store.ts'
import { expertId, expertLabels, type ExpertColumns } from './expert-labels.ts'
import { expertNotFound } from './problems.ts'
import { helpPhaseIds, loadOf } from './rules.ts'

/** Load of every expert, coverage of every county, and what advice waits; of a division where one is named. */
export async function boardView(tx: Tx, region?: RegionCode): Promise<AnswerOf<typeof getExpertBoard>> {
  const advice = await countWaitingAdvice(tx, region)
  const assignments = await assignmentsToday(tx, region)
  const edition = policyAt('expert-help', chinaDate(tx.at))
  const { phases, mostWatersPerExpert, deadlines } = edition.value
  return {
    experts: await loadsOf(tx, { assignments, advice, region }),
    counties: await countiesOf(tx, { assignments, advice, region }),
    advice: countsOf(advice),
    policy: {
      inForceFrom: edition.inForceFrom,
      mostWaters: mostWatersPerExpert.waters,
      answerDays: deadlines.answerDays,
      reviewDays: deadlines.reviewDays,
      visits: { before: phases.before.visits, during: phases.during.visits, after: phases.after.visits },
      citation: edition.citation,
    },
  }
}

type Counted = {
  readonly assignments: readonly AssignmentTable[]
  readonly advice: readonly WaitingAdvice[]
  readonly region: RegionCode | undefined
}

async function loadsOf(tx: Tx, { assignments, advice, region }: Counted): Promise<ExpertLoad[]> {
  const free = (await expertsAtHand(tx)).map(({ accountId }): ExpertColumns => ({
    expert_account: accountId,
    expert_organisation: null,
  }))
  const experts = new Map([...free, ...assignments].map(each => [expertId(each), each]))
  const [labelOf, loads] = [await expertLabels(tx, [...experts.values()]), await countLoads(tx, region)]
  const policy = policyAt('expert-help', chinaDate(tx.at)).value
  const all = [...experts].map(([id, columns]): ExpertLoad => {
    const held = assignments.filter(each => expertId(each) === id)
    return {
      expert: labelOf(columns),
      load: loadOf(loads.get(id)?.waters ?? 0, policy),
      counties: held.filter(({ water_id }) => water_id === null).length,
      singleWaters: held.filter(({ water_id }) => water_id !== null).length,
      uncovered: loads.get(id)?.uncovered ?? 0,
      advice: countsOf(advice.filter(({ expert }) => expert === id)),
    }
  })
  return all.toSorted(
    (a, b) => b.load.waters - a.load.waters || b.counties + b.singleWaters - a.counties - a.singleWaters,
  )
}

async function countiesOf(tx: Tx, { assignments, advice, region }: Counted): Promise<CountyHelp[]> {
  const counts = Map.groupBy(await countCounties(tx, region), ({ county }) => county)
  const whole = assignments.filter(({ water_id }) => water_id === null)
  const [labelOf, directory] = [await expertLabels(tx, whole), await placeDirectory(tx)]
  const codes = new Set([...counts.keys(), ...whole.map(({ region_code }) => region_code.slice(0, 6))])
  return [...codes].sort().map(county => {
    const rows = counts.get(county) ?? []
    const regionCode = `${county}000000`
    return {
      regionCode,
      name: regionNamesOf(directory, regionCode).county,
      waters: sum(rows, 'waters'),
      withoutExpert: sum(rows, 'withoutExpert'),
      inPhase: byPhase(rows, 'waters'),
      uncovered: byPhase(rows, 'uncovered'),
      experts: whole.filter(({ region_code }) => region_code === regionCode).map(labelOf),
      adviceLate: advice.filter(each => each.county === county).reduce((late, each) => late + each.late, 0),
    }
  })
}

type Figure = 'waters' | 'withoutExpert' | 'uncovered'

function sum(rows: readonly CountyCount[], figure: Figure): number {
  return rows.reduce((total, row) => total + row[figure], 0)
}

function byPhase(rows: readonly CountyCount[], figure: Figure) {
  const [before, during, after] = helpPhaseIds.map(phase => sum(rows.filter(row => row.phase === phase), figure)) // prettier-ignore
  return { before: before ?? 0, during: during ?? 0, after: after ?? 0 }
}

function countsOf(advice: readonly WaitingAdvice[]): ExpertLoad['advice'] {
  const of = (state: WaitingAdvice['state'], figure: 'count' | 'late') =>
    advice.filter(each => each.state === state).reduce((total, each) => total + each[figure], 0)
  return {
    open: of('open', 'count'),
    openLate: of('open', 'late'),
    answered: of('answered', 'count'),
    answeredLate: of('answered', 'late'),
  }
}

/** One expert with every assignment that the caller may see. @throws Problem `expert.not-found` */
export async function expertView(tx: Tx, id: string): Promise<AnswerOf<typeof getExpert>> {
  const assignments = await assignmentsOfExpert(tx, id)
  const advice = await countWaitingAdvice(tx)
  const today = await assignmentsToday(tx)
  const own = tx.actor.accountId === id && tx.actor.may('experts.advise')
  const found = (await loadsOf(tx, { assignments: today, advice, region: undefined })).find(
    ({ expert }) => expert.id === id,
  )
  const [past] = assignments
  if (found === undefined && past === undefined && !own) throw new Problem(expertNotFound, { id })
  return {
    ...(found ?? (await unassigned(tx, past ?? { expert_account: id, expert_organisation: null }, advice))),
    assignments: await showAssignments(tx, assignments),
    isMe: isMine(tx, past ?? { expert_account: id, expert_organisation: null }),
  }
}

/** Whoever helps nobody today, and is not to be assigned any more either. */
async function unassigned(tx: Tx, columns: ExpertColumns, advice: readonly WaitingAdvice[]): Promise<ExpertLoad> {
  const labelOf = await expertLabels(tx, [columns])
  return {
    expert: labelOf(columns),
    load: loadOf(0, policyAt('expert-help', chinaDate(tx.at)).value),
    counties: 0,
    singleWaters: 0,
    uncovered: 0,
    advice: countsOf(advice.filter(({ expert }) => expert === expertId(columns))),
  }
}

/** Who helps a water, which of its phases are covered, and whether the caller may advise on it. @throws Problem `water.not-found` */
export async function waterHelpView(tx: Tx, waterId: string): Promise<AnswerOf<typeof getHelpOfWater>> {
  const water = await requireWater(tx, waterId)
  const held = (await assignmentsHeldFor(tx, [water])).filter(each => covers(each, water))
  const [help] = await showHelp(tx, [water])
  return {
    ...help!, // one in, one out
    assignments: await showAssignments(tx, held),
    mayAdvise: (await myAssignment(tx, water)) !== undefined,
    citation: policyAt('expert-help', chinaDate(tx.at)).citation,
  }
}
