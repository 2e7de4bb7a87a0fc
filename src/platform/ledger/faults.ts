import type { Bilingual } from '../../domain/words.ts'

type Place = { readonly chain: string; readonly sequence: number }

/** What can be wrong with an exported ledger. Ids are persisted: scripts read them. */
export type LedgerFault =
  | ({ readonly fault: 'changed' | 'unlinked' | 'reordered' | 'repeated' | 'foreign' } & Place)
  /** From `sequence` to `last`. */
  | ({ readonly fault: 'missing' | 'truncated' | 'surplus'; readonly last: number } & Place)
  | ({ readonly fault: 'head-differs' } & Place)
  | ({ readonly fault: 'personal-changed'; readonly field: string } & Place)
  | ({ readonly fault: 'photo-missing' | 'photo-changed'; readonly sha256: string } & Place)
  /** A root published for `date` is not the hash of this fact; `root-beyond`: the chain has become shorter than it was then. */
  | ({ readonly fault: 'root-differs' | 'root-beyond'; readonly date: string } & Place)
  | { readonly fault: 'unreadable'; readonly chain: string; readonly part: string }
  | { readonly fault: 'file-cut'; readonly chain: '' }

export type LedgerFaultId = LedgerFault['fault']
export type WordedFault = LedgerFault & { readonly words: Bilingual }

type Of<Id extends LedgerFaultId> = Extract<LedgerFault, { fault: Id }>
type Sentences = { readonly [Id in LedgerFaultId]: (fault: Of<Id>) => Bilingual }

const sentences: Sentences = {
  changed: ({ sequence: n }) => ({
    zh: `第 ${n} 条的内容被改动过：与其哈希不符。`,
    en: `fact ${n} was changed: its contents do not fit its hash.`,
  }),
  unlinked: ({ sequence: n }) => ({
    zh: `第 ${n} 条与第 ${n - 1} 条衔接不上：第 ${n - 1} 条，或自第 ${n} 条起的全部内容被改写过。`,
    en: `fact ${n} does not follow from fact ${n - 1}: that one was rewritten, or everything from ${n} on.`,
  }),
  reordered: ({ sequence: n }) => ({
    zh: `第 ${n} 条的位置被调换过。`,
    en: `fact ${n} was moved to another place.`,
  }),
  repeated: ({ sequence: n }) => ({ zh: `第 ${n} 条出现了不止一次。`, en: `fact ${n} stands there more than once.` }),
  foreign: ({ sequence: n }) => ({
    zh: `第 ${n} 条属于另一条链，是插入的。`,
    en: `fact ${n} belongs to another chain and was put in.`,
  }),
  missing: range => ({
    zh: `${spanZh(range)}缺失：被删除了。`,
    en: `${spanEn(range)} missing: removed.`,
  }),
  truncated: range => ({
    zh: `链的末尾被截断：${spanZh(range)}缺失。`,
    en: `the end of the chain was cut off: ${spanEn(range)} missing.`,
  }),
  surplus: range => ({
    zh: `${spanZh(range)}超出链尾，导出时并不存在。`,
    en: `${spanEn(range)} beyond the head that the chain had when exported.`,
  }),
  'head-differs': ({ sequence: n }) => ({
    zh: `链尾第 ${n} 条的哈希与导出时记下的不同。`,
    en: `the last fact, ${n}, has another hash than the head noted at the export.`,
  }),
  'personal-changed': ({ sequence: n, field }) => ({
    zh: `第 ${n} 条的个人信息“${field}”被改动过：与链上的加盐哈希不符。`,
    en: `the personal value “${field}” of fact ${n} was changed: it does not fit its salted hash.`,
  }),
  'photo-missing': ({ sequence: n, sha256 }) => ({
    zh: `第 ${n} 条所附的文件 ${brief(sha256)} 缺失。`,
    en: `the file ${brief(sha256)} attached by fact ${n} is missing.`,
  }),
  'photo-changed': ({ sequence: n, sha256 }) => ({
    zh: `第 ${n} 条所附的文件 ${brief(sha256)} 被改动过。`,
    en: `the file ${brief(sha256)} attached by fact ${n} was changed.`,
  }),
  'root-differs': ({ sequence: n, date }) => ({
    zh: `第 ${n} 条与 ${date} 公布的日根不符：此前的历史被改写过。`,
    en: `fact ${n} is not the one whose root was published for ${date}: the history before was rewritten.`,
  }),
  'root-beyond': ({ sequence: n, date }) => ({
    zh: `${date} 公布的日根有 ${n} 条，现在没有那么多：链被截断过。`,
    en: `the root published for ${date} counts ${n} facts, and there are fewer now: the chain was cut off.`,
  }),
  unreadable: ({ part }) => ({
    zh: `${part} 无法读取：文件已损坏，或不是本产品写出的。`,
    en: `${part} cannot be read: it is damaged or was not written by this product.`,
  }),
  'file-cut': () => ({ zh: '文件不完整：末尾缺失。', en: 'the file is incomplete: its end is missing.' }),
}

/** The fault as a sentence in both languages; the chain is named beside it. */
export function wordFault(fault: LedgerFault): WordedFault {
  const say = sentences[fault.fault] as (fault: LedgerFault) => Bilingual // the table pairs each id with its own shape
  return { ...fault, words: say(fault) }
}

function spanZh({ sequence, last }: { readonly sequence: number; readonly last: number }): string {
  return sequence === last ? `第 ${sequence} 条` : `第 ${sequence} 至 ${last} 条`
}

function spanEn({ sequence, last }: { readonly sequence: number; readonly last: number }): string {
  return sequence === last ? `fact ${sequence} is` : `facts ${sequence} to ${last} are`
}

function brief(sha256: string): string {
  return `${sha256.slice(0, 12)}…`
}
