import { levelOf } from '../domain/regions.ts'
import type { RegionCode } from '../domain/regions.ts'
import { problemKind, Problem } from '../domain/problems.ts'
import type { DivisionTable } from './divisions.ts'
import { childrenOf, fullName } from './divisions.ts'
import { fitOf } from './correspondences.ts'
import { nameParts, plainText } from './written-names.ts'

/**
 * A village or community that a source names but the edition does not have, as 建安社区 in 沙坪镇, 垫江县. It carries no code
 * of its own and never a neighbour's: what stands there is filed under its town. Persisted.
 */
export type PlaceAlias = {
  readonly name: string
  /** The town it lies in, twelve digits. */
  readonly within: RegionCode
  /** Where the name stands: a notice, a list, a letter, with its date. */
  readonly source: string
  /** The edition that lacks it. */
  readonly edition: string
}

export const aliasNeedsTown = problemKind<{ within: string }>({
  code: 'place.alias-needs-town',
  status: 422,
  title: { zh: '别名须挂在乡镇下', en: 'An alias belongs under a town' },
  say: ({ within }) => ({
    zh: `${within} 不是区划表中的乡镇或街道。请先选定该地名所在的乡镇（街道）。`,
    en: `${within} is not a town of the edition. Choose the town that the place lies in.`,
  }),
})

export const aliasNeedsSource = problemKind<{ name: string }>({
  code: 'place.alias-needs-source',
  status: 422,
  title: { zh: '别名须注明来源', en: 'An alias needs its source' },
  say: ({ name }) => ({
    zh: `登记地名“${name}”须写明名称和来源（文件、名册或通报及其日期）。`,
    en: `To register “${name}”, state the name and where it stands (notice, list or letter, with its date).`,
  }),
})

export const aliasNotNeeded = problemKind<{ name: string; official: string }>({
  code: 'place.alias-not-needed',
  status: 409,
  title: { zh: '区划中已有此地', en: 'The edition has this place' },
  say: ({ name, official }) => ({
    zh: `“${name}”就是区划中的“${official}”，不必登记别名，请直接使用。`,
    en: `“${name}” is “${official}” of the edition; no alias is needed, use that.`,
  }),
})

/**
 * Checks a new alias against the edition.
 *
 * @throws Problem `place.alias-needs-town`, `place.alias-needs-source`, or `place.alias-not-needed` where the edition does have
 *   the place under another way of writing
 */
export function newAlias(table: DivisionTable, wanted: Omit<PlaceAlias, 'edition'>): PlaceAlias {
  const name = plainText(wanted.name)
  if (!table.byCode.has(wanted.within) || levelOf(wanted.within) !== 'town') {
    throw new Problem(aliasNeedsTown, { within: wanted.within })
  }
  if (name === '' || wanted.source.trim() === '') throw new Problem(aliasNeedsSource, { name: wanted.name })
  const parts = nameParts(name, 'village')
  const known = childrenOf(table, wanted.within).find(one => fitOf(parts, nameParts(one.name, 'village'), 'village'))
  if (known) throw new Problem(aliasNotNeeded, { name, official: fullName(table, known.code) })
  return { name, within: wanted.within, source: wanted.source.trim(), edition: table.edition }
}

/** The alias registered in a town for a written name, under any named correspondence of that name. */
export function aliasUnder(aliases: readonly PlaceAlias[], town: RegionCode, written: string): PlaceAlias | undefined {
  const parts = nameParts(written, 'village')
  return aliases.find(
    alias => alias.within === town && fitOf(parts, nameParts(alias.name, 'village'), 'village') !== undefined,
  )
}
