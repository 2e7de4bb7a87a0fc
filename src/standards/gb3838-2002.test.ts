import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Measurement, Parameter, Sample } from '../domain/parameters.ts'
import { gb3838of2002 } from './gb3838-2002.ts'
import { decidingParameters } from './gb3838-2002-limits.ts'
import { surfaceWaterClasses } from './standard.ts'
import type { JudgeContext } from './standard.ts'

const river: JudgeContext = { water: 'river' }
const lake: JudgeContext = { water: 'lake' }

const measured = (value: number): Measurement => ({ value, qualifier: 'measured' })
const below = (value: number): Measurement => ({ value, qualifier: 'below' })
const above = (value: number): Measurement => ({ value, qualifier: 'above' })
const decide = (sample: Sample, context: JudgeContext = river) => gb3838of2002.decide(sample, context)

/** Typed in from the standard for this test, on purpose apart from the table the code uses. */
const limits: readonly (readonly [Parameter, 'river' | 'lake', readonly number[]])[] = [
  ['permanganateIndex', 'river', [2, 4, 6, 10, 15]],
  ['chemicalOxygenDemand', 'river', [15, 15, 20, 30, 40]],
  ['biochemicalOxygenDemand', 'river', [3, 3, 4, 6, 10]],
  ['ammoniaNitrogen', 'river', [0.15, 0.5, 1, 1.5, 2]],
  ['totalPhosphorus', 'river', [0.02, 0.1, 0.2, 0.3, 0.4]],
  ['totalPhosphorus', 'lake', [0.01, 0.025, 0.05, 0.1, 0.2]],
  ['copper', 'river', [0.01, 1, 1, 1, 1]],
  ['zinc', 'river', [0.05, 1, 1, 2, 2]],
  ['fluoride', 'river', [1, 1, 1, 1.5, 1.5]],
  ['selenium', 'river', [0.01, 0.01, 0.01, 0.02, 0.02]],
  ['arsenic', 'river', [0.05, 0.05, 0.05, 0.1, 0.1]],
  ['mercury', 'river', [0.00005, 0.00005, 0.0001, 0.001, 0.001]],
  ['cadmium', 'river', [0.001, 0.005, 0.005, 0.005, 0.01]],
  ['hexavalentChromium', 'river', [0.01, 0.05, 0.05, 0.05, 0.1]],
  ['lead', 'river', [0.01, 0.01, 0.05, 0.05, 0.1]],
  ['cyanide', 'river', [0.005, 0.05, 0.2, 0.2, 0.2]],
  ['volatilePhenol', 'river', [0.002, 0.002, 0.005, 0.01, 0.1]],
  ['petroleum', 'river', [0.05, 0.05, 0.05, 0.5, 1]],
  ['anionicSurfactant', 'river', [0.2, 0.2, 0.2, 0.3, 0.3]],
  ['sulfide', 'river', [0.05, 0.1, 0.2, 0.5, 1]],
]
const oxygenLimits = [7.5, 6, 5, 3, 2]
const names = ['I', 'II', 'III', 'IV', 'V', 'worse than V']

/** A value just past a limit, by its last written digit. */
const past = (limit: number): number => Number((limit * 1.001).toPrecision(8))
const short = (limit: number): number => Number((limit * 0.999).toPrecision(8))

describe('both sides of every limit of table 1', () => {
  for (const [parameter, water, row] of limits) {
    row.forEach((limit, index) => {
      const best = row.indexOf(limit)
      const next = row.findIndex(other => other > limit)
      const after = next === -1 ? 'worse than V' : names[next]

      test(`${parameter} of a ${water} at ${limit} is class ${names[best]}, just over it ${after} (column ${names[index]})`, () => {
        expect(decide({ [parameter]: measured(limit) }, { water }).class).toBe(names[best])
        expect(decide({ [parameter]: measured(short(limit)) }, { water }).class).toBe(names[best])
        expect(decide({ [parameter]: measured(past(limit)) }, { water }).class).toBe(after)
      })

      test(`${parameter} not detected with the limit ${limit} of ${names[index]} as detection limit stays open only where a stricter class exists`, () => {
        const decision = decide({ [parameter]: below(limit) }, { water })
        expect(decision.class).toBe(best === 0 ? 'I' : null)
        expect(decision.outcome).toBe(best === 0 ? 'judged' : 'cannot-judge')
      })
    })
  }

  test.each(oxygenLimits.map((limit, index) => [limit, names[index], names[index + 1]]))(
    'dissolved oxygen at %d is class %s, just under it %s',
    (limit, at, under) => {
      expect(decide({ dissolvedOxygen: measured(Number(limit)) }).class).toBe(at)
      expect(decide({ dissolvedOxygen: measured(past(Number(limit))) }).class).toBe(at)
      expect(decide({ dissolvedOxygen: measured(short(Number(limit))) }).class).toBe(under)
    },
  )

  test.each([
    [5.99, 'worse than V'],
    [6, 'I'],
    [7.5, 'I'],
    [9, 'I'],
    [9.01, 'worse than V'],
  ])('pH %d is class %s', (value, name) => {
    expect(decide({ ph: measured(value) }).class).toBe(name)
  })

  test('the whole table has the 21 indicators that decide', () => {
    const tabled = new Set([...limits.map(([parameter]) => parameter), 'dissolvedOxygen', 'ph'])
    expect(new Set<string>(decidingParameters)).toEqual(tabled)
  })
})

describe('what decides', () => {
  test('the worst indicator decides, alone or with its equals', () => {
    const sample = { ammoniaNitrogen: measured(1.2), totalPhosphorus: measured(0.25), dissolvedOxygen: measured(8) }
    expect(decide(sample)).toMatchObject({
      outcome: 'judged',
      class: 'IV',
      deciding: ['ammoniaNitrogen', 'totalPhosphorus'],
      multiples: { ammoniaNitrogen: 0.2, totalPhosphorus: 0.25 },
      clauses: ['GB 3838-2002 表1 第7项', 'GB 3838-2002 表1 第8项', '环办〔2011〕22号 单因子评价法'],
    })
  })

  test('temperature, total nitrogen and faecal coliform are reported but never decide', () => {
    const sample = {
      ammoniaNitrogen: measured(0.1),
      totalNitrogen: measured(50),
      faecalColiform: measured(1e6),
      waterTemperature: measured(35),
    }
    for (const context of [river, lake]) {
      const verdict = gb3838of2002.judge(sample, context)
      expect(verdict).toMatchObject({ class: 'I', multiples: {} })
      const reported = verdict.findings.filter(({ result }) => result === 'reported')
      expect(reported.map(({ parameter }) => parameter)).toEqual([
        'waterTemperature',
        'totalNitrogen',
        'faecalColiform',
      ])
    }
  })

  test('total nitrogen has limits in lakes only', () => {
    const nitrogen = (context: JudgeContext) =>
      gb3838of2002
        .judge({ totalNitrogen: measured(1.2) }, context)
        .findings.find(({ parameter }) => parameter === 'totalNitrogen')
    expect(nitrogen(lake)).toMatchObject({ limit: 1, class: 'IV' })
    expect(nitrogen(river)).toMatchObject({ limit: null, class: null })
  })

  test('total phosphorus has other limits in lakes than in rivers', () => {
    expect(decide({ totalPhosphorus: measured(0.1) }, river).class).toBe('II')
    expect(decide({ totalPhosphorus: measured(0.1) }, lake).class).toBe('IV')
  })
})

describe('what was not measured', () => {
  test('missing indicators are listed and said, and do not hinder a class of the measured ones', () => {
    const decision = decide({ ammoniaNitrogen: measured(0.4) })
    expect(decision.class).toBe('II')
    expect(decision.missing).toEqual(decidingParameters.filter(parameter => parameter !== 'ammoniaNitrogen'))
    expect(decision.words.en).toContain('20 of the 21 indicators not measured')
  })

  test('a sample without any deciding indicator cannot be judged', () => {
    for (const sample of [{}, { totalNitrogen: measured(1) }]) {
      expect(decide(sample)).toMatchObject({ outcome: 'cannot-judge', class: null, deciding: [] })
    }
  })

  test('all 21 measured leaves nothing missing', () => {
    const sample = Object.fromEntries(decidingParameters.map(parameter => [parameter, measured(7)]))
    expect(decide(sample).missing).toEqual([])
  })
})

describe('below detection', () => {
  test('passes where the detection limit is within the limit', () => {
    expect(decide({ mercury: below(0.00004) })).toMatchObject({ outcome: 'judged', class: 'I' })
  })

  test('cannot be judged where the detection limit is over the limit, and says between which classes', () => {
    const decision = decide({ petroleum: below(0.06), ammoniaNitrogen: measured(0.3) })
    expect(decision).toMatchObject({ outcome: 'cannot-judge', class: null, deciding: ['petroleum'] })
    expect(decision.words.en).toContain('between class II and class IV')
  })

  test('does not matter where another indicator is at least as bad as it could be', () => {
    expect(decide({ petroleum: below(0.06), ammoniaNitrogen: measured(1.2) })).toMatchObject({ class: 'IV' })
  })

  test('not detected without a detection limit could be anything: only the worst class stands beside it', () => {
    const lead: Measurement = { value: 0, qualifier: 'not-detected' }
    expect(decide({ lead, ammoniaNitrogen: measured(0.1) }).class).toBeNull()
    expect(decide({ lead, ammoniaNitrogen: measured(3) }).class).toBe('worse than V')
  })

  test('of dissolved oxygen is a failure, not a pass', () => {
    expect(decide({ dissolvedOxygen: below(0.2) }).class).toBe('worse than V')
    expect(decide({ dissolvedOxygen: below(4) }).class).toBeNull()
  })

  test('beyond the instrument fails where the instrument ends at or over the limit', () => {
    expect(decide({ ammoniaNitrogen: above(2) })).toMatchObject({
      class: 'worse than V',
      multiples: { ammoniaNitrogen: 1 },
    })
    expect(decide({ ammoniaNitrogen: above(1.5) }).class).toBeNull()
    expect(decide({ dissolvedOxygen: above(7.5) }).class).toBe('I')
    expect(decide({ ph: above(9) }).class).toBe('worse than V')
    expect(decide({ ph: above(7) }).class).toBeNull()
  })
})

describe('exceedance multiples', () => {
  test.each([
    ['I', { ammoniaNitrogen: 7 }],
    ['II', { ammoniaNitrogen: 1.4 }],
    ['III', { ammoniaNitrogen: 0.2 }],
    ['IV', {}],
    ['V', {}],
  ] as const)('against class %s', (targetClass, multiples) => {
    expect(decide({ ammoniaNitrogen: measured(1.2) }, { water: 'river', targetClass }).multiples).toEqual(multiples)
  })

  test('are not reckoned for pH and dissolved oxygen', () => {
    expect(decide({ ph: measured(10), dissolvedOxygen: measured(1) }).multiples).toEqual({})
  })

  test('the limit itself is no exceedance', () => {
    expect(decide({ ammoniaNitrogen: measured(1) }).multiples).toEqual({})
  })
})

describe('decimals', () => {
  test('a sum that lost its last bit is the decimal it stands for', () => {
    expect(decide({ ammoniaNitrogen: measured(0.1 + 0.05) }).class).toBe('I')
    expect(decide({ totalPhosphorus: measured(0.1 + 0.2) }).class).toBe('IV')
    expect(decide({ dissolvedOxygen: measured(7.5 - 1e-15) }).class).toBe('I')
  })
})

describe('oxygen by saturation', () => {
  const sample = { dissolvedOxygen: measured(7), waterTemperature: measured(30) }

  test('7.5 mg/L alone decides where nobody asks for saturation', () => {
    expect(decide(sample).class).toBe('II')
  })

  test('90 % reckoned from the temperature is class I where asked for', () => {
    const asked = { water: 'river', oxygenBySaturation: true } as const
    expect(decide(sample, asked).class).toBe('I')
    expect(decide({ dissolvedOxygen: measured(6.8), waterTemperature: measured(30) }, asked).class).toBe('II')
    expect(decide({ dissolvedOxygen: measured(7) }, asked).class).toBe('II')
  })

  test('a measured saturation counts without asking, on both sides of 90 %', () => {
    const oxygen = measured(7)
    expect(decide({ dissolvedOxygen: oxygen, dissolvedOxygenSaturation: measured(90) }).class).toBe('I')
    expect(decide({ dissolvedOxygen: oxygen, dissolvedOxygenSaturation: measured(89.9) }).class).toBe('II')
    expect(decide({ dissolvedOxygenSaturation: measured(89.9) }).outcome).toBe('cannot-judge')
  })
})

const anySample: fc.Arbitrary<Sample> = fc
  .record(
    Object.fromEntries(
      decidingParameters.map(parameter => [
        parameter,
        fc.record({
          value: fc.double({ min: 0, max: 14, noNaN: true }),
          qualifier: fc.constantFrom('measured' as const, 'measured' as const, 'below' as const, 'above' as const),
        }),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map(sample => sample as Sample) // keys are parameters, values measurements

const rank = (name: string | null): number => surfaceWaterClasses.findIndex(other => other === name)

describe('properties', () => {
  test('worsening a value never improves the class', () => {
    fc.assert(
      fc.property(
        anySample,
        fc.constantFrom(...decidingParameters.filter(parameter => parameter !== 'ph')),
        fc.double({ min: 0, max: 14, noNaN: true }),
        fc.double({ min: 0, max: 14, noNaN: true }),
        (sample, parameter, one, other) => {
          const [better, worse] =
            parameter === 'dissolvedOxygen'
              ? [Math.max(one, other), Math.min(one, other)]
              : [Math.min(one, other), Math.max(one, other)]
          const plain = Object.fromEntries(Object.entries(sample).map(([key, { value }]) => [key, measured(value)]))
          const before = decide({ ...plain, [parameter]: measured(better) })
          const after = decide({ ...plain, [parameter]: measured(worse) })
          expect(rank(after.class)).toBeGreaterThanOrEqual(rank(before.class))
        },
      ),
    )
  })

  test('one more measured indicator never improves a class that stands', () => {
    fc.assert(
      fc.property(anySample, fc.constantFrom(...decidingParameters), (sample, parameter) => {
        const { [parameter]: _, ...rest } = sample
        const before = decide(rest)
        const after = decide(sample)
        const improved = before.class !== null && after.class !== null && rank(after.class) < rank(before.class)
        expect(improved).toBe(false)
      }),
    )
  })

  test('replaying the kept inputs gives the same record, also after a way through JSON, and agrees with the short answer', () => {
    fc.assert(
      fc.property(anySample, fc.constantFrom('river' as const, 'lake' as const), (sample, water) => {
        const verdict = gb3838of2002.judge(sample, { water })
        const kept = JSON.parse(JSON.stringify(verdict)) as typeof verdict // its own shape
        expect(gb3838of2002.judge(kept.inputs.sample, kept.inputs.context)).toEqual(kept)
        expect(verdict).toMatchObject(gb3838of2002.decide(sample, { water }))
      }),
      { numRuns: 50 },
    )
  })
})

describe('words', () => {
  test('say source, class, arithmetic, multiples and what is missing, in both languages', () => {
    const { words } = decide({ ammoniaNitrogen: measured(1.2), ph: measured(7) })
    expect(words.zh).toBe(
      '依据GB 3838-2002表1（河流限值）和环办〔2011〕22号单因子评价：Ⅳ类（轻度污染）。氨氮 1.2 mg/L > 1（Ⅲ类限值），≤ 1.5（Ⅳ类限值）。' +
        '超过Ⅲ类限值的倍数：氨氮 (1.2 − 1) / 1 = 0.2 倍。21项评价指标中19项未测：未测不等于达标，结论只依据已测指标。',
    )
    expect(words.en).toContain('ammonia nitrogen 1.2 mg/L > 1 (limit of class III) and ≤ 1.5 (limit of class IV)')
  })

  test('every finding of the full verdict has its limit, citation and words', () => {
    const { findings } = gb3838of2002.judge({ ammoniaNitrogen: measured(1.2), ph: measured(7) }, river)
    expect(findings).toHaveLength(24)
    for (const { citation, words } of findings) {
      expect(citation.clause).toMatch(/^表1 第\d+项$/)
      expect(words.zh).not.toBe('')
      expect(words.en).not.toBe('')
    }
    expect(findings.find(({ parameter }) => parameter === 'ammoniaNitrogen')).toMatchObject({
      result: 'failed',
      class: 'IV',
      limit: 1,
      comparison: '<=',
    })
  })
})
