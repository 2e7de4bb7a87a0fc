import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlackOdourOutcome } from '../standards/standard.ts'
import {
  basesSince,
  identify,
  replayIdentification,
  type Bases,
  type IdentificationEdition,
  type Opinion,
} from './rules.ts'

const citation = { title: '试验用标准', clause: '第1条', confidence: 'to-be-confirmed' } as const
const judging = { by: 'zhao', at: '2026-11-23T09:00:00+08:00', disputed: false }

function opinion(outcome: BlackOdourOutcome): Opinion {
  const missing = outcome === 'undecided' ? [{ zh: '请补充。', en: 'Supply more.' }] : []
  return { outcome, words: { zh: `${outcome}。`, en: `${outcome}.` }, citation, missing, detail: { outcome } }
}

/** An edition that only repeats what the record says, so that the combination alone is under test. */
const edition: IdentificationEdition = {
  standardId: 'test-2026',
  combination: { ...citation, clause: '第2条' },
  judgeSenses: senses => opinion(senses.finding),
  judgeQuestionnaire: ({ valid, black }) =>
    opinion(valid < 30 ? 'undecided' : black >= valid * 0.6 ? 'black-odorous' : 'not-black-odorous'),
  judgeSample: sample => {
    const oxygen = sample.dissolvedOxygen?.value
    return opinion(oxygen === undefined ? 'undecided' : oxygen < 2 ? 'black-odorous' : 'not-black-odorous')
  },
}

type Said = 'black' | 'clean' | 'open' | 'none'
const outcomes = { black: 'black-odorous', clean: 'not-black-odorous', open: 'undecided' } as const

function bases(senses: Said, questionnaire: Said, monitoring: Said): Bases {
  const at = '2026-11-20T09:00:00+08:00'
  const forms = { black: [30, 18], clean: [30, 17], open: [29, 29] } as const
  const samples = { black: 1.9, clean: 2, open: undefined } as const
  return {
    senses:
      senses === 'none' ? [] : [{ id: 's1', at, value: { finding: outcomes[senses], colour: 'black', odour: 3 } }],
    questionnaires:
      questionnaire === 'none'
        ? []
        : [{ id: 'q1', at: '2026-11-21', value: { valid: forms[questionnaire][0], black: forms[questionnaire][1] } }],
    samples: monitoring === 'none' ? [] : [{ id: 'm1', at, value: sampleOf(samples[monitoring]) }],
  }
}

function sampleOf(oxygen: number | undefined) {
  return oxygen === undefined ? {} : { dissolvedOxygen: { value: oxygen, qualifier: 'measured' as const } }
}

describe('identify', () => {
  it.each([
    ['black', 'none', 'none', 'black-odorous', 'senses'],
    ['clean', 'none', 'none', 'not-black-odorous', 'senses'],
    ['black', 'black', 'none', 'black-odorous', 'senses'],
    ['open', 'black', 'none', 'black-odorous', 'questionnaire'],
    ['open', 'clean', 'open', 'not-black-odorous', 'questionnaire'],
    ['none', 'black', 'none', 'black-odorous', 'questionnaire'],
    ['open', 'open', 'black', 'black-odorous', 'monitoring'],
    ['none', 'none', 'clean', 'not-black-odorous', 'monitoring'],
    ['black', 'clean', 'black', 'black-odorous', 'monitoring'],
    ['black', 'clean', 'clean', 'not-black-odorous', 'monitoring'],
    ['black', 'clean', 'none', 'undecided', 'not-stated'],
    ['black', 'clean', 'open', 'undecided', 'not-stated'],
    ['clean', 'none', 'black', 'black-odorous', 'monitoring'],
    ['open', 'clean', 'black', 'black-odorous', 'monitoring'],
    ['none', 'none', 'none', 'undecided', 'not-stated'],
    ['open', 'open', 'open', 'undecided', 'not-stated'],
  ] as const)('senses %s, questionnaire %s, monitoring %s: %s by %s', (s, q, m, outcome, basis) => {
    expect(identify(bases(s, q, m), edition, judging)).toMatchObject({ outcome, basis })
  })

  it('lets monitoring decide what is disputed, and waits for it where there is none', () => {
    const disputed = { ...judging, disputed: true }
    expect(identify(bases('black', 'none', 'clean'), edition, disputed)).toMatchObject({
      outcome: 'not-black-odorous',
      basis: 'monitoring',
    })
    const waiting = identify(bases('black', 'none', 'none'), edition, disputed)
    expect(waiting.outcome).toBe('undecided')
    expect(waiting.words.zh).toBe(
      '尚不能认定（结论有争议，以水质监测为准）。请采样监测透明度、溶解氧、氨氮，并记录水深。',
    )
  })

  it('says for each empty basis what to do next', () => {
    const record = identify({ senses: [], questionnaires: [], samples: [] }, edition, judging)
    expect(record.missing.map(({ en }) => en)).toEqual([
      'Visit the water and record its colour and odour.',
      'Hold the questionnaire of residents.',
      'Sample transparency, dissolved oxygen and ammonia nitrogen, and record the depth.',
    ])
  })

  it('clears with basis, reason and source, like any other result', () => {
    const record = identify(bases('clean', 'none', 'none'), edition, judging)
    expect(record.words.zh).toBe('认定为非黑臭（依据：感官；感官判断即可认定）。not-black-odorous。')
    expect(record.missing).toEqual([])
    expect(record.citations.map(({ clause }) => clause)).toEqual(['第2条', '第1条'])
  })

  it('counts the latest record of senses whatever the order of arrival', () => {
    const [old] = bases('black', 'none', 'none').senses
    const fresh = {
      ...old!,
      id: 's2',
      at: '2026-11-22T09:00:00+08:00',
      value: { ...old!.value, finding: 'not-black-odorous' as const },
    }
    for (const senses of [
      [old!, fresh],
      [fresh, old!],
    ]) {
      expect(identify({ senses, questionnaires: [], samples: [] }, edition, judging).outcome).toBe('not-black-odorous')
    }
  })

  it('identifies by any one sample and clears only when all pass', () => {
    const at = '2026-11-20T09:00:00+08:00'
    const samples = (...oxygen: (number | undefined)[]) => ({
      senses: [],
      questionnaires: [],
      samples: oxygen.map((value, index) => ({ id: `m${index}`, at, value: sampleOf(value) })),
    })
    expect(identify(samples(5, 1, 5), edition, judging).outcome).toBe('black-odorous')
    expect(identify(samples(5, undefined, 1), edition, judging).outcome).toBe('black-odorous')
    expect(identify(samples(5, undefined), edition, judging).outcome).toBe('undecided')
    expect(identify(samples(5, 2), edition, judging).outcome).toBe('not-black-odorous')
  })

  it('passes over a basis the edition does not know and says so', () => {
    const { judgeSenses: _, judgeQuestionnaire: __, ...monitoringOnly } = edition
    const record = identify(bases('black', 'black', 'clean'), monitoringOnly, judging)
    expect(record).toMatchObject({ outcome: 'not-black-odorous', basis: 'monitoring' })
    expect(record.parts[0]?.words.zh).toBe('该版标准不以感官为认定依据。')
  })
})

describe('every identification', () => {
  const said = fc.constantFrom<Said>('black', 'clean', 'open', 'none')

  it('is the same again when replayed from its stored JSON', () => {
    fc.assert(
      fc.property(said, said, said, fc.boolean(), (s, q, m, disputed) => {
        const record = identify(bases(s, q, m), edition, { ...judging, disputed })
        const stored: typeof record = JSON.parse(JSON.stringify(record))
        expect(replayIdentification(stored, edition)).toEqual(record)
      }),
    )
  })

  it('never clears or identifies without a basis that says so, and where it is open says what to do', () => {
    fc.assert(
      fc.property(said, said, said, fc.boolean(), (s, q, m, disputed) => {
        const record = identify(bases(s, q, m), edition, { ...judging, disputed })
        const deciding = record.parts.find(({ basis }) => basis === record.basis)
        expect(deciding?.outcome ?? 'undecided').toBe(record.outcome)
        expect(record.missing.length > 0).toBe(record.outcome === 'undecided')
      }),
    )
  })
})

describe('the bases since a day', () => {
  const inputs: Bases = {
    senses: [
      { id: 'before', at: '2026-06-29T15:59:59Z', value: { finding: 'black-odorous', colour: 'black' } },
      { id: 'since', at: '2026-06-29T16:00:00Z', value: { finding: 'not-black-odorous', colour: 'clear' } },
    ],
    questionnaires: [
      { id: 'before', at: '2026-06-29', value: { valid: 30, black: 30 } },
      { id: 'since', at: '2026-06-30', value: { valid: 30, black: 0 } },
    ],
    samples: [],
  }

  it('hold the day itself, by the calendar of China, and nothing of the day before', () => {
    const { senses, questionnaires, samples } = basesSince(inputs, '2026-06-30')
    expect([senses, questionnaires].map(records => records.map(({ id }) => id))).toEqual([['since'], ['since']])
    expect(samples).toEqual([])
  })
})
