import { Button, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { correctImport, listImportRows, type SurveyImport } from '../../../survey/import/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useKeepImport } from './use-keep-import.ts'
import type { Drafts } from './import-drafts.ts'
import { ImportRowCard } from './import-row-card.tsx'
import { importWords as words } from './import-words.ts'

export type ImportParts = { readonly held: SurveyImport; readonly drafts: Drafts; readonly editable: boolean }

type Show = 'attention' | 'refused' | 'undecided' | 'warned'
const rowsAPage = 50

/** The rows that need a person, one after the other: corrected and decided where they stand. */
export function ImportAttention({ held, drafts, editable }: ImportParts) {
  const say = useSay()
  const [show, setShow] = useState<Show>('attention')
  const rows = usePages([...answerKey(listImportRows), held.id, show], (after, signal) =>
    call(listImportRows, {
      params: { id: held.id },
      query: { show, limit: rowsAPage, ...(after === undefined ? {} : { after: Number(after) }) },
      signal,
    }),
  )
  return (
    <section className="panel import-attention" aria-label={say(words.tabAttention)}>
      <div className="table-tools">
        <Kinds held={held} show={show} onShow={setShow} />
      </div>
      {rows.error === null ? null : (
        <div style={{ padding: 16 }}>
          <ProblemAlert error={rows.error} onRetry={rows.retry} />
        </div>
      )}
      {rows.rows === undefined && rows.error === null ? <Skeleton active style={{ padding: 16 }} /> : null}
      {rows.rows?.length === 0 ? <Nothing show={show} /> : null}
      <h2 className="visually-hidden">{say(words.tabAttention)}</h2>
      <ol className="import-rows">
        {rows.rows?.map(row => (
          <li key={`${row.position}`}>
            <ImportRowCard importId={held.id} fileName={held.fileName} row={row} drafts={drafts} editable={editable} />
          </li>
        ))}
      </ol>
      <MoreRows pages={rows} />
      {editable && drafts.cells.length > 0 ? <CheckAgain held={held} drafts={drafts} /> : null}
    </section>
  )
}

function Kinds(props: { readonly held: SurveyImport; readonly show: Show; readonly onShow: (show: Show) => void }) {
  const say = useSay()
  const { refused, undecided } = props.held
  return (
    <Segmented<Show>
      value={props.show}
      onChange={props.onShow}
      options={[
        { value: 'attention', label: say(words.showAttention) },
        { value: 'refused', label: `${say(words.refused)} ${refused}` },
        { value: 'undecided', label: `${say(words.undecided)} ${undecided}` },
        { value: 'warned', label: say(words.showWarned) },
      ]}
    />
  )
}

function Nothing({ show }: { readonly show: Show }) {
  const say = useSay()
  if (show !== 'attention') return <EmptyState title={say(words.nothingOfKind)} />
  return <EmptyState title={say(words.nothingOpen)} hint={say(words.nothingOpenHint)} />
}

/** Sends the corrections; the platform reads the file again with them, as if they had been typed into it. */
function CheckAgain({ held, drafts }: { readonly held: SurveyImport; readonly drafts: Drafts }) {
  const say = useSay()
  const keep = useKeepImport()
  const checking = useDoing()
  const check = () =>
    checking.run(async () => {
      const checked = await call(correctImport, { params: { id: held.id }, body: { cells: [...drafts.cells] } })
      drafts.clear()
      keep(checked)
    })
  return (
    <section className="import-check" aria-label={say(words.checkAgain)}>
      {checking.error === undefined ? null : <ProblemAlert error={checking.error} />}
      <div className="import-check-line">
        <strong aria-live="polite">{say(words.draftCount(drafts.cells.length))}</strong>
        <Button type="text" disabled={checking.busy} onClick={drafts.clear}>
          {say(words.dropDrafts)}
        </Button>
        <Button type="primary" loading={checking.busy} onClick={() => void check()}>
          {say(words.checkAgain)}
        </Button>
      </div>
    </section>
  )
}
