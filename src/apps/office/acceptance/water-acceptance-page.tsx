import { useParams } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { getAcceptance, submitFile } from '../../../acceptance/contract.ts'
import { blockingItems, isRunning } from '../../../acceptance/rules.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ListMark, StageMark } from '../../shared/components/marks.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { AcceptanceAside } from './acceptance-aside.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'
import { Checklist } from './checklist.tsx'
import { DecisionButtons, hindrances } from './decision-buttons.tsx'
import { DeclaredPanel } from './declared-panel.tsx'
import { DueMark, FileStateMark } from './marks.tsx'
import { NoticeButton, NoticePanel } from './notice-panel.tsx'
import { PaperMenu } from './paper-menu.tsx'
import { useAcceptanceChanged } from './use-acceptance-changed.ts'
import './acceptance.css'

type Acceptance = AnswerOf<typeof getAcceptance>
type Props = { readonly acceptance: Acceptance }

/** The file of acceptance of a water: its checklist, who decides next, the notice, and what is declared. */
export default function WaterAcceptancePage() {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const answer = useAnswer(getAcceptance, { params: { id } })
  const say = useSay()
  if (answer.error !== null) {
    return (
      <>
        <PageHeader title={say(words.title)} />
        <ProblemAlert error={answer.error} onRetry={answer.refetch} />
      </>
    )
  }
  if (answer.data === undefined) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: '24px 0' }} />
  const acceptance = answer.data
  const { file } = acceptance
  return (
    <div className="stack">
      <Header acceptance={acceptance} />
      <Standing acceptance={acceptance} />
      <div className="accept-grid">
        <div className="stack">
          <Checklist
            key={`${file?.id ?? 'none'} ${file?.state ?? ''}`}
            waterId={acceptance.water.id}
            items={acceptance.items}
            file={file}
          />
          <DeclaredPanel acceptance={acceptance} />
          {file === undefined ? null : <NoticePanel file={file} />}
        </div>
        <AcceptanceAside acceptance={acceptance} />
      </div>
    </div>
  )
}

function Header({ acceptance }: Props) {
  const say = useSay()
  const { water, file, items } = acceptance
  const { county, town, village } = water.regionNames
  return (
    <PageHeader
      crumbs={[
        { label: say(words.title), to: '/acceptance' },
        { label: water.name, to: `/waters/${water.id}` },
      ]}
      title={say(words.fileOf(water.name))}
      marks={
        <>
          {file === undefined ? null : <FileStateMark state={file.state} />}
          {file === undefined ? null : <DueMark urgency={file.urgency} daysLeft={file.daysLeft} />}
          <StageMark stage={water.stage} cycle={water.cycle} />
          {water.list === undefined ? null : <ListMark list={water.list} />}
        </>
      }
      subtitle={
        <>
          <span className="number">{water.code}</span> · {[county, town, village].filter(Boolean).join(' ')}
        </>
      }
      actions={
        <>
          {file === undefined ? null : <PaperMenu fileId={file.id} />}
          {file === undefined ? null : (
            <DecisionButtons file={file} blocking={blockingItems(items).map(({ id }) => id)} />
          )}
          {file === undefined ? null : <NoticeButton file={file} />}
          <SubmitButton acceptance={acceptance} />
        </>
      }
    />
  )
}

/** In one line: what is to be done before it can go on. */
function Standing({ acceptance: { items, file, water } }: Props) {
  const say = useSay()
  const blocking = blockingItems(items).length
  if (file !== undefined && isRunning(file.state)) {
    const why = file.hindrance === undefined ? undefined : say(hindrances[file.hindrance])
    if (blocking > 0) return <Alert type="error" showIcon title={say(words.broken(blocking))} />
    return (
      <Alert type="success" showIcon title={say(words.holds)} {...(why === undefined ? {} : { description: why })} />
    )
  }
  if (file?.state === 'delisted') return null
  if (water.stage !== 'completed') return <Alert type="info" showIcon title={say(words.tooEarly)} />
  return blocking === 0 ? (
    <Alert type="success" showIcon title={say(words.ready)} />
  ) : (
    <Alert type="warning" showIcon title={say(words.notReady(blocking))} />
  )
}

function SubmitButton({ acceptance }: Props) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAcceptanceChanged()
  const [asking, setAsking] = useState(false)
  if (!acceptance.maySubmit) return null
  return (
    <>
      <Button type="primary" disabled={blockingItems(acceptance.items).length > 0} onClick={() => setAsking(true)}>
        {say(words.submit)}
      </Button>
      {asking ? (
        <FormDialog<{ note?: string }>
          title={`${say(words.submit)} · ${acceptance.water.name}`}
          explain={say(words.submitExplain)}
          saveLabel={say(words.submit)}
          onClose={() => setAsking(false)}
          onSave={async values => {
            await call(submitFile, { params: { id: acceptance.water.id }, body: withoutBlanks(values) })
            await changed()
            void message.success(say(words.done))
          }}
        >
          <Form.Item name="note" label={say(words.note)}>
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        </FormDialog>
      ) : null}
    </>
  )
}
