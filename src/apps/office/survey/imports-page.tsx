import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Progress } from 'antd'
import { useState } from 'react'
import {
  getTemplate,
  listSurveyImports,
  templateNames,
  uploadSurvey,
  type SurveyImport,
} from '../../../survey/import/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { upload } from '../../shared/upload.ts'
import { ImportStateMark } from './import-state-mark.tsx'
import { importStateWords, importWords as words, templateWords } from './import-words.ts'
import './import.css'

/** Where workbooks come in: the drop, blank templates, and every import so far. */
export default function ImportsPage() {
  const say = useSay()
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <div className="import-entry">
        <DropWorkbook />
        <Templates />
      </div>
      <PastImports />
    </div>
  )
}

const maxBytes = 200 * 1024 * 1024

function DropWorkbook() {
  const say = useSay()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const sending = useDoing()
  const [file, setFile] = useState<{ readonly name: string; readonly share: number }>()
  const send = (chosen: File) => {
    setFile({ name: chosen.name, share: 0 })
    return sending.run(async () => {
      const held = await upload(uploadSurvey, { query: { fileName: chosen.name.slice(-200) }, body: chosen }, share =>
        setFile({ name: chosen.name, share }),
      )
      await cache.invalidateQueries({ queryKey: answerKey(listSurveyImports) })
      void navigate({ to: `/import/${held.id}` })
    })
  }
  return (
    <section className="panel import-drop" aria-label={say(words.title)}>
      <FileDrop
        accept=".xlsx,.xls,.csv"
        maxBytes={maxBytes}
        title={say(words.dropTitle)}
        hint={say(words.dropHint)}
        busy={sending.busy}
        onFile={send}
      />
      {file === undefined || !sending.busy ? null : (
        <div className="import-sending" aria-live="polite">
          <span className="long-name">{say(file.share < 1 ? words.sending(file.name) : words.sent)}</span>
          <Progress percent={Math.round(file.share * 100)} aria-label={say(words.sending(file.name))} />
        </div>
      )}
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
    </section>
  )
}

function Templates() {
  const say = useSay()
  return (
    <Panel title={say(words.templates)} className="import-templates">
      <ul>
        {templateNames.map(name => (
          <li key={name}>
            <a href={addressOf(getTemplate, { params: { name } })} download>
              <DownloadOutlined /> {say(templateWords[name].label)}
            </a>
            <span className="quiet">{say(templateWords[name].hint)}</span>
            {name === 'readings' ? <Link to="/readings/import">{say(words.toReadings)}</Link> : null}
          </li>
        ))}
      </ul>
      <p className="note-line">{say(words.templatesHint)}</p>
    </Panel>
  )
}

function PastImports() {
  const say = useSay()
  const navigate = useNavigate()
  const pages = usePages(answerKey(listSurveyImports), (cursor, signal) =>
    call(listSurveyImports, { query: cursor === undefined ? {} : { cursor: String(cursor) }, signal }),
  )
  return (
    <Panel title={say(words.past)} flush>
      <DataTable
        name={say(words.past)}
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => void navigate({ to: `/import/${row.id}` })}
        empty={{ title: say(words.pastEmpty), hint: say(words.pastEmptyHint) }}
      />
      <MoreRows pages={pages} />
    </Panel>
  )
}

function useColumns(): readonly Column<SurveyImport>[] {
  const say = useSay()
  const count = (key: 'rowsRead' | 'ready' | 'refused' | 'undecided', title: string): Column<SurveyImport> => ({
    key,
    title,
    value: row => row[key],
    render: row => <Num value={row[key]} />,
    align: 'right',
    sortable: true,
  })
  return [
    {
      key: 'file',
      title: say(words.file),
      value: row => row.fileName,
      render: row => (
        <Link to={`/import/${row.id}`} tabIndex={-1} className="long-name import-file">
          {row.fileName}
        </Link>
      ),
      always: true,
    },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(importStateWords[row.state]),
      render: row => <ImportStateMark state={row.state} />,
      width: 110,
    },
    count('rowsRead', say(words.rows)),
    count('ready', say(words.ready)),
    count('refused', say(words.refused)),
    count('undecided', say(words.undecided)),
    personColumn({ key: 'responsible', title: say(words.responsible), person: row => row.responsible }, say),
    {
      key: 'at',
      title: say(words.at),
      value: row => row.createdAt,
      render: row => <DateText at={row.createdAt} time />,
      sortable: true,
      width: 160,
    },
  ]
}
