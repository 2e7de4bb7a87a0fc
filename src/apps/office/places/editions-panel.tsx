import { listEditions } from '../../../places/contract.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { everywhere } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { ImportEdition } from './import-edition.tsx'
import { placesWords as words } from './places-words.ts'

/** In place of a hash: the edition came with the product. Persisted. */
const shipped = 'shipped'

/** Editions so far, and a new one with what it changes. */
export function EditionsPanel() {
  const say = useSay()
  const account = useAccount()
  const editions = useAnswer(listEditions)
  return (
    <div className="stack">
      <Panel title={say(words.tabEditions)} flush>
        <DataTable
          name={say(words.tabEditions)}
          columns={[
            { key: 'edition', title: say(words.edition), value: row => row.edition, always: true, width: 100 },
            {
              key: 'scope',
              title: say(words.scope),
              value: row => (row.scope === everywhere ? say(words.severalProvinces) : row.scopeName),
              width: 180,
            },
            {
              key: 'divisions',
              title: say(words.divisions),
              value: row => row.divisions,
              render: row => <Num value={row.divisions} />,
              align: 'right',
              width: 110,
            },
            {
              key: 'at',
              title: say(words.importedAt),
              value: row => row.importedAt,
              render: row => <DateText at={row.importedAt} time />,
              width: 160,
            },
            {
              key: 'sha',
              title: say(words.fingerprint),
              value: row => row.sha256,
              render: row => (row.sha256 === shipped ? say(words.shipped) : <code className="sha">{row.sha256}</code>),
            },
          ]}
          rows={editions.data?.items}
          rowKey={row => row.id}
          error={editions.error}
          onRetry={editions.refetch}
          empty={{ title: say(words.editionsEmpty) }}
        />
      </Panel>
      {account.may('places.import') ? <ImportEdition /> : null}
    </div>
  )
}
