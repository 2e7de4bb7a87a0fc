import { dimensionOf, surveyFieldIds, surveyFields } from './fields.ts'
import type { Dimension, SurveyField } from './fields.ts'
import { plainUnit, unitFactor } from './units.ts'

export type HeaderName = {
  readonly field: SurveyField
  /** `official`: the header of the annex; `synonym`: another name for it, to be shown. */
  readonly match: 'official' | 'synonym'
  /** As written, where one stands in the header: 亩, km2. */
  readonly unit?: string
  /** The header names a unit that does not fit the column: 溶解氧(%). */
  readonly unfitUnit?: string
}

const byName = new Map<string, SurveyField>(
  surveyFieldIds.flatMap(field =>
    [
      surveyFields[field].name.zh,
      surveyFields[field].name.zh.replace(/\(.*\)/, ''),
      ...surveyFields[field].headers,
    ].map((name): [string, SurveyField] => [plainHeader(name), field]),
  ),
)

/** Half width, lower case, without spaces, line breaks, stars of obligatory columns, slashes and joining words. */
export function plainHeader(header: string): string {
  return withPlainBrackets(header).replaceAll(/[/、,;:：*★()]/g, '')
}

function withPlainBrackets(header: string): string {
  return header
    .normalize('NFKC')
    .replaceAll(/[【〔[﹝{]/g, '(')
    .replaceAll(/[】〕\]﹞}]/g, ')')
    .replaceAll(/[\s\u200b\ufeff]/g, '')
    .toLowerCase()
}

/**
 * The field a header means; `undefined` where it is not understood. Never by likeness: the name must be in the table, apart
 * from spaces, width, brackets, units and a number in front.
 *
 * @example recogniseHeader('水域面积（亩）') // { field: 'areaM2', match: 'synonym', unit: '亩' }
 */
export function recogniseHeader(header: string): HeaderName | undefined {
  const text = withPlainBrackets(header).replace(/^(?:\d{1,2}[.、)]|[一二三四五六七八九十]+、)/, '')
  const inBrackets = [...text.matchAll(/\(([^()]*)\)/g)].map(found => found[1] ?? '')
  const bare = text.replaceAll(/\([^()]*\)/g, '')
  const field = byName.get(plainHeader(text)) ?? byName.get(plainHeader(bare)) ?? byName.get(beforeUnit(bare))
  if (field === undefined) return undefined
  const match = plainHeader(text) === plainHeader(surveyFields[field].name.zh) ? 'official' : 'synonym'
  const dimension = dimensionOf(field)
  return { field, match, ...(dimension === undefined ? {} : unitOf({ bare, inBrackets, dimension })) }
}

/** 面积/亩, 面积,m2 */
function beforeUnit(bare: string): string {
  return plainHeader(bare.replace(/[/,:][^/,:]*$/, ''))
}

type HeaderParts = { readonly bare: string; readonly inBrackets: readonly string[]; readonly dimension: Dimension }

function unitOf({ bare, inBrackets, dimension }: HeaderParts): Pick<HeaderName, 'unit' | 'unfitUnit'> {
  const behindSlash = /[/,:]([^/,:]+)$/.exec(bare)?.[1]
  const stated = [...inBrackets, ...(behindSlash === undefined ? [] : [behindSlash])].map(part =>
    part.replace(/^单位:?/, ''),
  )
  const unit = stated.find(part => unitFactor(dimension, part) !== undefined)
  if (unit !== undefined) return { unit }
  const unfit = stated.find(part => looksLikeUnit(part))
  return unfit === undefined ? {} : { unfitUnit: unfit }
}

/** Units of other quantities, and short Latin text: anything that could change what the numbers mean. */
function looksLikeUnit(text: string): boolean {
  return (
    /^[a-zμ%‰°][a-z0-9μ%/^-]{0,7}$/.test(plainUnit(text)) ||
    /^(?:万|千|百)?(?:升|立方米|吨|克|度|尺|寸|丈|分)$/.test(text)
  )
}
