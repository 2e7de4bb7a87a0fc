import { nameParts } from '../../places/written-names.ts'
import { fitOf } from '../../places/correspondences.ts'
import { placeName, placeNames, type PlaceDirectory } from '../../places/store.ts'
import { plain, tidy } from '../../platform/files/workbook/parsed.ts'
import { refusal, type Remark } from '../../platform/files/workbook/row-problems.ts'
import type { NamedWater } from '../../waters/naming-store.ts'
import type { ReadingField } from '../workbook/columns.ts'
import type { ReadingRow } from '../workbook/read-readings.ts'

export type FoundWater = { readonly water: NamedWater } | { readonly field: ReadingField; readonly remark: Remark }

/** The waters that rows may mean. */
export type KnownWaters = { readonly waters: readonly NamedWater[]; readonly directory: PlaceDirectory }

/** How a name or code may stand in the register: as typed, and in half width. */
export function writtenForms(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [...new Set([tidy(text), plain(text), plain(text).replaceAll(' ', '')])]
}

/**
 * The one water that a row means: by its code or an authority's number, else by name, told apart by the place that the row states.
 * Two candidates are a refusal that names both; nothing is guessed.
 */
export function findRowWater({ written }: ReadingRow, known: KnownWaters): FoundWater {
  const { code, name } = written
  if (code === undefined && name === undefined) return { field: 'name', remark: nothingNamed() }
  const named = name === undefined ? [] : known.waters.filter(water => writtenForms(name).includes(water.name))
  if (code === undefined) return onlyOne(name ?? '', placed(named, written, known.directory), { named, known })
  const coded = known.waters.filter(water => hasCode(water, code))
  const agreed = name === undefined ? coded : coded.filter(water => named.includes(water))
  const [first] = coded
  if (first === undefined) return { field: 'code', remark: codeUnknown(code) }
  if (agreed.length === 0) return { field: 'name', remark: namesDiffer(code, first.name, name ?? '') }
  return onlyOne(code, agreed, { named: agreed, known })
}

function hasCode({ code, numbers }: NamedWater, written: string): boolean {
  const forms = writtenForms(written)
  return forms.includes(code) || numbers.some(number => forms.includes(number))
}

/** Those that lie where the row says. */
function placed(
  named: readonly NamedWater[],
  written: ReadingRow['written'],
  directory: PlaceDirectory,
): readonly NamedWater[] {
  const levels = (['county', 'town', 'village'] as const).filter(level => written[level] !== undefined)
  return named.filter(({ regionCode }) => {
    const names = placeNames(directory, regionCode)
    return levels.every(level => {
      const official = names[level]
      // A water that is recorded for its town alone does not contradict a village.
      if (official === undefined) return true
      return fitOf(nameParts(written[level] ?? '', level), nameParts(official, level), level) !== undefined
    })
  })
}

type Candidates = { readonly named: readonly NamedWater[]; readonly known: KnownWaters }

function onlyOne(text: string, found: readonly NamedWater[], { named, known }: Candidates): FoundWater {
  const [water, ...others] = found
  const field = 'name'
  if (water === undefined && named.length > 0) return { field, remark: elsewhere(text, described(named, known)) }
  if (water === undefined) return { field, remark: nameUnknown(text) }
  if (others.length > 0) return { field, remark: ambiguous(text, described(found, known)) }
  if (water.stage === 'merged' || water.stage === 'split') return { field, remark: ended(water) }
  return { water }
}

const shownCandidates = 4

function described(waters: readonly NamedWater[], { directory }: KnownWaters): string {
  const shown = waters
    .slice(0, shownCandidates)
    .map(({ code, name, regionCode }) => `${code} ${name}（${placeName(directory, regionCode)}）`)
  return `${shown.join('、')}${waters.length > shownCandidates ? ' …' : ''}`
}

function nothingNamed(): Remark {
  return refusal('water.missing', {
    zh: '没有写明是哪个水体。请填写水体编号，或水体名称和所在的村。',
    en: 'The row names no water. Write its code, or its name and village.',
  })
}

function codeUnknown(code: string): Remark {
  return refusal('water.code-unknown', {
    zh: `您的辖区内没有编号为“${code}”的水体。请在水体台账中核对编号，或改填水体名称和所在的村。`,
    en: `Your jurisdiction has no water with the code “${code}”. Look it up in the list of waters, or write name and village instead.`,
  })
}

function nameUnknown(name: string): Remark {
  return refusal('water.name-unknown', {
    zh: `您的辖区内没有名为“${name}”的水体。名称须与台账一致；请核对，或填写水体编号。`,
    en: `Your jurisdiction has no water of the name “${name}”. It must be written as in the list of waters; check it, or write the code.`,
  })
}

function namesDiffer(code: string, registered: string, written: string): Remark {
  return refusal('water.code-and-name-differ', {
    zh: `编号“${code}”的水体名为“${registered}”，表中写的是“${written}”。请改正编号或名称。`,
    en: `The water with the code “${code}” is called “${registered}”, the table says “${written}”. Correct one of them.`,
  })
}

function elsewhere(name: string, candidates: string): Remark {
  return refusal('water.elsewhere', {
    zh: `表中写的地方没有名为“${name}”的水体，同名的有：${candidates}。请改正区县、乡镇或村，或填写水体编号。`,
    en: `There is no water “${name}” where the table says; of this name are: ${candidates}. Correct county, town or village, or write the code.`,
  })
}

function ambiguous(name: string, candidates: string): Remark {
  return refusal('water.ambiguous', {
    zh: `“${name}”可能是几个水体：${candidates}。请填写水体编号，或写明乡镇和村。`,
    en: `“${name}” may be one of several waters: ${candidates}. Write the code, or town and village.`,
  })
}

function ended({ code }: NamedWater): Remark {
  return refusal('water.ended', {
    zh: `水体 ${code} 已并入其他水体或已拆分，不再登记监测数据。请改填现在的水体。`,
    en: `The water ${code} was merged or split and takes no more readings. Name the water that it is now.`,
  })
}
