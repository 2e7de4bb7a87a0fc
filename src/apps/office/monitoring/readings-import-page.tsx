import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listReadings } from '../../../monitoring/contract.ts'
import { importReadings, maxImportBytes, type ReadingsReport } from '../../../monitoring/import/contract.ts'
import { getTemplate } from '../../../survey/import/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { ReadingsOutcome } from './readings-outcome.tsx'
import { readingsImportWords as words, writingHints } from './readings-import-words.ts'
import './monitoring.css'

type Held = { readonly file: File; readonly report: ReadingsReport }

/** Readings from a workbook: checked first, written together once somebody says so. The file stays with whoever brought it. */
export default function ReadingsImportPage() {
  const say = useSay()
  const cache = useQueryClient()
  const sending = useDoing()
  const phone = usePhone()
  const [name, setName] = useState('')
  const [held, setHeld] = useState<Held>()
  const send = async (file: File, how: { readonly dryRun: boolean; readonly partial: boolean }) => {
    const query = { fileName: file.name.slice(-200), dryRun: String(how.dryRun), partial: String(how.partial) }
    setHeld({ file, report: await call(importReadings, { query, body: file }) })
  }
  const check = (file: File) => {
    setHeld(undefined)
    setName(file.name)
    return sending.run(() => send(file, { dryRun: true, partial: true }))
  }
  const write = (file: File, partial: boolean) =>
    sending.run(async () => {
      await send(file, { dryRun: false, partial })
      await cache.invalidateQueries({ queryKey: answerKey(listReadings) })
    })
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <div className="readings-entry">
        <section className="panel readings-drop" aria-label={say(words.title)}>
          <FileDrop
            accept=".xlsx,.xls,.csv"
            maxBytes={maxImportBytes}
            title={say(words.dropTitle)}
            hint={say(words.dropHint)}
            busy={sending.busy}
            onFile={check}
          />
          {sending.busy ? <p aria-live="polite">{say(words.checking(name))}</p> : null}
        </section>
        {/* On a phone the outcome would stand below it, out of sight. */}
        {phone && held !== undefined ? null : <HowToWrite />}
      </div>
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
      {held === undefined ? null : (
        <ReadingsOutcome
          file={held.file}
          report={held.report}
          busy={sending.busy}
          onWrite={partial => void write(held.file, partial)}
        />
      )}
    </div>
  )
}

function HowToWrite() {
  const say = useSay()
  return (
    <Panel
      title={say(words.how)}
      className="readings-how"
      tools={
        <Button
          size="small"
          icon={<DownloadOutlined />}
          href={addressOf(getTemplate, { params: { name: 'readings' } })}
          download
        >
          {say(words.template)}
        </Button>
      }
    >
      <ul>
        {writingHints.map(line => (
          <li key={line.en}>{say(line)}</li>
        ))}
      </ul>
    </Panel>
  )
}
