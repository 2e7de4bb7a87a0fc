import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import {
  importPlacesFile,
  listAliases,
  listEditions,
  listPlaces,
  type PlacesImportReport,
} from '../../../places/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { placesWords as words } from './places-words.ts'

type Held = { readonly file: File; readonly report: PlacesImportReport }

/** A new edition: first what it would change, then, on purpose, the import. */
export function ImportEdition() {
  const say = useSay()
  const { modal } = App.useApp()
  const sending = useDoing()
  const [year, setYear] = useState('')
  const [held, setHeld] = useState<Held>()
  const send = useSend(year)
  const check = (file: File) => {
    setHeld(undefined)
    return sending.run(async () => setHeld({ file, report: await send(file, true) }))
  }
  const keep = (file: File) =>
    modal.confirm({
      title: say(words.importNow),
      content: say(words.importConfirm),
      okText: say(words.importNow),
      cancelText: say(common.cancel),
      onOk: () => sending.run(async () => setHeld({ file, report: await send(file, false) })),
    })
  return (
    <Panel title={say(words.importTitle)}>
      <div className="stack">
        <Form layout="vertical">
          <Form.Item label={say(words.editionYear)} htmlFor="edition-year" className="edition-year">
            <Input
              id="edition-year"
              inputMode="numeric"
              maxLength={4}
              value={year}
              onChange={({ target }) => setYear(target.value.replaceAll(/\D/g, ''))}
            />
          </Form.Item>
        </Form>
        <FileDrop
          accept=".csv,.xlsx,.xls,.zip"
          maxBytes={200 * 1024 * 1024}
          title={say(words.importDrop)}
          hint={say(words.importHint)}
          busy={sending.busy}
          onFile={check}
        />
        {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
        {held === undefined ? null : <Report report={held.report} busy={sending.busy} onKeep={() => keep(held.file)} />}
      </div>
    </Panel>
  )
}

function useSend(year: string) {
  const cache = useQueryClient()
  return async (file: File, dryRun: boolean) => {
    const report = await call(importPlacesFile, {
      query: {
        fileName: file.name.slice(-200),
        dryRun: String(dryRun),
        ...(year.length === 4 ? { edition: year } : {}),
      },
      body: file,
    })
    const stale = [listEditions, listPlaces, listAliases]
    if (!dryRun) await Promise.all(stale.map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
    return report
  }
}

function Report(props: { readonly report: PlacesImportReport; readonly busy: boolean; readonly onKeep: () => void }) {
  const say = useSay()
  const { report } = props
  return (
    <>
      <Alert
        type={report.dryRun ? 'info' : 'success'}
        showIcon
        title={`${say(report.dryRun ? words.dryRun : words.imported)} · ${say(words.edition)} ${report.edition}`}
        action={
          report.dryRun && report.refused === 0 ? (
            <Button type="primary" loading={props.busy} onClick={props.onKeep}>
              {say(words.importNow)}
            </Button>
          ) : null
        }
      />
      <Tally
        label={say(words.changes)}
        figures={[
          { label: say(words.created), value: <Num value={report.created} /> },
          { label: say(words.updated), value: <Num value={report.updated} /> },
          { label: say(words.retiredCount), value: <Num value={report.retired} /> },
          { label: say(words.unchanged), value: <Num value={report.unchanged} /> },
          {
            label: say(words.refused),
            value: <Num value={report.refused} />,
            tone: report.refused > 0 ? 'bad' : undefined,
          },
        ]}
      />
      {report.problems.length === 0 ? null : <Problems report={report} />}
      <DataTable
        name={say(words.changes)}
        columns={[
          { key: 'words', title: say(words.changes), value: row => say(row.words), always: true },
          { key: 'code', title: say(words.code), value: row => row.code, width: 150 },
        ]}
        rows={report.changes}
        rowKey={row => `${row.kind} ${row.code}`}
        empty={{ title: say(words.noChanges) }}
      />
    </>
  )
}

function Problems({ report }: { readonly report: PlacesImportReport }) {
  const say = useSay()
  return (
    <DataTable
      name={say(words.problems)}
      columns={[
        {
          key: 'cell',
          title: say(words.cell),
          value: row => [row.sheet, row.cell].filter(Boolean).join(' '),
          width: 130,
        },
        {
          key: 'words',
          title: say(words.problems),
          value: row => say(row),
          render: row => <span className={`severity-${row.severity}`}>{say(row)}</span>,
          always: true,
        },
      ]}
      rows={report.problems}
      rowKey={row => `${row.sheet ?? ''} ${row.cell ?? ''} ${row.code} ${row.zh}`}
    />
  )
}
