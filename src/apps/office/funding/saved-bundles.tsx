import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { getBundle, listBundles, removeBundle, type SavedBundle } from '../../../funding/contract.ts'
import { compareBundles } from '../../../funding/rules.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { BundleFigures } from './bundle-result.tsx'
import { BundleWaters } from './bundle-waters.tsx'
import { fundingWords as words } from './funding-words.ts'
import { wanOf } from './money.ts'

/** Bundles that were saved: opened, removed with a reason. */
export function SavedBundles({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const say = useSay()
  const account = useAccount()
  const bundles = useAnswer(listBundles)
  const [removing, setRemoving] = useState<SavedBundle>()
  const cache = useQueryClient()
  const remove = async (id: string, reason: string) => {
    await call(removeBundle, { params: { id }, body: { reason } })
    await cache.invalidateQueries({ queryKey: answerKey(listBundles) })
  }
  return (
    <section className="panel">
      <DataTable
        name={say(words.tabSaved)}
        columns={useColumns()}
        rows={bundles.data?.items}
        rowKey={row => row.id}
        error={bundles.error}
        onRetry={bundles.refetch}
        empty={{ title: say(words.emptySaved), hint: say(words.emptySavedHint) }}
        renderActions={row => (
          <span className="row-actions">
            <Button size="small" onClick={() => onOpen(row.id)}>
              {say(words.open)}
            </Button>
            {account.may('funds.write') ? (
              <Button size="small" danger onClick={() => setRemoving(row)}>
                {say(common.remove)}
              </Button>
            ) : null}
          </span>
        )}
      />
      <ReasonDialog
        open={removing !== undefined}
        title={say(words.removeTitle(removing?.name ?? ''))}
        danger
        onSubmit={({ reason }) => remove(removing?.id ?? '', reason)}
        onClose={() => setRemoving(undefined)}
      />
    </section>
  )
}

function useColumns(): readonly Column<SavedBundle>[] {
  const say = useSay()
  const number = (key: string, title: string, value: (row: SavedBundle) => number): Column<SavedBundle> => ({
    key,
    title,
    value,
    render: row => <Num value={value(row)} />,
    align: 'right',
    sortable: true,
  })
  return [
    { key: 'name', title: say(words.bundleName), value: row => row.name, always: true, width: 240 },
    { key: 'division', title: say(words.division), value: row => row.regionName, width: 110 },
    number('award', say(words.award), row => wanOf(row.totals.awardYuan)),
    number('investment', say(words.investment), row => wanOf(row.totals.investmentYuan)),
    number('area', say(words.area), row => row.totals.areaM2),
    number('waters', say(words.waters), row => row.totals.waters),
    number('counties', say(words.counties), row => row.totals.counties),
    { key: 'rule', title: say(words.rule), value: row => row.ruleFrom, width: 110, hiddenAtFirst: true },
    { key: 'at', title: say(words.savedAt), value: row => row.savedAt, render: row => <DateText at={row.savedAt} time />, width: 150 },
  ] // prettier-ignore
}

type Opened = AnswerOf<typeof getBundle>

/** One saved bundle as it was calculated; beside another where `other` is chosen. */
export function SavedBundleView(props: {
  readonly id: string
  readonly other: string | undefined
  readonly onOther: (id: string | undefined) => void
  readonly onBack: () => void
}) {
  const say = useSay()
  const opened = useAnswer(getBundle, { params: { id: props.id } })
  const second = useAnswer(getBundle, { params: { id: props.other ?? '' } }, { enabled: props.other !== undefined })
  const all = useAnswer(listBundles)
  const error = opened.error ?? second.error
  return (
    <div className="stack">
      <div className="row-actions bundle-tools">
        <Button onClick={props.onBack}>{say(words.back)}</Button>
        <strong className="long-name">{opened.data?.name}</strong>
        <Select
          allowClear
          aria-label={say(words.pickSecond)}
          placeholder={say(words.pickSecond)}
          value={props.other ?? null}
          onChange={id => props.onOther(id ?? undefined)}
          style={{ width: 260 }}
          options={(all.data?.items ?? [])
            .filter(({ id }) => id !== props.id)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      {error === null ? null : <ProblemAlert error={error} />}
      {opened.data === undefined || second.data === undefined || props.other === undefined ? null : (
        <Differences first={opened.data} second={second.data} />
      )}
      {opened.data === undefined ? null : <BundleFigures result={opened.data.result} />}
      <section className="panel">
        <BundleWaters rows={opened.data?.result.waters} />
      </section>
    </div>
  )
}

/** Which waters only one of two bundles takes, and both sums. */
function Differences({ first, second }: { readonly first: Opened; readonly second: Opened }) {
  const say = useSay()
  const { onlyFirst, onlySecond, both } = compareBundles(
    { decisions: decisionsOf(first) },
    { decisions: decisionsOf(second) },
  )
  const names = new Map([...first.result.waters, ...second.result.waters].map(each => [each.waterId, each.name]))
  const rows = [
    { bundle: first, only: onlyFirst },
    { bundle: second, only: onlySecond },
  ]
  return (
    <Panel title={say(words.comparing)}>
      <p>{say(words.inBoth(both.length))}</p>
      {rows.map(({ bundle, only }) => (
        <p key={bundle.id} className="long-name">
          <strong>{say(words.onlyIn(bundle.name))}</strong> ({only.length}):{' '}
          {only.map(id => names.get(id)).join(say(words.and)) || say(common.none)}
          <br />
          <span className="quiet">
            {say(words.award)} <Num value={wanOf(bundle.result.totals.awardYuan)} /> · {say(words.investment)}{' '}
            <Num value={wanOf(bundle.result.totals.investmentYuan)} /> · {say(words.area)}{' '}
            <Num value={bundle.result.totals.areaM2} />
          </span>
        </p>
      ))}
    </Panel>
  )
}

function decisionsOf({ result }: Opened) {
  return result.waters.map(each => ({ waterId: each.waterId, in: each.in, reasons: [] }))
}
