import type { SupervisionList } from '../../../domain/waters.ts'
import type { FigureId } from '../../../reports/four-sames/rules.ts'
import type { Where } from './measured.tsx'

type Search = Readonly<Record<string, string | number>>
type Records = { readonly to: string; readonly search: Search }

/**
 * The page on which the records behind a figure stand one by one, in the division of the comparison; of one list where the page can be
 * narrowed to it (`listsOf`). Figures of waters alone have none: their number opens the waters.
 */
export function recordsOf(id: FigureId, { regionCode, year }: Where, list?: SupervisionList): Records | undefined {
  const page = pages[id]
  if (page === undefined) return undefined
  const { regionAs = 'region', yearly = false, search = {} } = page
  return {
    to: page.to,
    search: {
      ...search,
      ...(list === undefined ? {} : { list }),
      ...(regionCode === undefined || regionAs === 'none' ? {} : { [regionAs]: regionCode }),
      ...(yearly && year !== undefined ? { year } : {}),
    },
  }
}

/** The lists to which the page of a figure's records can be narrowed; none where it shows them together. */
export function listsOf(id: FigureId): readonly SupervisionList[] {
  return pages[id]?.byList === true ? ['national', 'municipal'] : []
}

type Page = {
  readonly to: string
  readonly search?: Search
  /** `none`: the page has no filter by division. */
  readonly regionAs?: 'region' | 'none'
  readonly yearly?: boolean
  /** It can be narrowed to one list. */
  readonly byList?: true
}

const pages: Readonly<Partial<Record<FigureId, Page>>> = {
  'annual-plan': { to: '/annual-plans', yearly: true },
  'plan-approved': { to: '/plans', search: { state: 'approved' }, byList: true },
  'plan-submitted': { to: '/plans', search: { state: 'submitted' }, byList: true },
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
  'visits-per-water': { to: '/verification', search: { state: 'done' }, regionAs: 'none', byList: true },
  'findings-per-visit': { to: '/verification/problems', regionAs: 'none' },
  'problems-closed': { to: '/verification/problems', search: { tab: 'closed' }, regionAs: 'none' },
  'problems-late': { to: '/verification/problems', search: { tab: 'late' }, regionAs: 'none' },
  'expert-assigned': { to: '/experts', search: { tab: 'waters' } },
  'expert-visited': { to: '/experts', search: { tab: 'waters', gap: 'uncovered' } },
  'first-pass': { to: '/acceptance', search: { state: 'all' }, byList: true },
}
