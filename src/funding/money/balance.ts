import { dayAfter } from '../../domain/dates.ts'
import type { Bilingual } from '../../domain/words.ts'
import { fundSources } from '../../planning/plans/rules.ts'
import type { PolicyValue } from '../../policy/policy.ts'
import type { moneyKindIds, moneyNatureIds, moneySourceIds } from '../../policy/money-schemas.ts'

export type MoneySource = (typeof moneySourceIds)[number]
export type MoneyNature = (typeof moneyNatureIds)[number]
export type MoneyKind = (typeof moneyKindIds)[number]

/** Those of a plan, and what an enterprise pays for what it caused. */
export const moneySources = {
  ...fundSources,
  enterprise: { zh: '责任企业自筹', en: 'enterprise responsible' },
} as const satisfies Record<MoneySource, Bilingual>

export const moneyNatures = {
  public: { zh: '财政资金', en: 'Public money' },
  social: { zh: '社会投入', en: 'Money from others' },
  enterprise: { zh: '企业责任（单列）', en: 'Enterprise-responsible (apart)' },
} as const satisfies Record<MoneyNature, Bilingual>

export const moneyKinds = {
  planned: { zh: '计划', en: 'planned' },
  allotted: { zh: '下达', en: 'allotted' },
  spent: { zh: '支出', en: 'spent' },
  exception: { zh: '超支例外', en: 'exception' },
} as const satisfies Record<MoneyKind, Bilingual>

/** Whole yuan of one source, of one water or of many. */
export type Balance = {
  readonly plannedYuan: number
  readonly allottedYuan: number
  readonly spentYuan: number
  /** How much more than allotted may be spent, by exceptions that were granted and not taken back. */
  readonly exceptionYuan: number
}

/** A reversal has the yuan of what it reverses, below zero. */
export type CountedEntry = {
  readonly id: string
  readonly kind: MoneyKind
  readonly yuan: number
  /** YYYY-MM-DD */
  readonly on: string
  readonly reverses?: string | undefined
}

export const nothing: Balance = { plannedYuan: 0, allottedYuan: 0, spentYuan: 0, exceptionYuan: 0 }

const yuanOfKind = {
  planned: 'plannedYuan',
  allotted: 'allottedYuan',
  spent: 'spentYuan',
  exception: 'exceptionYuan',
} as const satisfies Record<MoneyKind, keyof Balance>

/** @example balanceOf([{ id: 'a', kind: 'allotted', yuan: 900, on: '2026-11-01' }]).allottedYuan // 900 */
export function balanceOf(entries: readonly Pick<CountedEntry, 'kind' | 'yuan'>[]): Balance {
  return entries.reduce<Balance>((balance, { kind, yuan }) => {
    const field = yuanOfKind[kind]
    return { ...balance, [field]: balance[field] + yuan }
  }, nothing)
}

export function addBalances(one: Balance, other: Balance): Balance {
  return {
    plannedYuan: one.plannedYuan + other.plannedYuan,
    allottedYuan: one.allottedYuan + other.allottedYuan,
    spentYuan: one.spentYuan + other.spentYuan,
    exceptionYuan: one.exceptionYuan + other.exceptionYuan,
  }
}

/** Yuan that may still be spent: what was allotted and what exceptions let, less what was spent. Never below zero on record. */
export function roomOf({ allottedYuan, exceptionYuan, spentYuan }: Balance): number {
  return allottedYuan + exceptionYuan - spentYuan
}

/** Yuan spent beyond what was allotted. */
export function excessOf({ allottedYuan, spentYuan }: Balance): number {
  return Math.max(0, spentYuan - allottedYuan)
}

/**
 * Yuan that are missing for an entry to be taken; zero where it may be. Spent never exceeds allotted unless an exception lets it: that also
 * refuses to take back an allotment or an exception that has been spent already.
 *
 * @param entry yuan below zero for a reversal
 */
export function missingFor(balance: Balance, entry: Pick<CountedEntry, 'kind' | 'yuan'>): number {
  return Math.max(0, -roomOf(addBalances(balance, balanceOf([entry]))))
}

/** Entries that stand: neither reversed nor reversals. */
export function standingEntries<Entry extends Pick<CountedEntry, 'id' | 'reverses'>>(
  entries: readonly Entry[],
): readonly Entry[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses))
  return entries.filter(({ id, reverses }) => reverses === undefined && !reversed.has(id))
}

/**
 * The day of the oldest allotment that is not spent to the last yuan; what was allotted first is taken to be spent first.
 *
 * @returns YYYY-MM-DD; `undefined` where everything allotted is spent
 */
export function oldestUnspentOn(entries: readonly CountedEntry[]): string | undefined {
  const { spentYuan } = balanceOf(entries)
  let reachedYuan = 0
  return allotmentsByDay(entries).find(({ yuan }) => {
    reachedYuan += yuan
    return reachedYuan > spentYuan
  })?.on
}

function allotmentsByDay(entries: readonly CountedEntry[]): readonly CountedEntry[] {
  return standingEntries(entries)
    .filter(({ kind }) => kind === 'allotted')
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))
}

/** Money allotted on this day or before is late where it is not spent today. @returns YYYY-MM-DD */
export function lateSince(
  today: string,
  { lateAfterDays }: Pick<PolicyValue<'funding-sources'>, 'lateAfterDays'>,
): string {
  return dayAfter(today, -lateAfterDays - 1)
}

/** Yuan of allotments up to that day that are not spent. @param since as `lateSince` gives it */
export function lateYuanOf(entries: readonly CountedEntry[], since: string): number {
  const old = allotmentsByDay(entries).filter(({ on }) => on <= since)
  return Math.max(0, old.reduce((sum, { yuan }) => sum + yuan, 0) - balanceOf(entries).spentYuan)
}

export const moneyWarningIds = ['beyond-planned', 'overspent', 'exception', 'late'] as const
export type MoneyWarning = { readonly code: (typeof moneyWarningIds)[number]; readonly words: Bilingual }

/** What must be seen wherever these numbers are. */
export function warningsOf(balance: Balance, lateYuan = 0): readonly MoneyWarning[] {
  const { plannedYuan, allottedYuan, exceptionYuan } = balance
  const beyond = allottedYuan - plannedYuan
  const excess = excessOf(balance)
  return [
    ...(beyond > 0 ? [beyondPlanned(beyond)] : []),
    ...(excess > 0 ? [overspent(excess)] : []),
    ...(exceptionYuan > 0 && excess === 0 ? [unusedException(exceptionYuan)] : []),
    ...(lateYuan > 0 ? [late(lateYuan)] : []),
  ]
}

const yuanText = (yuan: number) => yuan.toLocaleString('en-US')

function beyondPlanned(yuan: number): MoneyWarning {
  return {
    code: 'beyond-planned',
    words: {
      zh: `下达比计划多 ${yuanText(yuan)} 元。请补登计划，或核对下达金额。`,
      en: `${yuanText(yuan)} yuan more were allotted than planned. Record the plan, or check the allotment.`,
    },
  }
}

function overspent(yuan: number): MoneyWarning {
  return {
    code: 'overspent',
    words: {
      zh: `支出比下达多 ${yuanText(yuan)} 元，按超支例外列支。`,
      en: `${yuanText(yuan)} yuan more were spent than allotted, by an exception.`,
    },
  }
}

function unusedException(yuan: number): MoneyWarning {
  return {
    code: 'exception',
    words: {
      zh: `已批准超支例外 ${yuanText(yuan)} 元，尚未动用。`,
      en: `An exception of ${yuanText(yuan)} yuan is granted and not used.`,
    },
  }
}

function late(yuan: number): MoneyWarning {
  return {
    code: 'late',
    words: {
      zh: `下达已久仍有 ${yuanText(yuan)} 元未支出。`,
      en: `${yuanText(yuan)} yuan allotted long ago are not spent.`,
    },
  }
}

/** Sums by nature: what an enterprise must pay stands in no sum of public money. A source the edition does not know is left out. */
export function byNature(
  cells: readonly ({ readonly source: MoneySource } & Balance)[],
  sources: PolicyValue<'funding-sources'>['sources'],
): Readonly<Record<MoneyNature, Balance>> {
  const sumOf = (nature: MoneyNature) =>
    cells.filter(({ source }) => sources[source] === nature).reduce<Balance>(addBalances, nothing)
  return { public: sumOf('public'), social: sumOf('social'), enterprise: sumOf('enterprise') }
}
