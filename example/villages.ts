import { countyOf, type RegionCode } from '../src/domain/regions.ts'
import type { Division, DivisionTable } from '../src/places/divisions.ts'
import { isVillageCommittee } from '../src/survey/choice.ts'
import { programmeFacts } from './facts.ts'

/**
 * The villages and communities surveyed: how many is a fact, which ones is chosen here. All village committees first, then
 * communities of towns (镇、乡), then communities of streets (街道), each in order of their codes.
 */
export function surveyedVillages(table: DivisionTable): readonly Division[] {
  const villages = table.all.filter(({ level }) => level === 'village')
  const ranked = villages.toSorted((a, b) => rankOf(a.code) - rankOf(b.code) || (a.code < b.code ? -1 : 1))
  return ranked.slice(0, programmeFacts.villagesSurveyed).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** In codes for statistics streets are numbered 001-099, towns from 100. */
function rankOf(code: RegionCode): number {
  if (isVillageCommittee(code)) return 0
  return Number(code.slice(6, 9)) >= 100 ? 1 : 2
}

/** `双河村` for 双河村村民委员会, `西街社区` for 西街社区居民委员会. */
export function shortVillageName({ name }: Division): string {
  return name.replace(/(村民委员会|居民委员会|社区工作站)$/, '')
}

/** Villages that may have a water of the example, by county: village committees only. */
export function villagesByCounty(villages: readonly Division[]): ReadonlyMap<string, readonly Division[]> {
  const rural = villages.filter(({ code }) => isVillageCommittee(code))
  return Map.groupBy(rural, ({ code }) => countyOf(code) ?? '')
}
