import { DownOutlined } from '@ant-design/icons'
import { Button, Segmented, Skeleton } from 'antd'
import { useRef } from 'react'
import { z } from 'zod'
import {
  correctImport,
  listImportRows,
  rowStandings,
  type RowStanding,
  type SurveyImport,
} from '../../../survey/import/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { usePages, type LoadedPages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { useKeepImport } from './use-keep-import.ts'
import type { Drafts } from './import-drafts.ts'
import { ImportRowCard } from './import-row-card.tsx'
import { importWords as words, standingWords } from './import-words.ts'

export type ImportParts = { readonly held: SurveyImport; readonly drafts: Drafts; readonly editable: boolean }

const Search = z.object({ show: z.enum(['attention', ...rowStandings]).optional() })
type Show = NonNullable<z.output<typeof Search>['show']>
type Counts = Readonly<Record<RowStanding, number>>
const rowsAPage = 50

/** The rows that need a person, the most pressing first: found by kind, corrected and decided where they stand. */
export function ImportAttention({ held, drafts, editable }: ImportParts) {
  const say = useSay()
  const [search, setSearch] = useSearchState(Search)
  const show = search.show ?? 'attention'
  const rows = usePages([...answerKey(listImportRows), held.id, show], (after, signal) =>
    call(listImportRows, {
      params: { id: held.id },
      query: { show, limit: rowsAPage, ...(after === undefined ? {} : { after: Number(after) }) },
      signal,
    }),
  )
  const counts = rows.first?.counts
  const { frame, next } = useNextOpen(rows)
  return (
    <section className="panel import-attention" aria-label={say(words.tabAttention)} ref={frame}>
      <div className="table-tools import-kinds">
        <Kinds
          counts={counts}
          show={show}
          onShow={kind => setSearch({ show: kind === 'attention' ? undefined : kind })}
        />
        {held.refused + held.undecided === 0 || !editable ? null : (
          <Button size="small" icon={<DownOutlined />} onClick={next} loading={rows.loadingMore}>
            {say(words.nextOpen)}
          </Button>
        )}
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
        {rows.rows?.map((row, index) => (
          <li key={`${row.position}`}>
            {counts === undefined || rows.rows?.[index - 1]?.standing === row.standing ? null : (
              <StandingHeading standing={row.standing} counts={counts} />
            )}
            <ImportRowCard importId={held.id} fileName={held.fileName} row={row} drafts={drafts} editable={editable} />
          </li>
        ))}
      </ol>
      <MoreRows pages={rows} />
      {editable && drafts.cells.length > 0 ? <CheckAgain held={held} drafts={drafts} /> : null}
    </section>
  )
}

/** Stands above the first row of each kind. */
function StandingHeading({ standing, counts }: { readonly standing: RowStanding; readonly counts: Counts }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <p className={`import-standing ${standing}`}>
      <strong>
        {say(standingWords[standing].label)} {formatNumber(counts[standing], locale)}
      </strong>
      <span className="quiet">{say(standingWords[standing].note)}</span>
    </p>
  )
}

/**
 * Goes to the next row that is still open, below what is in view, round to the first at the end. Rows corrected here and not checked
 * yet are done with; more rows are fetched where none is left.
 */
function useNextOpen(rows: Pick<LoadedPages<unknown, unknown>, 'hasMore' | 'loadMore'>) {
  const frame = useRef<HTMLElement>(null)
  const next = () => {
    const headroomPx = headroomOf(frame.current)
    const open = [...(frame.current?.querySelectorAll<HTMLElement>('.import-row.open') ?? [])]
    const below = open.find(row => row.getBoundingClientRect().top > headroomPx + 8)
    if (below === undefined && rows.hasMore) rows.loadMore()
    const target = below ?? open.at(rows.hasMore ? -1 : 0)
    if (target === undefined) return
    scrollTo({ top: scrollY + target.getBoundingClientRect().top - headroomPx })
    target.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true })
  }
  return { frame, next }
}

/** What stays at the top of the window while the rows scroll: the bar of the platform and, where it stays too, that of the kinds. */
function headroomOf(frame: HTMLElement | null): number {
  const shell = document.querySelector<HTMLElement>('.shell-header')?.offsetHeight ?? 0
  const kinds = frame?.querySelector<HTMLElement>('.import-kinds') ?? null
  const stays = kinds !== null && getComputedStyle(kinds).position === 'sticky'
  return shell + (stays ? kinds.offsetHeight : 0)
}

function Kinds(props: {
  readonly counts: Counts | undefined
  readonly show: Show
  readonly onShow: (show: Show) => void
}) {
  const say = useSay()
  const locale = useLocale()
  const { counts } = props
  const count = (value: number | undefined) => (value === undefined ? '' : ` ${formatNumber(value, locale)}`)
  const all = counts === undefined ? undefined : counts.refused + counts.undecided + counts.warned
  return (
    <Segmented<Show>
      value={props.show}
      onChange={props.onShow}
      options={[
        { value: 'attention', label: `${say(words.showAttention)}${count(all)}` },
        ...rowStandings.map(standing => ({
          value: standing,
          label: `${say(standingWords[standing].label)}${count(counts?.[standing])}`,
        })),
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
