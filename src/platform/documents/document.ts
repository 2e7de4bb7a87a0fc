import type { Language } from '../../domain/words.ts'

/**
 * One official document as a tree that knows nothing of files: `writeWord` and `writePdf` write the same tree.
 *
 * @example
 * const notice: OfficialDocument = {
 *   language: 'zh', title: '关于垫江县农村黑臭水体治理情况的通报', about: { author: '久清', madeAt: new Date() },
 *   blocks: [{ kind: 'heading', level: 1, text: '总体情况' }, { kind: 'paragraph', text: '全县共排查农村黑臭水体 12 处。' }],
 *   footer: { lines: ['来源：久清平台'] } }
 */
export type OfficialDocument = {
  /** Of headings' numbers, of the words the writers add, and of line breaking. */
  readonly language: Language
  /** The red letter head (版头) of a paper that is sent out. */
  readonly redHead?: RedHead
  /** A line feed begins a new line: a long title is cut where its sense allows. */
  readonly title: string
  readonly subtitle?: string
  /** A framed warning above everything else, as for example data. */
  readonly warning?: string
  readonly blocks: readonly Block[]
  readonly signature?: Signature
  /** Stands small at the foot of every page. */
  readonly footer: Footer
  readonly about: { readonly author: string; readonly subject?: string; readonly madeAt: Date }
}

export type RedHead = {
  /** The issuing organ as it stands on top, as in `垫江县生态环境局文件`. */
  readonly issuer: string
  /** As in `垫环发〔2026〕12号`. */
  readonly number?: string
}

export type Signature = {
  readonly organisation: string
  /** As written: `2026年12月1日`. */
  readonly date: string
}

export type Footer = {
  /** Source, date of printing and the like, each a line. */
  readonly lines: readonly string[]
  /** What the content can be checked against, as the head of a chain of facts. */
  readonly fingerprint?: string
}

export type HeadingLevel = 1 | 2 | 3 | 4
export type Alignment = 'left' | 'center' | 'right'

/** A stretch of text in one weight. */
export type Run = { readonly text: string; readonly strong?: boolean }
export type Text = string | readonly Run[]

export type Column = {
  readonly title: string
  /** Part of the table's width, in proportion to the other columns. */
  readonly share: number
  readonly align?: Alignment
}

export type Picture = {
  readonly type: 'png' | 'jpg'
  readonly bytes: Uint8Array
  /** Of the picture itself: the writers keep its proportions. */
  readonly widthPx: number
  readonly heightPx: number
}

export type Figure = {
  /** Absent where it cannot be shown: its place says so. */
  readonly picture: Picture | undefined
  readonly caption: string
}

export type Block =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  /** The header row is repeated on every page. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** Names and values; `undefined` is printed as a dash, never as nothing. */
  | {
      readonly kind: 'pairs'
      readonly rows: readonly (readonly [name: string, value: string | undefined])[]
      /** How many pairs stand side by side; 1 where absent. */
      readonly abreast?: 1 | 2
    }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[]; readonly abreast?: 1 | 2 }
  /** Small print: sources, reservations. */
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'page-break' }

export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** File formats that a document can be written in. */
export const documentFormats = {
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  pdf: { type: 'application/pdf' },
} as const satisfies Record<string, { readonly type: string }>
export type DocumentFormat = keyof typeof documentFormats
export const documentFormatIds = Object.keys(documentFormats) as readonly DocumentFormat[] // keys of a const object are exactly its union

export function isDocumentFormat(text: string | undefined): text is DocumentFormat {
  return documentFormatIds.some(format => format === text)
}
