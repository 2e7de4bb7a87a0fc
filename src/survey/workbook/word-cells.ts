import type { SupervisionList, WaterType } from '../../domain/waters.ts'
import type { Bilingual } from '../../domain/words.ts'
import { absent, plain, refused, saysNothing, understood } from '../../platform/files/workbook/parsed.ts'
import type { Parsed } from '../../platform/files/workbook/parsed.ts'
import { note, refusal } from '../../platform/files/workbook/row-problems.ts'

export type Basis = 'senses' | 'questionnaire' | 'monitoring'

type Word<T extends string> = {
  readonly official: Readonly<Record<T, string>>
  readonly others: Readonly<Record<T, readonly string[]>>
}

export const waterTypeWords = {
  official: { river: '河流', pond: '坑塘', ditch: '沟渠', reservoir: '水库', lake: '湖泊' },
  others: {
    river: ['河', '河道', '河段', '溪', '小溪', '溪流', '溪沟', '溪河', '小河', '河沟', '支流'],
    pond: [
      '塘',
      '水塘',
      '池塘',
      '堰塘',
      '山塘',
      '山坪塘',
      '鱼塘',
      '塘坝',
      '堰',
      '塘堰',
      '大塘',
      '藕塘',
      '水坑',
      '坑',
      '涝池',
    ],
    ditch: [
      '沟',
      '渠',
      '水沟',
      '水渠',
      '沟道',
      '排水沟',
      '排水渠',
      '渠道',
      '干渠',
      '支渠',
      '灌渠',
      '河渠',
      '沟渠型',
      '防洪渠',
      '排洪沟',
    ],
    reservoir: ['小型水库', '小水库', '库塘'],
    lake: ['湖', '湖泊湖汊', '湖汊'],
  },
} as const satisfies Word<WaterType>

/** In a municipality such as Chongqing 市级 is the level below the state; elsewhere lists say 省级. Both are the product's `municipal`. */
export const listLevelWords = {
  official: { national: '国家监管', municipal: '市级监管', county: '区县级监管' },
  others: {
    national: [
      '国家',
      '国家级',
      '国控',
      '国家清单',
      '国家级监管',
      '国家监管清单',
      '国家级清单',
      '部级',
      '国级',
      '国家监控',
    ],
    municipal: [
      '省级监管',
      '省级',
      '省',
      '省控',
      '省级清单',
      '省监管',
      '省级监管清单',
      '市级',
      '市级清单',
      '市控',
      '重庆市级',
      '重庆市级监管',
      '市监管',
      '直辖市级',
      '省市级',
      '省(市)级',
    ],
    county: [
      '县级监管',
      '县级',
      '区县级',
      '区级',
      '县',
      '区县',
      '区县级监管',
      '县控',
      '县级清单',
      '区县级清单',
      '县(区)级',
      '区(县)级',
      '区县监管',
    ],
  },
} as const satisfies Word<SupervisionList>

const basisWords = {
  official: { senses: '感官', questionnaire: '问卷', monitoring: '监测' },
  others: {
    senses: ['感官判断', '感官识别', '感官评价', '现场感官', '感官判别', '感官法'],
    questionnaire: ['问卷调查', '公众评议', '公众问卷', '公众评价', '群众评议', '村民评议', '公众调查', '问卷评议'],
    monitoring: ['水质监测', '监测数据', '水质', '采样监测', '水质检测', '检测', '监测指标'],
  },
} as const satisfies Word<Basis>

/** Exact in the words known for it; `undefined` where the word is not known. */
function lookUp<T extends string>(words: Word<T>, text: string): T | undefined {
  const wanted = text.toLowerCase()
  const keys = Object.keys(words.official) as T[] // keys of a Record<T, ...> are exactly T
  return keys.find(key => words.official[key].toLowerCase() === wanted || words.others[key].includes(wanted))
}

function choices<T extends string>(words: Word<T>): string {
  return Object.values<string>(words.official).join('、')
}

export function parseWaterType(text: string): Parsed<WaterType> {
  const written = plain(text).replaceAll(' ', '')
  if (saysNothing(written)) return absent()
  const type = lookUp(waterTypeWords, written)
  if (type === undefined)
    return refused(
      unknownWord('type.unknown', written, { zh: '水体类型', en: 'type of water', of: choices(waterTypeWords) }),
    )
  const official = waterTypeWords.official[type]
  return written === official ? understood(type) : understood(type, readAs('type.synonym', written, official))
}

export function parseListLevel(text: string): Parsed<SupervisionList> {
  const written = plain(text).replaceAll(' ', '')
  if (saysNothing(written)) return absent()
  const level = lookUp(listLevelWords, written)
  if (level === undefined) {
    return refused(
      unknownWord('list.unknown', written, { zh: '监管清单级别', en: 'list', of: choices(listLevelWords) }),
    )
  }
  const official = listLevelWords.official[level]
  return written === official ? understood(level) : understood(level, readAs('list.synonym', written, official))
}

/** One or several, joined by 、，; or a slash. */
export function parseBasis(text: string): Parsed<readonly Basis[]> {
  const written = plain(text).replaceAll(' ', '')
  if (saysNothing(written)) return absent()
  const found = written
    .split(/[、,;/+和及与]/)
    .filter(Boolean)
    .map(word => ({ word, basis: lookUp(basisWords, word) }))
  const unknown = found.find(({ basis }) => basis === undefined)
  if (unknown !== undefined) {
    return refused(unknownWord('basis.unknown', unknown.word, { zh: '认定依据', en: 'basis', of: choices(basisWords) }))
  }
  return understood([...new Set(found.map(({ basis }) => basis).filter(basis => basis !== undefined))])
}

const yesWords = ['是', '有', '常年有水', '常年', '对', '√', '✓', '✔', 'y', 'yes', 'true', '1', '常年有', '全年有水']
const noWords = [
  '否',
  '无',
  '没有',
  '不',
  '不常年',
  '不常年有水',
  '非常年有水',
  '非常年',
  '季节性有水',
  '季节性',
  '间歇性',
  '间歇性有水',
  '×',
  '✗',
  '✘',
  'x',
  'n',
  'no',
  'false',
  '0',
  '常年无水',
  '不是',
]

/** Whether there is water all year round. 无 means no here, not "nothing stated". */
export function parsePerennial(text: string): Parsed<boolean> {
  const written = plain(text).replaceAll(' ', '').toLowerCase()
  if (noWords.includes(written)) return understood(false)
  if (yesWords.includes(written)) return understood(true)
  if (saysNothing(written)) return absent()
  return refused(
    unknownWord('perennial.unknown', written, { zh: '是否常年有水', en: 'water all year round', of: '是、否' }),
  )
}

function unknownWord(
  code: string,
  written: string,
  about: Bilingual & { readonly of: string },
): ReturnType<typeof refusal> {
  return refusal(code, {
    zh: `“${written}”不是已知的${about.zh}。请改为：${about.of}。`,
    en: `“${written}” is not a known ${about.en}. Use one of: ${about.of}.`,
  })
}

function readAs(code: string, written: string, official: string): ReturnType<typeof note> {
  return note(code, { zh: `“${written}”按“${official}”读取。`, en: `“${written}” is read as “${official}”.` })
}
