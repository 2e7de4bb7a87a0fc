import {
  acceptanceEditions,
  acceptanceFigures,
  acceptanceStandards,
  refusedItems,
} from '../../acceptance/by-list-store.ts'
import { chinaDate } from '../../domain/dates.ts'
import type { RegionRange } from '../../domain/regions.ts'
import { dutyFigures } from '../../duties/lacking-store.ts'
import { helpFigures } from '../../experts/coverage-store.ts'
import { moneyFigures, rewardEditions } from '../../funding/money/by-list-store.ts'
import { verdictEditions, verdictFigures } from '../../identification/by-list-store.ts'
import { annualFigures, noticeFigures } from '../../planning/annual/by-list-store.ts'
import { classEditions, classFigures } from '../../planning/by-list-store.ts'
import { planFigures } from '../../planning/plans/by-list-store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { satisfactionFigures } from '../../survey/by-list-store.ts'
import type { FigureSource, KindSource, WaterFigure } from '../../waters/by-list-store.ts'
import { daysFigures, stageFigures, stageKinds } from '../../waters/progress-by-list-store.ts'
import { handbookEditions, visitFigures } from '../../works/by-list-store.ts'
import { progressFigures } from '../../works/progress/by-list-store.ts'
import type { FigureId, KindFigureId } from './rules.ts'

export type Scope = { readonly range: RegionRange; readonly year: number }

type SomeFigures = Pick<FigureSource, 'from'> & { readonly figures: Readonly<Partial<Record<FigureId, WaterFigure>>> }

/** Whose figures they are: each slice answers with one query, all of its figures at once. */
export function figureSources(tx: Tx, { range, year }: Scope): readonly SomeFigures[] {
  const today = chinaDate(tx.at)
  return [
    annualFigures(year),
    noticeFigures(year, range),
    planFigures,
    dutyFigures(tx),
    moneyFigures(range, today),
    verdictFigures(range),
    classFigures(range),
    stageFigures,
    progressFigures(tx, range),
    daysFigures,
    visitFigures(range, today),
    helpFigures(tx),
    acceptanceFigures(range),
    satisfactionFigures(range),
  ]
}

/** @throws RangeError where no slice answers a figure: a test asks for every one */
export function sourceOf(tx: Tx, scope: Scope, id: FigureId) {
  const source = figureSources(tx, scope).find(({ figures }) => id in figures)
  const figure = source?.figures[id]
  if (source === undefined || figure === undefined) throw new RangeError(`no slice answers ${id}`)
  return { source, figure }
}

export function kindSourceOf(id: KindFigureId, { range }: Scope): KindSource {
  return kindSources[id](range)
}

const kindSources = {
  'verdict-edition': verdictEditions,
  'class-edition': classEditions,
  'handbook-edition': () => handbookEditions,
  'acceptance-edition': () => acceptanceEditions,
  'acceptance-standard': () => acceptanceStandards,
  'reward-edition': () => rewardEditions,
  stage: () => stageKinds,
  'refused-item': () => refusedItems,
} as const satisfies Record<KindFigureId, (range: RegionRange) => KindSource>
