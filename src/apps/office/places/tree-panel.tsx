import { Breadcrumb, Button, Input } from 'antd'
import { getPlace, listPlaces, type Place } from '../../../places/contract.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { everywhere } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { levelWords } from '../people/people-words.ts'
import { placesWords as words } from './places-words.ts'

type Props = {
  readonly at: string | undefined
  readonly search: string | undefined
  readonly onChange: (change: { at?: string | undefined; search?: string | undefined }) => void
}

/** Divisions level by level, or found by part of a name anywhere. */
export function TreePanel({ at, search, onChange }: Props) {
  const say = useSay()
  const account = useAccount()
  const here = at ?? account.regionCode
  const asked = search?.trim() ?? ''
  const query =
    asked !== ''
      ? { search: asked, limit: 200 }
      : here === everywhere
        ? ({ level: 'province' } as const)
        : { parent: here, limit: 2000 }
  const places = useAnswer(listPlaces, { query })
  return (
    <section className="panel">
      <div className="filter-bar">
        <Input.Search
          className="wide"
          allowClear
          maxLength={30}
          defaultValue={search}
          placeholder={say(words.search)}
          aria-label={say(words.search)}
          onSearch={text => onChange({ search: text.trim() === '' ? undefined : text.trim() })}
        />
        {asked === '' && here !== everywhere ? <Whereabouts code={here} onChange={onChange} /> : null}
      </div>
      <DataTable
        name={say(asked === '' ? words.tabTree : words.found)}
        columns={useColumns(asked !== '')}
        rows={places.data?.items.map(rowOf)}
        rowKey={row => row.code}
        error={places.error}
        onRetry={places.refetch}
        {...(places.data?.capped === true ? { count: say(words.capped) } : {})}
        onOpen={row => (row.below === 0 ? undefined : onChange({ at: row.code, search: undefined }))}
        empty={
          asked === ''
            ? { title: say(words.treeEmpty) }
            : { title: say(words.foundNone), hint: say(words.foundNoneHint) }
        }
        pageSize={100}
      />
    </section>
  )
}

/** The names above the table, and the way up. */
function Whereabouts({ code, onChange }: { readonly code: string; readonly onChange: Props['onChange'] }) {
  const say = useSay()
  const account = useAccount()
  const place = useAnswer(getPlace, { params: { code } }, { staleMs: Infinity }).data
  const parent = place?.parentCode
  return (
    <>
      <Breadcrumb items={(place?.path ?? []).map((title, index) => ({ title, key: `${index} ${title}` }))} />
      {parent === undefined || code === account.regionCode ? null : (
        <Button size="small" onClick={() => onChange({ at: parent === account.regionCode ? undefined : parent })}>
          {say(words.up)}
        </Button>
      )}
    </>
  )
}

/** The table takes a field `children` for rows below a row: the count goes by another name. */
type PlaceRow = Omit<Place, 'children'> & { readonly below: number }

function rowOf({ children, ...place }: Place): PlaceRow {
  return { ...place, below: children }
}

function useColumns(found: boolean): readonly Column<PlaceRow>[] {
  const say = useSay()
  return [
    {
      key: 'name',
      title: say(words.name),
      value: row => row.name,
      render: row => (
        <>
          <span className="long-name">{row.name}</span> {row.zone === true ? <Mark>{say(words.zone)}</Mark> : null}
          {row.retiredIn === undefined ? null : <Mark>{say(words.retired(row.retiredIn))}</Mark>}
        </>
      ),
      always: true,
      sortable: true,
      width: 300,
    },
    { key: 'code', title: say(words.code), value: row => row.code, sortable: true, width: 150 },
    { key: 'level', title: say(words.level), value: row => say(levelWords[row.level]), width: 110 },
    ...(found
      ? [
          {
            key: 'path',
            title: say(words.path),
            value: (row: PlaceRow) => row.path.slice(0, -1).join(' · '),
            width: 300,
          },
        ]
      : []),
    {
      key: 'children',
      title: say(words.children),
      value: row => row.below,
      render: row => <Num value={row.below} />,
      align: 'right',
      sortable: true,
      width: 100,
    },
    { key: 'edition', title: say(words.edition), value: row => row.edition, width: 90 },
  ]
}
