import { Select } from 'antd'
import type { ReactNode } from 'react'
import { stages } from '../../../domain/lifecycle-table.ts'
import { supervisionLists } from '../../../domain/waters.ts'
import type { BundleResult, BundleWater } from '../../../funding/contract.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { ListMark, Mark, StageMark } from '../../shared/components/marks.tsx'
import { Missing, Num } from '../../shared/components/numbers.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { fundingWords as words } from './funding-words.ts'
import { wanOf } from './money.ts'

export type Wish = 'none' | 'in' | 'out'
export const wishWords = { none: words.wishNone, in: words.wishIn, out: words.wishOut } as const

/** A candidate, and what became of it once calculated. */
export type BundleRow = BundleWater & Partial<Pick<BundleResult['waters'][number], 'in' | 'reasons'>>

/** The waters of a bundle or the candidates for one; exported as it stands. */
export function BundleWaters(props: {
  readonly rows: readonly BundleRow[] | undefined
  readonly error?: unknown
  readonly tools?: ReactNode
  /** Absent on a saved bundle, where nothing is wished for any more. */
  readonly wishes?: ReadonlyMap<string, Wish>
  readonly onWish?: (waterId: string, wish: Wish) => void
  readonly renderActions?: (row: BundleRow) => ReactNode
}) {
  const say = useSay()
  const solved = props.rows?.some(row => row.in !== undefined) ?? false
  return (
    <DataTable
      name={say(words.title)}
      columns={[...useWaterColumns(), ...useWishColumn(props.wishes, props.onWish), ...useOutcomeColumns(solved)]}
      rows={props.rows}
      rowKey={row => row.waterId}
      error={props.error}
      tools={props.tools}
      {...(props.renderActions === undefined ? {} : { renderActions: props.renderActions })}
      empty={{ title: say(words.emptyCandidates), hint: say(words.emptyCandidatesHint) }}
    />
  )
}

function useWaterColumns(): readonly Column<BundleRow>[] {
  const say = useSay()
  return [
    { key: 'name', title: say(words.name), value: row => row.name, always: true, sortable: true, width: 170 },
    { key: 'code', title: say(words.code), value: row => row.code, width: 130, hiddenAtFirst: true },
    { key: 'county', title: say(words.county), value: row => row.county, sortable: true, width: 100 },
    { key: 'list', title: say(words.list), value: row => say(supervisionLists[row.list]), render: row => <ListMark list={row.list} />, width: 96 },
    { key: 'stage', title: say(words.stage), value: row => say(stages[row.stage].label), render: row => <StageMark stage={row.stage} />, width: 110, hiddenAtFirst: true },
    { key: 'area', title: say(words.area), value: row => row.areaM2, render: row => <Num value={row.areaM2} />, align: 'right', sortable: true, width: 90 },
    { key: 'cost', title: say(words.cost), value: row => (row.investmentYuan === undefined ? undefined : wanOf(row.investmentYuan)), render: row => <Cost row={row} />, align: 'right', sortable: true, width: 150 },
    { key: 'estimated', title: say(words.estimated), value: row => say(row.estimated ? common.yes : common.no), width: 70, hiddenAtFirst: true },
    { key: 'people', title: say(words.people), value: row => row.people, render: row => <Num value={row.people} />, align: 'right', sortable: true, width: 90 },
    { key: 'enterprise', title: say(words.enterprise), value: row => say(row.enterpriseResponsible ? common.yes : common.no), width: 110, hiddenAtFirst: true },
  ] // prettier-ignore
}

/** An estimate says that it is one. */
function Cost({ row }: { readonly row: BundleRow }) {
  const say = useSay()
  if (row.investmentYuan === undefined) return <Missing />
  return (
    <span className="nowrap">
      {row.estimated ? <span className="quiet">{say(words.estimated)} </span> : null}
      <Num value={wanOf(row.investmentYuan)} digits={2} />
    </span>
  )
}

function useWishColumn(
  wishes: ReadonlyMap<string, Wish> | undefined,
  onWish: ((waterId: string, wish: Wish) => void) | undefined,
): readonly Column<BundleRow>[] {
  const say = useSay()
  if (wishes === undefined || onWish === undefined) return []
  const wishOf = ({ waterId }: BundleRow) => wishes.get(waterId) ?? 'none'
  return [
    {
      key: 'wish',
      title: say(words.wish),
      value: row => say(wishWords[wishOf(row)]),
      render: row => (
        <Select<Wish>
          size="small"
          aria-label={`${say(words.wish)} ${row.name}`}
          value={wishOf(row)}
          style={{ width: 124 }}
          onChange={wish => onWish(row.waterId, wish)}
          options={(['none', 'in', 'out'] as const).map(value => ({ value, label: say(wishWords[value]) }))}
        />
      ),
      width: 140,
    },
  ]
}

function useOutcomeColumns(solved: boolean): readonly Column<BundleRow>[] {
  const say = useSay()
  if (!solved) return []
  return [
    {
      key: 'outcome',
      title: say(words.outcome),
      value: row => (row.in === undefined ? undefined : say(row.in ? words.in : words.out)),
      render: row =>
        row.in === undefined ? (
          <Missing />
        ) : (
          <Mark {...(row.in ? { tone: 'green' } : {})}>{say(row.in ? words.in : words.out)}</Mark>
        ),
      sortable: true,
      width: 80,
    },
    {
      key: 'reasons',
      title: say(words.reasons),
      value: row => row.reasons?.map(reason => say(reason.words)).join('; '),
      render: row => (
        <span className="bundle-reasons">{row.reasons?.map(reason => say(reason.words)).join(say(words.and))}</span>
      ),
      width: 330,
    },
  ]
}
