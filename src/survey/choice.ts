import { Problem } from '../domain/problems.ts'
import { contains, regionRange, type RegionCode } from '../domain/regions.ts'
import type { DivisionTable } from '../places/divisions.ts'
import { villagesUnknown } from './problems.ts'

export type VillageChoice = {
  readonly filter: 'all' | 'village-committees' | 'listed'
  readonly codes: readonly RegionCode[]
  readonly except: readonly RegionCode[]
}

/**
 * The villages that owe a survey, in order of their codes: by the filter, with those named besides and without the exceptions.
 *
 * The last three digits of a village's code tell its kind: 001-199 residents' committee, 200-399 village committee, 400-499
 * like a residents' committee, 500-599 like a village committee (统计用区划代码和城乡划分代码编制规则, 国统字〔2009〕91号).
 *
 * @throws Problem `survey.villages-unknown` where a code named is no village of the division in this edition
 */
export function chooseVillages(table: DivisionTable, region: RegionCode, choice: VillageChoice): readonly RegionCode[] {
  const range = regionRange(region)
  const unknown = [...choice.codes, ...choice.except].filter(
    code => table.byCode.get(code)?.level !== 'village' || !contains(range, code),
  )
  if (unknown.length > 0) throw new Problem(villagesUnknown, { codes: unknown, edition: table.edition })
  const named = new Set(choice.codes)
  const left = new Set(choice.except)
  const inside = table.all.filter(({ level, code }) => level === 'village' && contains(range, code))
  return inside
    .map(({ code }) => code)
    .filter(code => !left.has(code) && (named.has(code) || passes(choice.filter, code)))
    .toSorted()
}

function passes(filter: VillageChoice['filter'], code: RegionCode): boolean {
  if (filter === 'listed') return false
  return filter === 'all' || isVillageCommittee(code)
}

/** @example isVillageCommittee('500231102201') // true: 201; 001 is a residents' committee */
export function isVillageCommittee(code: RegionCode): boolean {
  const kind = code[9]
  return kind === '2' || kind === '3' || kind === '5'
}
