import type { FigureId } from '../../../reports/four-sames/rules.ts'
import type { Where } from './measured.tsx'

type Search = Readonly<Record<string, string | number>>
type Records = { readonly to: string; readonly search: Search }

/**
 * The page on which the records behind a figure stand one by one, in the division of the comparison; most take a list as a further filter.
 * Figures of waters alone have none: their number opens the waters.
 */
export function recordsOf(id: FigureId, { regionCode, year }: Where): Records | undefined {
  const page = pages[id]
  if (page === undefined) return undefined
  const { regionAs = 'region', yearly = false, search = {} } = page
  return {
    to: page.to,
    search: {
      ...search,
      ...(regionCode === undefined || regionAs === 'none' ? {} : { [regionAs]: regionCode }),
      ...(yearly && year !== undefined ? { year } : {}),
    },
  }
}

type Page = {
  readonly to: string
  readonly search?: Search
  /** `none`: the page has no filter by division. */
  readonly regionAs?: 'region' | 'none'
  readonly yearly?: boolean
}

const pages: Readonly<Partial<Record<FigureId, Page>>> = {
  'annual-plan': { to: '/annual-plans', yearly: true },
  'plan-approved': { to: '/plans', search: { state: 'approved' } },
  'plan-submitted': { to: '/plans', search: { state: 'submitted' } },
  'persons-named': { to: '/duties' },
  'money-planned': { to: '/money' },
  'planned-per-water': { to: '/money/entries', search: { kind: 'planned' } },
  'money-allotted': { to: '/money' },
  'allotted-per-water': { to: '/money/entries', search: { kind: 'allotted' } },
  'notices-sent': { to: '/notices', regionAs: 'none' },
  'notices-confirmed': { to: '/notices', regionAs: 'none' },
  judged: { to: '/identification', regionAs: 'none' },
  'done-by-cost': { to: '/progress' },
  'works-behind': { to: '/progress' },
  'visits-per-water': { to: '/verification', search: { state: 'done' } },
  'findings-per-visit': { to: '/verification/problems' },
  'problems-closed': { to: '/verification/problems', search: { state: 'closed' } },
  'problems-late': { to: '/verification/problems', search: { state: 'late' } },
  'expert-assigned': { to: '/experts', search: { tab: 'waters' } },
  'expert-visited': { to: '/experts', search: { tab: 'waters', gap: 'uncovered' } },
  'first-pass': { to: '/acceptance', search: { state: 'all' } },
}
