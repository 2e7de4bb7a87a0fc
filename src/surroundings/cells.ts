import type { Bilingual } from '../domain/words.ts'
import { readCoordinateSystem } from '../places/coordinates.ts'
import { coordinateSourceIds, coordinateSources, type CoordinateSource } from '../waters/words.ts'
import {
  facilityKindIds,
  facilityKinds,
  facilityStateIds,
  facilityStates,
  sewageHandlingIds,
  sewageHandlings,
  surroundingSortIds,
  surroundingSorts,
  type FacilityKind,
  type FacilityState,
  type SewageHandling,
  type SurroundingSort,
} from './words.ts'

/** What a cell says, or why it cannot be read. */
export type ReadCell<Value> = { readonly value: Value } | { readonly code: string; readonly words: Bilingual }

const sortSynonyms = {
  facility: ['设施', '处理设施', '污水设施', '农村生活污水处理设施', '污水处理站', 'works', 'facility'],
  settlement: ['聚居点', '居民点', '集中居民点', '院落', '社'],
} as const satisfies Record<SurroundingSort, readonly string[]>

const kindSynonyms = {
  central: ['集中', '集中式', '集中处理', '集中式处理', '集中处理设施', '集中式处理站', '污水处理站'],
  decentralised: ['分散', '分散式', '分散处理', '分散式处理', '分散式处理设施'],
  'pipe-to-town': ['纳管', '纳入城镇管网', '纳入城镇污水处理厂', '纳厂', '城镇管网'],
  'resource-use': ['资源化', '资源化利用设施', '还田', '就近就地资源化'],
} as const satisfies Record<FacilityKind, readonly string[]>

const stateSynonyms = {
  running: ['正常', '运行', '在运', '运行中', '正常运行中'],
  idle: ['闲置', '停运', '停用', '未运行'],
  broken: ['损坏', '破损', '故障', '待修', '瘫痪'],
  building: ['建设中', '在建中', '未完工'],
} as const satisfies Record<FacilityState, readonly string[]>

const handlingSynonyms = {
  connected: ['接入', '纳管', '接管', '已接入', '集中处理', '接入管网', '接入设施'],
  'own-tank': ['化粪池', '三格化粪池', '自建三格化粪池', '户用处理', '自建'],
  none: ['直排', '未处理', '无', '散排', '未经处理'],
} as const satisfies Record<SewageHandling, readonly string[]>

export const readSort = (text: string) =>
  readName(text, { ids: surroundingSortIds, names: surroundingSorts, synonyms: sortSynonyms })
export const readKind = (text: string) =>
  readName(text, { ids: facilityKindIds, names: facilityKinds, synonyms: kindSynonyms })
export const readState = (text: string) =>
  readName(text, { ids: facilityStateIds, names: facilityStates, synonyms: stateSynonyms })
export const readHandling = (text: string) =>
  readName(text, { ids: sewageHandlingIds, names: sewageHandlings, synonyms: handlingSynonyms })

type Vocabulary<Id extends string> = {
  readonly ids: readonly Id[]
  readonly names: Readonly<Record<Id, Bilingual>>
  readonly synonyms: Readonly<Record<Id, readonly string[]>>
}

function readName<Id extends string>(text: string, { ids, names, synonyms }: Vocabulary<Id>): ReadCell<Id> {
  const plain = plainOf(text)
  const found = ids.find(id => [id, names[id].zh, names[id].en, ...synonyms[id]].some(name => plainOf(name) === plain))
  if (found !== undefined) return { value: found }
  const listed = (language: keyof Bilingual, between: string) => ids.map(id => names[id][language]).join(between)
  return {
    code: 'cell.unknown-word',
    words: {
      zh: `“${text}”不在可填的内容之中，请填写：${listed('zh', '、')}。`,
      en: `“${text}” is none of the words that can stand here; write one of: ${listed('en', ', ')}.`,
    },
  }
}

function plainOf(text: string): string {
  return text.replaceAll(/[\s()（）/、-]/g, '').toLowerCase()
}

/** A number, perhaps with its unit behind it. @example readFlow('50吨/天') // { value: 50 } */
export function readFlow(text: string): ReadCell<number> {
  return readNumber(text.replace(/(?:m3|m³|立方米?|方|吨|t)(?:\/|每)?(?:d|day|天|日)$/i, ''), text)
}

/** A whole number, perhaps with its unit behind it. @example readCount('1,200人') // { value: 1200 } */
export function readCount(text: string): ReadCell<number> {
  const read = readNumber(text.replace(/[户人口]+$/, ''), text)
  if (!('value' in read) || Number.isInteger(read.value)) return read
  return {
    code: 'cell.whole-number',
    words: { zh: `“${text}”不是整数，请填整数。`, en: `“${text}” is no whole number; write one.` },
  }
}

/** Degrees. */
export function readDegrees(text: string): ReadCell<number> {
  return readNumber(text.replace(/°$/, ''), text)
}

function readNumber(bare: string, text: string): ReadCell<number> {
  const plain = bare.replaceAll(/[,，\s]/g, '')
  if (/^\d+(?:\.\d+)?$/.test(plain)) return { value: Number(plain) }
  return {
    code: 'cell.number',
    words: {
      zh: `“${text}”不是数字。请只填一个数，不知道就留空，不要填 0 或“约”。`,
      en: `“${text}” is no number. Write one number; leave the cell blank where it is not known, neither 0 nor “about”.`,
    },
  }
}

export function readSource(text: string): ReadCell<CoordinateSource> {
  const named = coordinateSourceIds.find(id => {
    const { zh, en }: Bilingual = coordinateSources[id]
    return text === id || text === zh || text === en
  })
  if (named !== undefined) return { value: named }
  const read = readCoordinateSystem(text)
  return read.outcome === 'known' ? { value: read.system } : { code: 'cell.coordinates', words: read.words }
}
