import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { getSurroundingsTemplate, importSurroundings, maxSurroundingsBytes } from '../../../surroundings/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { CellFaults, SoundImport } from '../../shared/components/checked-import.tsx'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
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
  if (problems.length > 0) {
    const title = say(words.faults(read, problems.length))
    return <CellFaults title={title} remedy={say(words.fix)} words={words} problems={problems} />
  }
  return (
    <SoundImport
      {...props}
      dryRun={dryRun}
      title={say(dryRun ? words.checked(read) : words.taken(read))}
      description={say(words.effect(recorded, changed, unchanged))}
      take={say(words.takeAll)}
    />
  )
}
