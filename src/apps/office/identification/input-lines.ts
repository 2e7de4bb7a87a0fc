import { z } from 'zod'
import { parameterIds, parameters, type Parameter } from '../../../domain/parameters.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { type ShownFinding, type VerdictDetail } from '../../../identification/contract.ts'
import { SampleShape } from '../../../monitoring/contract.ts'
import { measurementWords, unitText } from '../../../standards/wording.ts'
import { odourGrades, sensesFindings, waterColours } from '../../../survey/rules.ts'
import { identificationWords as words } from './identification-words.ts'

export type InputKind = keyof VerdictDetail['inputs']

/** One value of a record, and the limit it was held against. */
export type InputLine = {
  readonly key: string
  readonly name: Bilingual
  readonly value: Bilingual
  /** Absent where the edition limits it not. */
  readonly limit?: Bilingual
  readonly source?: Bilingual
  readonly toBeConfirmed?: boolean
}

const Senses = z.object({ finding: z.string(), colour: z.string(), odour: z.number().optional() })
const Questionnaire = z.object({ valid: z.number(), black: z.number(), adultsLivingThere: z.number().optional() })

/**
 * A record in lines; `undefined` where it has a shape that this release does not know.
 *
 * @example inputLines('questionnaires', { valid: 40, black: 31 }, [])?.[2]?.value.zh // '77.5 %'
 */
export function inputLines(
  kind: InputKind,
  value: unknown,
  findings: readonly ShownFinding[],
): readonly InputLine[] | undefined {
  if (kind === 'samples') return sampleLines(value, findings)
  return kind === 'senses' ? sensesLines(value) : questionnaireLines(value)
}

function sampleLines(value: unknown, findings: readonly ShownFinding[]): readonly InputLine[] | undefined {
  const read = SampleShape.safeParse(value)
  if (!read.success) return undefined
  return parameterIds.flatMap(parameter => {
    const measurement = read.data[parameter]
    if (measurement === undefined) return []
    const finding = findings.find(
      one =>
        one.parameter === parameter &&
        one.measurement?.value === measurement.value &&
        one.measurement.qualifier === measurement.qualifier,
    )
    return [
      {
        key: parameter,
        name: parameters[parameter].name,
        value: measurementWords(parameter, measurement),
        ...limitOf(parameter, finding),
      },
    ]
  })
}

const signs: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' }

function limitOf(parameter: Parameter, finding: ShownFinding | undefined) {
  if (finding === undefined) return {}
  const { title, clause, confidence } = finding.citation
  const source = { zh: `${title} ${clause}`, en: `${title} ${clause}` }
  return { limit: limitWords(parameter, finding), source, toBeConfirmed: confidence === 'to-be-confirmed' }
}

function limitWords(parameter: Parameter, { limit, comparison }: ShownFinding): Bilingual {
  if (limit === null) return words.limitByDepth
  const unit = unitText(parameters[parameter].unit)
  if (typeof limit !== 'number')
    return { zh: `${limit[0]} 至 ${limit[1]}${unit}`, en: `${limit[0]} to ${limit[1]}${unit}` }
  const said = `${signs[comparison] ?? ''} ${limit}${unit}`.trim()
  return { zh: said, en: said }
}

function sensesLines(value: unknown): readonly InputLine[] | undefined {
  const read = Senses.safeParse(value)
  if (!read.success) return undefined
  const { finding, colour, odour } = read.data
  const said = (table: Readonly<Record<string, Bilingual>>, id: string) => table[id] ?? { zh: id, en: id }
  const grade = odour === undefined ? undefined : odourGrades[odour]
  return [
    { key: 'finding', name: words.sensesFinding, value: said(sensesFindings, finding) },
    { key: 'colour', name: words.waterColour, value: said(waterColours, colour) },
    { key: 'odour', name: words.odour, value: grade ?? words.notGraded },
  ]
}

function questionnaireLines(value: unknown): readonly InputLine[] | undefined {
  const read = Questionnaire.safeParse(value)
  if (!read.success) return undefined
  const { valid, black, adultsLivingThere } = read.data
  const same = (text: string) => ({ zh: text, en: text })
  const share = valid === 0 ? words.notGraded : same(`${Number(((100 * black) / valid).toFixed(1))} %`)
  const adults = adultsLivingThere === undefined ? [] : [same(String(adultsLivingThere))]
  return [
    { key: 'valid', name: words.validForms, value: same(String(valid)) },
    { key: 'black', name: words.blackForms, value: same(String(black)) },
    { key: 'share', name: words.blackShare, value: share },
    ...adults.map(text => ({ key: 'adults', name: words.adults, value: text })),
  ]
}
