import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { listJudgements, listVerdicts, startJudgement, type Judgement } from '../../../identification/contract.ts'
import { listCandidates } from '../../../survey/contract.ts'
import { findStandard } from '../../../standards/registry.ts'
import { call, type ProblemError } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { identificationWords as words } from './identification-words.ts'
import { StandardPicker } from './judge-drawer.tsx'

const pollMs = 1500

/** Judging a whole division: started here, worked off by the platform, watched as it goes. */
export function BulkPanel() {
  const say = useSay()
  const account = useAccount()
  const judgements = useJudgements()
  return (
    <div className="stack">
      {account.may('identification.judge') ? <StartBulk /> : null}
      <Panel title={say(words.tabBulk)} flush>
        <DataTable
          name={say(words.tabBulk)}
          columns={useColumns()}
          rows={judgements.data}
          rowKey={row => row.id}
          error={judgements.error}
          onRetry={judgements.refetch}
          empty={{ title: say(words.bulkEmpty) }}
        />
      </Panel>
    </div>
  )
}

/** Asks again while one is under way; verdicts and candidates are stale whenever one has finished. */
function useJudgements() {
  const cache = useQueryClient()
  const query = useQuery<readonly Judgement[], ProblemError>({
    queryKey: answerKey(listJudgements),
    queryFn: async ({ signal }) => (await call(listJudgements, { signal })).items,
    refetchInterval: ({ state }) =>
      state.data?.some(({ state: stage }) => stage !== 'done') === true ? pollMs : false,
  })
  const done = query.data?.filter(({ state }) => state === 'done').length ?? 0
  useEffect(() => {
    if (done === 0) return
    for (const each of [listVerdicts, listCandidates]) void cache.invalidateQueries({ queryKey: answerKey(each) })
  }, [cache, done])
  return query
}

function StartBulk() {
  const say = useSay()
  const account = useAccount()
  const cache = useQueryClient()
  const { modal } = App.useApp()
  const [region, setRegion] = useState<{ readonly code: string; readonly name: string }>()
  const [standardId, setStandardId] = useState<string>()
  const starting = useDoing()
  const start = (code: string) =>
    starting.run(async () => {
      await call(startJudgement, {
        body: { regionCode: code, ...(standardId === undefined ? {} : { standardId }) },
      })
      await cache.invalidateQueries({ queryKey: answerKey(listJudgements) })
    })
  const ask = () => {
    if (region === undefined) return
    modal.confirm({
      title: say(words.start),
      content: say(words.startConfirm(region.name)),
      okText: say(words.start),
      cancelText: say(common.cancel),
      onOk: () => start(region.code),
    })
  }
  return (
    <Panel title={say(words.start)}>
      <p className="note-line">{say(words.bulkLead)}</p>
      <div className="bulk-form">
        <RegionPicker
          within={account.regionCode}
          value={region?.code}
          label={say(words.where)}
          placeholder={say(words.where)}
          onChange={(code, place) => setRegion(code === undefined ? undefined : { code, name: place?.name ?? code })}
        />
        <StandardPicker value={standardId} onChange={setStandardId} label={say(words.standard)} />
        <Button type="primary" disabled={region === undefined} loading={starting.busy} onClick={ask}>
          {say(words.start)}
        </Button>
      </div>
      {starting.error === undefined ? null : <ProblemAlert error={starting.error} />}
    </Panel>
  )
}

function useColumns(): readonly Column<Judgement>[] {
  const say = useSay()
  const number = (key: 'identified' | 'cleared' | 'undecided'): Column<Judgement> => ({
    key,
    title: say(words[key]),
    value: row => row[key],
    render: row => <Num value={row[key]} />,
    align: 'right',
    width: 100,
  })
  return [
    { key: 'where', title: say(words.where), value: row => row.regionName, always: true, width: 150 },
    {
      key: 'standard',
      title: say(words.standard),
      value: row => {
        const standard = findStandard(row.standardId)
        return standard === undefined ? row.standardId : say(standard.title)
      },
      width: 190,
    },
    {
      key: 'progress',
      title: say(words.progress),
      value: row => `${row.judged} / ${row.total}`,
      render: row => <BulkProgress judgement={row} />,
      width: 180,
    },
    number('identified'),
    number('cleared'),
    number('undecided'),
    {
      key: 'started',
      title: say(words.startedAt),
      value: row => row.startedAt,
      render: row => <DateText at={row.startedAt} time />,
      width: 140,
    },
    {
      key: 'finished',
      title: say(words.finishedAt),
      value: row => row.finishedAt,
      render: row => <DateText at={row.finishedAt} time />,
      width: 140,
    },
  ]
}

function BulkProgress({ judgement }: { readonly judgement: Judgement }) {
  const say = useSay()
  const { judged, total, state } = judgement
  const percent = total === 0 ? 100 : Math.round((judged / total) * 100)
  return (
    <span className="bulk-progress">
      <Progress
        percent={percent}
        size="small"
        showInfo={false}
        status={state === 'done' ? 'success' : 'active'}
        aria-label={say(words.progress)}
      />
      <span className="number nowrap">
        {judged} / {total}
      </span>
    </span>
  )
}
