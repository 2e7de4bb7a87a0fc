import { DownloadOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { getDutiesTemplate, importDuties, maxDutiesBytes } from '../../../duties/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { addressOf, call } from '../../shared/client.ts'
import { CellFaults, SoundImport } from '../../shared/components/checked-import.tsx'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { dutiesWords as words } from './duties-words.ts'
import { useDutiesChanged } from './use-duties-changed.ts'
import './duties.css'

type Report = AnswerOf<typeof importDuties>
type Held = { readonly file: File; readonly report: Report; readonly reason: string | undefined }

/** Persons responsible from a workbook: checked first, taken in all together. */
export default function DutiesImportPage() {
  const say = useSay()
  const changed = useDutiesChanged()
  const sending = useDoing()
  const [reason, setReason] = useState<string>()
  const [held, setHeld] = useState<Held>()
  const send = (file: File, dryRun: 'true' | 'false', why: string | undefined) =>
    sending.run(async () => {
      const query = { dryRun, ...(why === undefined || why.trim() === '' ? {} : { reason: why.trim() }) }
      setHeld({ file, reason: why, report: await call(importDuties, { query, body: file }) })
      if (dryRun === 'false') await changed()
    })
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/duties' }]}
        title={say(words.importTitle)}
        subtitle={say(words.importLead)}
        actions={
          <Button icon={<DownloadOutlined />} href={addressOf(getDutiesTemplate)}>
            {say(words.template)}
          </Button>
        }
      />
      <section className="panel duties-drop">
        <FileDrop
          accept=".xlsx,.xls,.csv"
          maxBytes={maxDutiesBytes}
          title={say(words.drop)}
          hint={say(words.dropHint)}
          busy={sending.busy}
          onFile={file => {
            setHeld(undefined)
            return send(file, 'true', reason)
          }}
        />
        <Replacing reason={reason} onReason={setReason} />
      </section>
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
      {held === undefined ? null : (
        <Outcome report={held.report} busy={sending.busy} onTake={() => void send(held.file, 'false', held.reason)} />
      )}
    </div>
  )
}

function Replacing(props: {
  readonly reason: string | undefined
  readonly onReason: (reason: string | undefined) => void
}) {
  const say = useSay()
  const { reason, onReason } = props
  return (
    <div className="duties-replacing">
      <Checkbox checked={reason !== undefined} onChange={({ target }) => onReason(target.checked ? '' : undefined)}>
        {say(words.mayReplace)}
      </Checkbox>
      <p className="quiet">{say(words.mayReplaceHint)}</p>
      {reason === undefined ? null : (
        <Input
          aria-label={say(words.replaceReason)}
          placeholder={say(words.replaceReason)}
          value={reason}
          maxLength={500}
          onChange={({ target }) => onReason(target.value)}
        />
      )}
    </div>
  )
}

function Outcome(props: { readonly report: Report; readonly busy: boolean; readonly onTake: () => void }) {
  const say = useSay()
  const { read, assigned, replaced, unchanged, problems, dryRun } = props.report
  if (problems.length > 0) {
    const title = say(words.faults(read, problems.length))
    return <CellFaults title={title} remedy={say(words.fix)} words={words} problems={problems} />
  }
  return (
    <SoundImport
      {...props}
      dryRun={dryRun}
      title={say(dryRun ? words.checked(read) : words.taken(read))}
      description={say(words.effect(assigned, replaced, unchanged))}
      take={say(words.takeAll)}
    />
  )
}
