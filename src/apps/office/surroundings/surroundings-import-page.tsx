import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { getSurroundingsTemplate, importSurroundings, maxSurroundingsBytes } from '../../../surroundings/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'
import { useSurroundingsChanged } from './use-surroundings-changed.ts'
import './surroundings.css'

type Report = AnswerOf<typeof importSurroundings>

/** Works and settlements from a workbook: checked first, taken in all together. */
export default function SurroundingsImportPage() {
  const say = useSay()
  const changed = useSurroundingsChanged()
  const sending = useDoing()
  const [held, setHeld] = useState<{ readonly file: File; readonly report: Report }>()
  const send = (file: File, dryRun: 'true' | 'false') =>
    sending.run(async () => {
      setHeld({ file, report: await call(importSurroundings, { query: { dryRun }, body: file }) })
      if (dryRun === 'false') await changed()
    })
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/surroundings' }]}
        title={say(words.importTitle)}
        subtitle={say(words.importLead)}
        actions={
          <Button icon={<DownloadOutlined />} href={addressOf(getSurroundingsTemplate)}>
            {say(words.template)}
          </Button>
        }
      />
      <section className="panel surroundings-drop">
        <FileDrop
          accept=".xlsx,.xls,.csv"
          maxBytes={maxSurroundingsBytes}
          title={say(words.drop)}
          hint={say(words.dropHint)}
          busy={sending.busy}
          onFile={file => {
            setHeld(undefined)
            return send(file, 'true')
          }}
        />
      </section>
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
      {held === undefined ? null : (
        <Outcome report={held.report} busy={sending.busy} onTake={() => void send(held.file, 'false')} />
      )}
    </div>
  )
}

function Outcome(props: { readonly report: Report; readonly busy: boolean; readonly onTake: () => void }) {
  const say = useSay()
  const { read, recorded, changed, unchanged, problems, dryRun } = props.report
  if (problems.length > 0) return <Faults report={props.report} />
  return (
    <Alert
      type={dryRun ? 'info' : 'success'}
      showIcon
      title={say(dryRun ? words.checked(read) : words.taken(read))}
      description={say(words.effect(recorded, changed, unchanged))}
      action={
        dryRun ? (
          <Button type="primary" loading={props.busy} onClick={props.onTake}>
            {say(words.takeAll)}
          </Button>
        ) : null
      }
    />
  )
}

function Faults({ report: { read, problems } }: { readonly report: Report }) {
  const say = useSay()
  return (
    <Panel title={say(words.faults(read, problems.length))} tools={say(words.fix)} flush>
      <DataTable
        name={say(words.fault)}
        columns={[
          { key: 'cell', title: say(words.cell), value: row => row.cell, always: true, width: 90 },
          { key: 'sheet', title: say(words.sheet), value: row => row.sheet, width: 140 },
          { key: 'fault', title: say(words.fault), value: row => say(row) },
        ]}
        rows={problems}
        rowKey={row => `${row.sheet} ${row.cell} ${row.code} ${row.zh}`}
      />
    </Panel>
  )
}
