import { Link } from '@tanstack/react-router'
import { listImportRows, type ImportRow, type SurveyImport } from '../../../survey/import/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import type { Bilingual } from '../../../domain/words.ts'
import { useFieldName } from './use-field-name.ts'
import { importWords as words } from './import-words.ts'

/** Every row as it was read, and what writing it would do. */
export function ImportPreview({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  const done = held.state === 'imported'
  const pages = usePages([...answerKey(listImportRows), held.id, 'all'], (after, signal) =>
    call(listImportRows, {
      params: { id: held.id },
      query: { show: 'all', limit: 200, ...(after === undefined ? {} : { after: Number(after) }) },
      signal,
    }),
  )
  return (
    <Panel title={say(words.tabPreview)} flush>
      <DataTable
        name={`${held.fileName} ${say(words.tabPreview)}`}
        columns={useColumns(done)}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => String(row.position)}
        error={pages.error}
        onRetry={pages.retry}
      />
      <MoreRows pages={pages} />
    </Panel>
  )
}

/** What becomes of a row: said in a word, and where a known water is meant, with its code. */
export function effectOf(row: ImportRow): { readonly words: Bilingual; readonly tone?: 'red' | 'amber' | 'green' } {
  if (row.outcome === 'refused') return { words: words.refused, tone: 'red' }
  if (row.decision === 'skip') return { words: words.willSkip }
  if (row.outcome === 'undecided') return { words: words.willWait, tone: 'amber' }
  if (row.match !== undefined && row.decision !== 'new') return { words: words.willUpdate(row.match.code) }
  return { words: words.willCreate, tone: 'green' }
}

const shown = ['type', 'areaM2', 'listLevel', 'causes', 'completion'] as const

function useColumns(done: boolean): readonly Column<ImportRow>[] {
  const say = useSay()
  const fieldName = useFieldName()
  return [
    {
      key: 'name',
      title: say(words.water),
      value: row => row.name,
      render: row => <WaterOfRow row={row} done={done} />,
      always: true,
      width: 190,
    },
    { key: 'row', title: say(words.position), value: row => `${row.sheet} ${row.row}`, width: 120 },
    {
      key: 'place',
      title: say(words.place),
      value: row => [row.written['county'], row.written['town'], row.written['village']].filter(Boolean).join(' · '),
      width: 240,
    },
    {
      key: 'effect',
      title: say(words.effect),
      value: row => say(effectOf(row).words),
      render: row => {
        const { words: effect, tone } = effectOf(row)
        return <Mark tone={tone}>{say(effect)}</Mark>
      },
      width: 170,
    },
    ...shown.map(field => ({ key: field, title: fieldName(field), value: (row: ImportRow) => row.written[field] })),
    {
      key: 'warnings',
      title: say(words.warnings),
      value: row =>
        doubts(row)
          .map(problem => say(problem))
          .join(' '),
      render: row => (
        <span className="import-doubts">
          {doubts(row)
            .map(problem => say(problem))
            .join(' ')}
        </span>
      ),
      width: 340,
    },
  ]
}

/** Notes on how cells were read are no doubts. */
function doubts(row: ImportRow): ImportRow['problems'] {
  return row.problems.filter(({ severity }) => severity !== 'info')
}

function WaterOfRow({ row, done }: { readonly row: ImportRow; readonly done: boolean }) {
  const say = useSay()
  const name = row.name ?? say(words.unnamed)
  if (row.match !== undefined && row.decision !== 'new') return <Link to={`/waters/${row.match.waterId}`}>{name}</Link>
  if (done && row.outcome === 'ready' && row.decision !== 'skip') {
    return (
      <Link to="/waters" search={{ search: row.name ?? '' }}>
        {name}
      </Link>
    )
  }
  return <>{name}</>
}
