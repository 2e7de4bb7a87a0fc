import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Problem } from '../domain/problems.ts'
import { editionAt, policyAt, policyEditions, readEdition, type PolicyEdition } from './policy.ts'
import { policySchemas, type PolicyName } from './schemas.ts'

const names = Object.keys(policySchemas) as readonly PolicyName[] // keys of a const object are exactly its union

function refusalOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('policyAt', () => {
  const now = policyEditions('lists')[0]!
  const stricter: PolicyEdition<'lists'> = {
    ...now,
    inForceFrom: '2027-01-01',
    value: { scopeFromM2: 100, nationalFromM2: 1500 },
  }

  it('gives the edition in force on the day, the first and last day of each included', () => {
    const editions = [stricter, now]
    expect(editionAt(editions, '2026-12-31', 'lists')).toBe(now)
    expect(editionAt(editions, '2027-01-01', 'lists')).toBe(stricter)
    expect(editionAt(editions, now.inForceFrom, 'lists')).toBe(now)
  })

  it('refuses a day before the first edition and says when that began', () => {
    const problem = refusalOf(() => policyAt('lists', '2019-12-31'))
    expect(problem.kind.code).toBe('policy.not-in-force')
    expect(problem.words().zh).toContain('最早一版自 2020-01-01 起生效')
  })

  it('refuses a date it cannot read', () => {
    for (const date of ['', '2026/11/23', 'today']) {
      expect(refusalOf(() => policyAt('accounts', date)).kind.code).toBe('policy.not-in-force')
    }
  })

  it("has the programme's published thresholds", () => {
    expect(policyAt('lists', '2026-11-23').value).toEqual({ scopeFromM2: 200, nationalFromM2: 2000 })
  })
})

describe('readEdition', () => {
  const lists = policyEditions('lists')[0]!

  it('names the field that is wrong', () => {
    const problem = refusalOf(() =>
      readEdition('lists', { ...lists, value: { scopeFromM2: -1, nationalFromM2: 2000 } }),
    )
    expect(problem.kind.code).toBe('policy.unreadable')
    expect(problem.words().en).toContain('scopeFromM2')
  })

  it("refuses a field it does not know, another policy's edition and what is no edition", () => {
    for (const json of [{ ...lists, value: { ...lists.value, extra: 1 } }, policyEditions('accounts')[0], null]) {
      expect(refusalOf(() => readEdition('lists', json)).kind.code).toBe('policy.unreadable')
    }
  })

  it('refuses a taxonomy in which one word means two causes', () => {
    const causes = policyEditions('causes')[0]!
    const twice = [...causes.value.causes, { id: 'again', name: { zh: '重复', en: 'again' }, words: ['垃圾'] }]
    const problem = refusalOf(() => readEdition('causes', { ...causes, value: { ...causes.value, causes: twice } }))
    expect(problem.words().en).toContain('two causes')
  })
})

describe('the policies of planning', () => {
  const classification = policyEditions('classification')[0]!
  const measures = policyEditions('measures')[0]!
  const { criteria } = classification.value

  it('refuse weights that do not sum to 100', () => {
    const value = { ...classification.value, criteria: { ...criteria, size: { ...criteria.size, weight: 21 } } }
    const problem = refusalOf(() => readEdition('classification', { ...classification, value }))
    expect(problem.words().en).toContain('sum to 100')
  })

  it('refuse a limit to simple above the one to complex, and a measure that stands twice', () => {
    const size = { ...criteria.size, simpleBelow: criteria.size.complexFrom + 1 }
    const value = { ...classification.value, criteria: { ...criteria, size } }
    expect(refusalOf(() => readEdition('classification', { ...classification, value })).kind.code).toBe(
      'policy.unreadable',
    )
    const twice = { ...measures.value, measures: [...measures.value.measures, measures.value.measures[0]] }
    expect(refusalOf(() => readEdition('measures', { ...measures, value: twice })).words().en).toContain('stands twice')
  })
})

describe('the policy of expert help', () => {
  it('refuses a stage that would belong to two phases', () => {
    const help = policyEditions('expert-help')[0]!
    const { before } = help.value.phases
    const phases = { ...help.value.phases, during: { ...before, visits: 2 } }
    const problem = refusalOf(() => readEdition('expert-help', { ...help, value: { ...help.value, phases } }))
    expect(problem.words().en).toContain('one phase')
  })
})

describe('the shipped editions', () => {
  it('confirm no cause letter beyond a and b', () => {
    const { causes } = policyAt('causes', '2026-11-23').value
    const confirmed = causes.filter(cause => cause.letter !== undefined && cause.confidence !== 'to-be-confirmed')
    expect(confirmed.map(({ letter, id }) => [letter, id])).toEqual([
      ['a', 'domestic-sewage'],
      ['b', 'livestock'],
    ])
  })

  it('say that the colours are to be confirmed', () => {
    expect(policyAt('traffic-light', '2026-11-23').citation.confidence).toBe('to-be-confirmed')
  })

  it('are all registered: every file on disk is an edition in use', () => {
    const onDisk = readdirSync(new URL('editions', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.json'))
      .map(file => file.replaceAll('\\', '/').replace('.json', ''))
    const used = names.flatMap(name => policyEditions(name).map(({ inForceFrom }) => `${name}/${inForceFrom}`))
    expect(used.toSorted()).toEqual(onDisk.toSorted())
  })

  // Decisions were taken under these editions. Where this fails, restore the file and put the change into a new one.
  it('have not been edited since their release', () => {
    const hashes = Object.fromEntries(
      names.flatMap(name => policyEditions(name).map(edition => [`${name} ${edition.inForceFrom}`, hashOf(edition)])),
    )
    expect(hashes).toEqual({
      'accounts 2020-01-01': '0351ddf1fb30a285',
      'causes 2020-01-01': '5939ccc1d8f90e33',
      'causes 2026-11-29': 'bb3bbcaa0f5e905b',
      'classification 2020-01-01': '2f9a38bd56ecc5a8',
      'handbook 2020-01-01': 'b60def98a11ad6de',
      'duties 2020-01-01': '29765349ced0659d',
      'lists 2020-01-01': 'fdb945e9679ff6e4',
      'measures 2020-01-01': '5aa5a90597b56f6a',
      'plans 2020-01-01': '45c958f7d8a7a99f',
      'pilot-bundle 2022-01-01': 'cfb368465767d051',
      'plausibility 2020-01-01': '4738b2e9d1fd1a82',
      'similar-cases 2020-01-01': '2022d7745b9efdc9',
      'survey-deadlines 2020-01-01': '09a82fa7536f414b',
      'traffic-light 2020-01-01': '89e53242dda1ff1d',
      'water-types 2020-01-01': 'a8945b49c0883d15',
      'funding-sources 2020-01-01': 'b313c67d47943c37',
      'rewards 2020-01-01': 'e76a51354860c41b',
      'works-progress 2020-01-01': 'c849b00f9f734680',
      'acceptance 2020-01-01': '3079075897d4a9dd',
      'annual-plans 2020-01-01': '21d66d1f67589b1c',
      'expert-help 2020-01-01': '57ef0faba1749fd1',
      'surroundings 2020-01-01': '1c56317891f96f1b',
      'four-sames 2020-01-01': 'e492ee58608ebc68',
    })
  })
})

function hashOf(edition: unknown): string {
  return createHash('sha256').update(JSON.stringify(edition)).digest('hex').slice(0, 16)
}
