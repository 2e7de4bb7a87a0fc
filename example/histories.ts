import type { Chance } from './chance.ts'
import { daysAfter } from './calendar.ts'
import type { Site } from './sites.ts'

/** The days of a water's first treatment; later ones are absent where it has not come so far. YYYY-MM-DD. */
export type Treatment = {
  readonly plannedOn?: string
  readonly startedOn?: string
  readonly completedOn?: string
  readonly acceptedOn?: string
  readonly delistedOn?: string
  readonly upkeepOn?: string
}

/** A water that went bad again: when it was seen, listed again, and how far its second treatment has come. */
export type Relapse = {
  readonly seenOn: string
  readonly relistedOn?: string
  readonly plannedOn?: string
  readonly startedOn?: string
}

export type History = {
  readonly foundOn: string
  readonly judgedOn: string
  readonly listedOn: string
  readonly treatment: Treatment
  readonly relapse?: Relapse
}

/** The days on which the lists were fixed. Invented. */
const firstListOn = '2021-01-20'
const secondListOn = '2022-03-15'

/** How far the waters have come that are not done: how many of each, in this order. The rest of their group is done. */
const unfinished = [
  ...Array<Unfinished>(4).fill('listed'),
  ...Array<Unfinished>(5).fill('planned'),
  ...Array<Unfinished>(7).fill('in-works'),
  ...Array<Unfinished>(4).fill('completed'),
]
type Unfinished = 'listed' | 'planned' | 'in-works' | 'completed'

/** The four that relapsed, each standing at another step of its second cycle. */
const relapses: readonly Relapse[] = [
  { seenOn: '2026-04-22' },
  { seenOn: '2025-08-05', relistedOn: '2025-08-26' },
  { seenOn: '2025-07-11', relistedOn: '2025-08-01', plannedOn: '2025-10-17' },
  { seenOn: '2024-09-03', relistedOn: '2024-09-27', plannedOn: '2024-12-05', startedOn: '2025-03-18' },
]

/**
 * A history for each water, in the same order. National waters are all accepted by the end of 2025; those of the groups
 * marked eliminated by the end of 2022; of the small ones some are still under way and four relapsed.
 */
export function histories(random: Chance, sites: readonly Site[]): readonly History[] {
  const ends: (Unfinished | Relapse)[] = [...unfinished, ...relapses]
  return sites.map(site => {
    const late = site.group.list === 'municipal' && !site.group.pilot && !site.group.eliminated
    return historyOf(random, site, late ? ends.shift() : undefined)
  })
}

function historyOf(random: Chance, site: Site, end: Unfinished | Relapse | undefined): History {
  const second = typeof end === 'string' && random.yes(0.6)
  const foundOn = second ? daysAfter('2021-03-01', random.whole(0, 200)) : daysAfter('2020-04-10', random.whole(0, 210))
  const judgedOn = daysAfter(foundOn, random.whole(14, 40))
  const beginning = { foundOn, judgedOn, listedOn: second ? secondListOn : firstListOn }
  if (typeof end === 'string') return { ...beginning, treatment: openTreatment(random, end) }
  const treatment = closedTreatment(random, site, end !== undefined)
  return { ...beginning, treatment, ...(end === undefined ? {} : { relapse: end }) }
}

/** Steps of a water that is still under way, as of spring 2026. */
function openTreatment(random: Chance, reached: Unfinished): Treatment {
  if (reached === 'listed') return {}
  const plannedOn = daysAfter('2025-03-01', random.whole(0, 90))
  if (reached === 'planned') return { plannedOn }
  const startedOn = daysAfter(plannedOn, random.whole(20, 60))
  if (reached === 'in-works') return { plannedOn, startedOn }
  return { plannedOn, startedOn, completedOn: daysAfter(startedOn, random.whole(120, 240)) }
}

function closedTreatment(random: Chance, site: Site, relapsed: boolean): Treatment {
  const acceptedOn = acceptance(random, site, relapsed)
  const completedOn = daysAfter(acceptedOn, -random.whole(25, 50))
  const startedOn = daysAfter(completedOn, -random.whole(60, 150))
  const plannedOn = daysAfter(startedOn, -random.whole(10, 40))
  const delistedOn = daysAfter(acceptedOn, random.whole(10, 40))
  const upkeepOn = daysAfter(delistedOn, random.whole(5, 25))
  if (site.named !== undefined) return { ...documentedTreatment(acceptedOn), acceptedOn, delistedOn, upkeepOn }
  return { plannedOn, startedOn, completedOn, acceptedOn, delistedOn, upkeepOn }
}

/** Of the named waters everything is on file: between completion and acceptance lie the months in which a water is sampled. */
function documentedTreatment(acceptedOn: string) {
  return {
    plannedOn: daysAfter(acceptedOn, -215),
    startedOn: daysAfter(acceptedOn, -195),
    completedOn: daysAfter(acceptedOn, -75),
  }
}

/** Never earlier than 240 days after the first list: that long the steps before may take. */
function acceptance(random: Chance, { group }: Site, relapsed: boolean): string {
  if (group.eliminated) {
    const from = group.pilot ? '2022-08-15' : '2021-10-15'
    return daysAfter(from, random.whole(0, group.pilot ? 125 : 420))
  }
  if (relapsed) return daysAfter('2023-03-01', random.whole(0, 240))
  return daysAfter('2023-02-01', random.whole(0, group.list === 'national' ? 1000 : 700))
}
