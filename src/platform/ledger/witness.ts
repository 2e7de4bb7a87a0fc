import type { Bilingual } from '../../domain/words.ts'
import type { Tx } from '../db/database.ts'

/** A row that does not say what its facts say. */
export type RowFault = {
  readonly fault: 'row-differs' | 'row-gone' | 'row-unvouched' | 'import-differs'
  readonly table: string
  /** The id of the row. */
  readonly row: string
  readonly chain: string
  /** The fact it is compared with; `null` where there is none. */
  readonly sequence: number | null
  readonly words: Bilingual
}

export type NoteFault = (fault: RowFault) => void

/**
 * What a slice knows of its own tables: it replays the facts and compares. Reads everything, in batches, on the one snapshot of `tx`.
 *
 * @returns rows that were compared
 */
export type Witness = {
  readonly tables: readonly string[]
  readonly check: (tx: Tx, note: NoteFault) => Promise<number>
}

type At = { readonly table: string; readonly row: string; readonly chain: string; readonly sequence: number | null }

/** The row says something else than its facts. `fields` in words, `name` what people call the row. */
export function rowDiffers(at: At, name: Bilingual, fields: readonly Bilingual[]): RowFault {
  const [zh, en] = [fields.map(field => field.zh).join('、'), fields.map(field => field.en).join(', ')]
  const by = {
    zh: at.sequence === null ? '' : `（第 ${at.sequence} 条）`,
    en: at.sequence === null ? '' : ` (${at.sequence})`,
  }
  return {
    fault: 'row-differs',
    ...at,
    words: {
      zh: `${name.zh}与操作记录${by.zh}不符：${zh} 在数据库中被直接改动过。`,
      en: `${name.en} does not say what the ledger says${by.en}: ${en} was changed in the database itself.`,
    },
  }
}

export function rowGone(at: At, name: Bilingual): RowFault {
  const where =
    at.sequence === null
      ? { zh: '操作记录', en: 'the ledger' }
      : { zh: `操作记录第 ${at.sequence} 条`, en: `fact ${at.sequence} of the ledger` }
  return {
    fault: 'row-gone',
    ...at,
    words: {
      zh: `${name.zh}在${where.zh}中登记过，数据库中已不存在：被直接删除。`,
      en: `${name.en} stands in ${where.en} and is gone from the database: deleted there.`,
    },
  }
}

export function rowUnvouched(at: At, name: Bilingual): RowFault {
  return {
    fault: 'row-unvouched',
    ...at,
    words: {
      zh: `${name.zh}没有任何操作记录：是直接写入数据库的。`,
      en: `no fact tells of ${name.en}: it was written into the database itself.`,
    },
  }
}

export function importDiffers(at: At, name: Bilingual): RowFault {
  return {
    fault: 'import-differs',
    ...at,
    words: {
      zh: `${name.zh}：导入时的内容或认定依据与第 ${at.sequence} 条记录所证明的不符，在数据库中被直接改动过。`,
      en: `${name.en}: what was imported, or a basis that came with it, is not what fact ${at.sequence} vouches for; it was changed in the database itself.`,
    },
  }
}
