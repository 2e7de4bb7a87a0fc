import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { getWaterHistory, type HistoryEntry, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { waterWords as words } from './water-words.ts'

/** Every fact of the water, newest first, each with its place in the hash chain. */
export function WaterHistory({ water }: { readonly water: Water }) {
  const say = useSay()
  const history = useInfiniteQuery({
    queryKey: [...answerKey(getWaterHistory), water.id],
    queryFn: ({ pageParam, signal }) =>
      call(getWaterHistory, {
        params: { id: water.id },
        query: { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: last => last.next,
  })
  const entries = history.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Panel title={say(words.history)} id="history">
      {history.error === null ? null : <ProblemAlert error={history.error} onRetry={history.refetch} />}
      {history.isPending ? <Skeleton active title={false} paragraph={{ rows: 5 }} /> : null}
      <ol className="history">
        {entries.map(entry => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button size="small" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {say(words.moreHistory)}
        </Button>
      ) : null}
    </Panel>
  )
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const say = useSay()
  return (
    <li>
      <div className="history-head">
        <strong>{say(entry.label)}</strong>
        <span className="quiet">
          <PersonName person={entry.actor} /> · <DateText at={entry.at} time />
        </span>
      </div>
      {entry.words.zh === entry.label.zh ? null : <div className="long-name">{say(entry.words)}</div>}
      {entry.changes.length === 0 ? null : (
        <ul className="changes">
          {entry.changes.map(change => (
            <li key={change.field}>
              <span className="quiet">{say(change.label)}</span>{' '}
              {change.from === undefined ? null : <del>{say(change.from)}</del>}{' '}
              {change.to === undefined ? null : <ins>{say(change.to)}</ins>}
            </li>
          ))}
        </ul>
      )}
      {entry.reason === undefined ? null : <div>“{entry.reason}”</div>}
      <div className="chain" title={entry.hash}>
        {say(words.chain(entry.chain, entry.sequence))} · {entry.hash.slice(0, 16)}
      </div>
    </li>
  )
}
