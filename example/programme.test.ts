import { describe, expect, it } from 'vitest'
import { transitions, type Stage } from '../src/domain/lifecycle.ts'
import { areaM2, checkShape, distanceM, lengthM } from '../src/places/geometry.ts'
import { checkOutline, outlineSet } from '../src/places/outlines.ts'
import { shippedChongqing } from '../src/places/shipped/chongqing.ts'
import { shippedChongqingOutlines } from '../src/places/shipped/outlines.ts'
import { balanceOf, findFaults } from '../src/surroundings/rules.ts'
import { policyAt } from '../src/policy/policy.ts'
import { findStandard } from '../src/standards/registry.ts'
import { checkPlausibility } from '../src/waters/plausibility.ts'
import { WaterValues } from '../src/waters/shapes.ts'
import { isVillageCommittee } from '../src/survey/choice.ts'
import { exampleToday } from './calendar.ts'
import { chance } from './chance.ts'
import { groups, inventedMark, namedWaters, programmeFacts } from './facts.ts'
import { exampleProgramme, exampleSeed } from './programme.ts'
import { flowsCountedOn } from './surroundings.ts'
import { numbersSummingTo } from './sums.ts'
import type { ExampleEvent } from './events.ts'
import type { ExampleWater } from './waters.ts'

const programme = exampleProgramme()
const { waters, events, task } = programme
const areaOf = (some: readonly ExampleWater[]) => some.reduce((sum, { values }) => sum + (values.areaM2 ?? 0), 0)
const isAbout = (event: ExampleEvent, { id }: ExampleWater) =>
  ('waterId' in event && event.waterId === id) ||
  ('record' in event && event.record.waterId === id) ||
  (event.kind === 'water-recorded' && event.water.id === id)

/** Plays the moves of one water up to and including a day. */
function lifeUntil(water: ExampleWater, day: string): { stage: Stage; cycle: number } {
  const life: { stage: Stage; cycle: number } = { stage: 'suspected', cycle: 1 }
  for (const event of events) {
    if (!isAbout(event, water) || event.at.toISOString().slice(0, 10) > day) continue
    if (event.kind === 'judged') life.stage = 'identified'
    if (event.kind !== 'moved') continue
    const { from, to } = transitions[event.transition]
    const allowed: readonly string[] = from
    if (!allowed.includes(life.stage)) throw new Error(`${water.values.name}: ${event.transition} from ${life.stage}`)
    if (event.transition === 'relist') life.cycle += 1
    if (to !== 'same' && to !== 'held') life.stage = to
  }
  return life
}

const isDone = (stage: Stage) => ['accepted', 'delisted', 'upkeep'].includes(stage)

describe('the totals of the programme', () => {
  it('surveys 9,177 of the 11,270 villages and communities, all village committees among them', () => {
    const villages = shippedChongqing().all.filter(({ level }) => level === 'village')
    expect(villages).toHaveLength(programmeFacts.villagesInEdition)
    expect(new Set(task.villages).size).toBe(9177)
    const missing = villages.filter(({ code }) => isVillageCommittee(code) && !task.villages.includes(code))
    expect(missing).toEqual([])
  })

  it('reports every village of the task exactly once, and with the waters found there', () => {
    const reports = events.flatMap(event => (event.kind === 'villages-reported' ? event.reports : []))
    expect(reports.map(({ villageCode }) => villageCode).toSorted()).toEqual(task.villages.toSorted())
    expect(reports.every(({ surveyedOn }) => surveyedOn >= '2020-04-10' && surveyedOn <= task.dueOn)).toBe(true)
    const found = reports.filter(({ found }) => found > 0).length
    const inVillages = waters.filter(
      ({ values, history }) => !values.regionCode.endsWith('000') && history.foundOn < '2020-12-31',
    )
    expect(found).toBe(inVillages.length)
  })

  it('has 160 waters of 500,000 m2 together', () => {
    expect(waters).toHaveLength(160)
    expect(areaOf(waters)).toBe(500_000)
  })

  it('puts 80 on the national and 80 on the municipal list, each by its area', () => {
    const listed = events.filter(event => event.kind === 'moved' && event.transition === 'list')
    const on = (list: string) =>
      waters.filter(water => listed.some(event => isAbout(event, water) && 'list' in event && event.list === list))
    expect(on('national')).toHaveLength(80)
    expect(on('municipal')).toHaveLength(80)
    expect(on('national').every(({ values }) => (values.areaM2 ?? 0) >= 2000)).toBe(true)
    expect(on('municipal').every(({ values }) => (values.areaM2 ?? 0) < 2000 && (values.areaM2 ?? 0) >= 200)).toBe(true)
  })

  it('bundles 54 waters of 310,000 m2 in 14 counties for the pilot, each with its number', () => {
    const numbered = waters.filter(water => events.some(event => event.kind === 'numbered' && isAbout(event, water)))
    expect(numbered).toHaveLength(54)
    expect(areaOf(numbered)).toBe(310_000)
    expect(new Set(numbered.map(({ countyCode }) => countyCode)).size).toBe(14)
    const numbers = events.flatMap(event => (event.kind === 'numbered' ? event.number.number : []))
    expect(new Set(numbers).size).toBe(54)
  })

  it('has eliminated 310,000 m2 by the end of 2022, other waters than the pilot', () => {
    const eliminated = waters.filter(water => isDone(lifeUntil(water, '2022-12-31').stage))
    expect(areaOf(eliminated)).toBe(310_000)
    expect(eliminated.some(({ site }) => !site.group.pilot)).toBe(true)
  })

  it('has every water of the national list done by the end of 2025, and today', () => {
    const national = waters.filter(({ site }) => site.group.list === 'national')
    expect(national.filter(water => !isDone(lifeUntil(water, '2025-12-31').stage))).toEqual([])
    expect(national.filter(water => !isDone(lifeUntil(water, '2026-12-31').stage))).toEqual([])
  })

  it('leaves some small waters under way and some relapsed', () => {
    const today = waters.map(water => lifeUntil(water, '2026-12-31'))
    const at = (stage: Stage) => today.filter(life => life.stage === stage).length
    expect([at('listed'), at('planned'), at('in-works'), at('completed'), at('relapsed')]).toEqual([5, 6, 8, 4, 1])
    expect(today.filter(({ cycle }) => cycle === 2)).toHaveLength(3)
  })
})

describe('the four named waters', () => {
  it('have a person at each level from the approval of the plan on, marked invented', () => {
    const told = new Set(waters.filter(({ invented }) => !invented).map(({ id }) => id))
    const named = events.flatMap(event => (event.kind === 'person-named' && told.has(event.waterId) ? [event] : []))
    expect(named).toHaveLength(3 * namedWaters.length)
    expect(new Set(named.map(({ waterId }) => waterId)).size).toBe(namedWaters.length)
    expect(named.every(({ assignment }) => assignment.holder.name.endsWith('（示例）'))).toBe(true)
  })

  it.each(namedWaters)('$name stands with its own facts, not marked invented', named => {
    const water = waters.find(({ values }) => values.name === named.name)
    expect(water).toMatchObject({
      invented: false,
      values: { regionCode: named.regionCode, type: named.type, areaM2: named.areaM2, causesText: named.causesText },
    })
    expect(water?.values.coordinateSource).toBe('illustrative')
    expect(water?.values.areaMethod).toBe(named.areaKnown ? 'stated' : 'illustrative')
  })

  it('states the pond of 水井大田水塘 with 2,260 m2', () => {
    expect(namedWaters.find(({ name }) => name === '水井大田水塘')?.areaM2).toBe(2260)
  })

  it('shows the pond today in class III of GB 3838-2002', () => {
    const pond = waters.find(({ values }) => values.name === '水井大田水塘')!
    const last = events.findLast(event => event.kind === 'reading-taken' && isAbout(event, pond))
    if (last?.kind !== 'reading-taken') throw new Error('no reading')
    expect(findStandard('GB3838-2002')?.judge(last.record.sample, { water: 'lake' })).toMatchObject({ class: 'III' })
  })
})

describe('what is invented', () => {
  it('is marked in the record and in the name', () => {
    const invented = waters.filter(water => water.invented)
    expect(invented).toHaveLength(156)
    expect(invented.every(({ values }) => values.name.endsWith(inventedMark))).toBe(true)
    expect(programme.people.every(({ displayName }) => displayName.endsWith(inventedMark))).toBe(true)
  })

  it('has names that differ and villages of its own', () => {
    expect(new Set(waters.map(({ values }) => values.name)).size).toBe(160)
    const inVillages = waters.filter(({ invented }) => invented).map(({ values }) => values.regionCode)
    expect(new Set(inVillages).size).toBe(156)
    expect(inVillages.every(code => task.villages.includes(code))).toBe(true)
  })
})

describe('works and settlements around waters', () => {
  const found = events.filter(event => event.kind === 'surroundings-found')
  const all = found.flatMap(({ around }) => around.map(({ values }) => values))
  const facilities = all.flatMap(values => (values.sort === 'facility' ? [values] : []))
  const homes = all.flatMap(values => (values.sort === 'settlement' ? [values] : []))

  it('stand around every water of the pilot and every one whose plan is kept, unless its town is not known', () => {
    const around = new Set(found.map(({ waterId }) => waterId))
    expect(waters.filter(({ site, id }) => site.group.pilot && !around.has(id))).toEqual([])
    const withoutTown = waters.find(({ values }) => values.name === '宝峰河')
    expect(around.has(withoutTown?.id ?? '')).toBe(false)
    expect(found).toHaveLength(73)
  })

  it('are marked invented, each name once in its division', () => {
    expect(all.every(({ name, note }) => name.endsWith(inventedMark) && note === '示例数据')).toBe(true)
    const names = new Set(all.map(({ regionCode, sort, name }) => `${regionCode} ${sort} ${name}`))
    const linkedTwice = found.flatMap(({ around }) => around.filter(({ link }) => link?.kind === 'make-up-water'))
    expect(names.size).toBe(all.length - linkedTwice.length)
  })

  it('pass the door', () => {
    const { slips } = policyAt('surroundings', flowsCountedOn).value
    for (const values of all) expect(findFaults(values, { slips, today: '2026-11-05' })).toEqual([])
  })

  it('show every way of dealing with sewage and every state of works', () => {
    expect(new Set(homes.map(({ handling }) => handling))).toEqual(
      new Set(['connected', 'own-tank', 'none', undefined]),
    )
    expect(new Set(facilities.map(({ state }) => state))).toEqual(new Set(['running', 'broken', 'building']))
  })

  it('leave works with room to spare and works without', () => {
    const flows = facilities.filter(({ treatedM3PerDay }) => treatedM3PerDay !== undefined)
    const spare = flows.map(({ capacityM3PerDay = 0, treatedM3PerDay = 0 }) => capacityM3PerDay - treatedM3PerDay)
    expect(spare.some(left => left >= 5)).toBe(true)
    expect(spare.some(left => left < 0)).toBe(true)
  })

  it('leave nothing untreated where the water is done and its works run', () => {
    const policy = policyAt('surroundings', flowsCountedOn).value
    const pond = waters.find(({ values }) => values.name === '水井大田水塘')!
    const around = found.find(({ waterId }) => waterId === pond.id)?.around ?? []
    const settlements = around.flatMap(({ values }) => (values.sort === 'settlement' ? [values] : []))
    const works = around.flatMap(({ values, link }) =>
      values.sort === 'facility' && link !== undefined ? [{ ...values, id: values.name, link: link.kind }] : [],
    )
    const balance = balanceOf({ settlements, facilities: works, on: '2026-11-30' }, policy)
    expect(balance.untreated).toEqual({ m3PerDay: 0, complete: true })
    expect(balance.spare.m3PerDay).toBeGreaterThan(0)
  })
})

describe('every water', () => {
  const outlines = outlineSet(shippedChongqingOutlines())

  it('lies inside its county and apart from the others', () => {
    for (const { countyCode, position } of waters) {
      expect(checkOutline(outlines, countyCode, position).outcome).toBe('inside')
    }
    const near = waters.filter((a, index) => waters.slice(0, index).some(b => distanceM(a.position, b.position) < 800))
    expect(near).toEqual([])
  })

  it('has a sound shape of exactly its area, or of its length', () => {
    for (const { geometry, values } of waters) {
      expect(checkShape(geometry).ok).toBe(true)
      const isPond = geometry.type === 'Polygon'
      const offBy = isPond ? areaM2(geometry) - (values.areaM2 ?? 0) : lengthM(geometry) - (values.lengthM ?? 0)
      expect(Math.abs(offBy)).toBeLessThan(isPond ? 1 : 0.05)
    }
  })

  it('passes the door: values fit the form and raise no doubt', () => {
    const context = { policy: policyAt('plausibility', '2026-05-31').value, today: '2026-05-31' }
    for (const { values } of waters) {
      expect(WaterValues.safeParse(values).success).toBe(true)
      const stated = {
        type: values.type,
        ...(values.areaM2 === undefined ? {} : { areaM2: values.areaM2 }),
        ...(values.lengthM === undefined ? {} : { lengthM: values.lengthM }),
        ...(values.widthM === undefined ? {} : { widthM: values.widthM }),
      }
      expect(checkPlausibility(stated, context)).toEqual([])
    }
  })

  it('is judged black and odorous by the edition in force when it was found', () => {
    const edition = findStandard('rural-black-odorous-2019')
    for (const water of waters) {
      const own = events.filter(event => isAbout(event, water))
      const judged = own.findIndex(event => event.kind === 'judged')
      const reading = own.slice(0, judged).find(event => event.kind === 'reading-taken')
      if (reading?.kind !== 'reading-taken') throw new Error(`${water.values.name} has no reading before its verdict`)
      expect(edition?.judge(reading.record.sample, { water: 'river' }).outcome).toBe('black-odorous')
    }
  })

  it('passes the three indicators before it is accepted', () => {
    const edition = findStandard('rural-black-odorous-2023')
    for (const water of waters.filter(({ history }) => history.treatment.acceptedOn !== undefined)) {
      const own = events.filter(event => isAbout(event, water))
      const accepted = own.findIndex(event => event.kind === 'moved' && event.transition === 'accept')
      const reading = own.slice(0, accepted).findLast(event => event.kind === 'reading-taken')
      if (reading?.kind !== 'reading-taken') throw new Error(`${water.values.name} has no reading before acceptance`)
      expect(edition?.judge(reading.record.sample, { water: 'river' }).outcome).toBe('not-black-odorous')
    }
  })
})

describe('the plan', () => {
  it('is the same every time, and another with another seed', () => {
    expect(JSON.stringify(exampleProgramme())).toBe(JSON.stringify(programme))
    expect(JSON.stringify(exampleProgramme(exampleSeed + 1).waters)).not.toBe(JSON.stringify(waters))
  })

  it('keeps the totals with any seed', () => {
    for (const seed of [1, 2, 3]) expect(areaOf(exampleProgramme(seed).waters)).toBe(500_000)
  })

  it('runs forward in time and ends before today', () => {
    expect(events.every((event, index) => index === 0 || event.at >= events[index - 1]!.at)).toBe(true)
    expect(events.at(-1)!.at.toISOString() < exampleToday).toBe(true)
  })

  it('uses every id once', () => {
    const ids = [...waters.map(({ id }) => id), ...events.flatMap(event => ('id' in event ? event.id : []))]
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('groups waters so that the facts come out', () => {
    const all = [...groups, ...namedWaters.map(({ areaM2 }) => ({ count: 1, areaM2 }))]
    expect(all.reduce((sum, { areaM2 }) => sum + areaM2, 0)).toBe(programmeFacts.areaM2)
    expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(programmeFacts.waters)
  })
})

describe('numbers summing to a total', () => {
  it('reach it at both ends of what is possible', () => {
    expect(numbersSummingTo(chance(1), { count: 3, total: 6, from: 2, to: 9 })).toEqual([2, 2, 2])
    expect(numbersSummingTo(chance(1), { count: 3, total: 27, from: 2, to: 9 })).toEqual([9, 9, 9])
  })

  it('are refused where none exist', () => {
    expect(() => numbersSummingTo(chance(1), { count: 3, total: 5, from: 2, to: 9 })).toThrow('cannot sum to 5')
    expect(() => numbersSummingTo(chance(1), { count: 3, total: 28, from: 2, to: 9 })).toThrow('cannot sum to 28')
  })
})
