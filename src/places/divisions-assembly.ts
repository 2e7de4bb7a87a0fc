import { fullCode } from '../domain/regions.ts'
import type { RegionCode } from '../domain/regions.ts'
import { division, parentCodeOf } from './divisions.ts'
import type { Division, DivisionTable } from './divisions.ts'
import { divisionProblem, placeWords } from './divisions-problems.ts'
import type { DivisionProblem, FilePlace } from './divisions-problems.ts'
import type { DivisionRow } from './divisions-rows.ts'
import { provincesAndCities } from './shipped/chongqing.ts'

type Assembly = {
  readonly edition: string
  readonly divisions: readonly Division[]
  readonly problems: readonly DivisionProblem[]
}

type Wanted = {
  readonly rows: readonly DivisionRow[]
  readonly edition?: string | undefined
  readonly cityName?: string | undefined
  readonly known?: DivisionTable | undefined
}

type Placed = { readonly division: Division; readonly at: FilePlace }

/** Puts sound rows together to one edition: each code once, every parent present, cities and provinces named. */
export function assembleDivisions(wanted: Wanted): Assembly {
  const edition = editionOf(wanted)
  const unique = eachCodeOnce(wanted.rows)
  const cities = upperDivisions(unique.placed, wanted)
  const all = [...cities.divisions, ...[...unique.placed.values()].map(one => one.division)]
  const sorted = all.sort((a, b) => (a.code < b.code ? -1 : 1))
  const problems = [
    ...edition.problems,
    ...unique.problems,
    ...cities.problems,
    ...parentProblems(unique.placed, sorted, wanted.known),
    ...namesakes(unique.placed),
    ...missingVillages(sorted, wanted.rows),
  ]
  return { edition: edition.year, divisions: sorted, problems }
}

function editionOf(wanted: Wanted): { readonly year: string; readonly problems: readonly DivisionProblem[] } {
  const first = wanted.rows.find(row => row.edition !== undefined)
  const year = wanted.edition ?? first?.edition ?? ''
  const at = first?.at ?? { file: wanted.rows[0]?.at.file ?? '' }
  if (year === '') return { year, problems: [divisionProblem('edition.missing', { file: at.file }, { value: '' })] }
  if (!/^(?:19|20)\d{2}$/.test(year)) return { year, problems: [divisionProblem('edition.wrong', at, { value: year })] }
  const differing = wanted.rows.filter(row => row.edition !== undefined && row.edition !== year)
  const problems = differing.map(row =>
    divisionProblem('edition.differs', row.at, { value: row.edition ?? '', other: year }),
  )
  return { year, problems }
}

function eachCodeOnce(rows: readonly DivisionRow[]): {
  readonly placed: ReadonlyMap<RegionCode, Placed>
  readonly problems: readonly DivisionProblem[]
} {
  const placed = new Map<RegionCode, Placed>()
  const problems: DivisionProblem[] = []
  for (const row of rows) {
    const one = division(row.code, row.name)
    const before = placed.get(one.code)
    if (!provincesAndCities().has(fullCode(row.code.slice(0, 2)))) {
      problems.push(divisionProblem('code.province', row.at, { value: row.code }))
    } else if (before === undefined) {
      placed.set(one.code, { division: one, at: row.at })
    } else {
      const kind = before.division.name === one.name ? 'code.repeated' : 'code.two-names'
      problems.push(divisionProblem(kind, row.at, { value: row.code, other: placeWords(before.at) }))
    }
  }
  return { placed, problems }
}

// Files often begin at the counties: the city and the province above them are added by name.
function upperDivisions(
  placed: ReadonlyMap<RegionCode, Placed>,
  wanted: Wanted,
): { readonly divisions: readonly Division[]; readonly problems: readonly DivisionProblem[] } {
  const missing = missingUpper(placed)
  const missingCities = missing.filter(code => !code.endsWith('0000000000'))
  const file = wanted.rows[0]?.at.file ?? ''
  if (wanted.cityName !== undefined && missingCities.length > 1) {
    const details = { value: wanted.cityName, other: missingCities.map(code => code.slice(0, 4)).join('、') }
    return { divisions: [], problems: [divisionProblem('city.name-for-several', { file }, details)] }
  }
  const named = missing.map(code => {
    const given = missingCities.includes(code) ? wanted.cityName : undefined
    return { code, name: given ?? wanted.known?.byCode.get(code)?.name ?? provincesAndCities().get(code)?.name }
  })
  const nameless = named.filter(one => one.name === undefined)
  return {
    divisions: named.flatMap(one => (one.name === undefined ? [] : [division(one.code, one.name)])),
    problems: nameless.map(one => divisionProblem('city.unnamed', { file }, { value: one.code.slice(0, 4) })),
  }
}

function missingUpper(placed: ReadonlyMap<RegionCode, Placed>): readonly RegionCode[] {
  const missing = new Set<RegionCode>()
  for (const { division: one } of placed.values()) {
    if (one.level !== 'county' && one.level !== 'city') continue
    for (let up = parentCodeOf(one.code); up !== undefined; up = parentCodeOf(up)) {
      if (!placed.has(up)) missing.add(up)
    }
  }
  return [...missing]
}

function parentProblems(
  placed: ReadonlyMap<RegionCode, Placed>,
  all: readonly Division[],
  known: DivisionTable | undefined,
): readonly DivisionProblem[] {
  const codes = new Set(all.map(one => one.code))
  return [...placed.values()].flatMap(({ division: one, at }) => {
    const parent = one.level === 'town' || one.level === 'village' ? parentCodeOf(one.code) : undefined
    if (parent === undefined || codes.has(parent) || known?.byCode.has(parent)) return []
    return [divisionProblem('parent.absent', at, { value: one.name, other: parent })]
  })
}

function namesakes(placed: ReadonlyMap<RegionCode, Placed>): readonly DivisionProblem[] {
  const seen = new Map<string, FilePlace>()
  const problems: DivisionProblem[] = []
  for (const { division: one, at } of placed.values()) {
    const key = `${parentCodeOf(one.code) ?? ''} ${one.name}`
    const before = seen.get(key)
    if (before) problems.push(divisionProblem('name.twice', at, { value: one.name, other: placeWords(before) }))
    else seen.set(key, at)
  }
  return problems
}

function missingVillages(all: readonly Division[], rows: readonly DivisionRow[]): readonly DivisionProblem[] {
  if (all.length === 0 || all.some(one => one.level === 'village')) return []
  return [divisionProblem('villages.none', { file: rows[0]?.at.file ?? '' }, { value: '' })]
}
