import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import {
  answerObjection,
  beginNotice,
  recordObjection,
  type File,
  type Objection,
} from '../../../acceptance/contract.ts'
import { chinaDate, dayAfter } from '../../../domain/dates.ts'
import { call } from '../../shared/client.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'
import { useAcceptanceChanged } from './use-acceptance-changed.ts'

/** The public notice of a file, what was objected, and what was answered. */
export function NoticePanel({ file }: { readonly file: File }) {
  const say = useSay()
  const [objecting, setObjecting] = useState(false)
  const running = file.state === 'on-notice' && file.mayWrite
  const { notice } = file
  return (
    <Panel
      title={say(words.publicNotice)}
      id="notice"
      tools={
        running ? (
          <Button size="small" onClick={() => setObjecting(true)}>
            {say(words.recordObjection)}
          </Button>
        ) : undefined
      }
    >
      {notice === undefined ? (
        <p className="quiet">{say(words.noNotice)}</p>
      ) : (
        <FactList
          lines={[
            { label: say(words.publicNotice), value: say(words.runsFromTo(notice.startsOn, notice.endsOn)) },
            { label: say(words.noticePlace), value: notice.place, wide: true },
          ]}
        />
      )}
      {notice === undefined ? null : <Objections file={file} mayAnswer={file.mayWrite} />}
      {objecting ? <ObjectionDialog file={file} onClose={() => setObjecting(false)} /> : null}
    </Panel>
  )
}

function Objections({ file, mayAnswer }: { readonly file: File; readonly mayAnswer: boolean }) {
  const say = useSay()
  const [answering, setAnswering] = useState<Objection>()
  return (
    <>
      <h3 className="accept-objections">{say(words.objections)}</h3>
      {file.objections.length === 0 ? <p className="quiet">{say(words.noObjections)}</p> : null}
      <ul className="accept-list">
        {file.objections.map(objection => (
          <li key={objection.id}>
            <p>
              <DateText at={objection.receivedOn} /> · {objection.text} <UpheldMark objection={objection} />
            </p>
            {objection.answer === undefined ? (
              mayAnswer ? (
                <Button size="small" onClick={() => setAnswering(objection)}>
                  {say(words.answer)}
                </Button>
              ) : null
            ) : (
              <p className="quiet">
                {objection.answer} ·{' '}
                {objection.answeredBy === undefined ? null : <PersonName person={objection.answeredBy} brief />}{' '}
                <DateText at={objection.answeredAt} time />
              </p>
            )}
          </li>
        ))}
      </ul>
      {answering === undefined ? null : <AnswerDialog objection={answering} onClose={() => setAnswering(undefined)} />}
    </>
  )
}

function UpheldMark({ objection }: { readonly objection: Objection }) {
  const say = useSay()
  if (objection.upheld === undefined) return <Mark tone="red">{say(words.unanswered)}</Mark>
  return objection.upheld ? <Mark tone="red">{say(words.upheld)}</Mark> : <Mark>{say(words.notUpheld)}</Mark>
}

type NoticeValues = { readonly startsOn: string; readonly endsOn: string; readonly place: string }

/** For a file that the county has accepted. */
export function NoticeButton({ file }: { readonly file: File }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAcceptanceChanged()
  const [asking, setAsking] = useState(false)
  const [today] = useState(() => chinaDate(new Date()))
  const { earliestOn, leastDays } = file.noticeRules
  if (file.state !== 'accepted' || !file.mayWrite) return null
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {say(words.beginNotice)}
      </Button>
      {asking ? (
        <FormDialog<NoticeValues>
          title={`${say(words.beginNotice)} · ${file.water.name}`}
          explain={say(words.noticeLasts(leastDays))}
          initialValues={{ startsOn: today, endsOn: dayAfter(today, leastDays - 1) }}
          onClose={() => setAsking(false)}
          onSave={async body => {
            await call(beginNotice, { params: { id: file.id }, body })
            await changed()
            void message.success(say(words.done))
          }}
        >
          <Form.Item name="startsOn" label={say(words.startsOn)} rules={needed}>
            <Input type="date" min={earliestOn} style={{ width: 180 }} />
          </Form.Item>
          <Form.Item name="endsOn" label={say(words.endsOn)} rules={needed}>
            <Input type="date" min={earliestOn} style={{ width: 180 }} />
          </Form.Item>
          <Form.Item name="place" label={say(words.noticePlace)} extra={say(words.noticePlaceHint)} rules={needed}>
            <Input maxLength={300} />
          </Form.Item>
        </FormDialog>
      ) : null}
    </>
  )
}

type ObjectionValues = { readonly receivedOn: string; readonly text: string }

function ObjectionDialog({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useAcceptanceChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const needed = [{ required: true, whitespace: true, min: 2, message: say(words.needed) }]
  const last = file.notice !== undefined && file.notice.endsOn < today ? file.notice.endsOn : today
  return (
    <FormDialog<ObjectionValues>
      title={`${say(words.recordObjection)} · ${file.water.name}`}
      initialValues={{ receivedOn: last }}
      onClose={onClose}
      onSave={async body => {
        await call(recordObjection, { params: { id: file.id }, body })
        await changed()
      }}
    >
      <Form.Item name="receivedOn" label={say(words.receivedOn)} rules={needed}>
        <Input type="date" min={file.notice?.startsOn} max={last} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="text" label={say(words.objectionText)} extra={say(words.objectionHint)} rules={needed}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </FormDialog>
  )
}

type AnswerValues = { readonly answer: string; readonly upheld: 'yes' | 'no' }

function AnswerDialog({ objection, onClose }: { readonly objection: Objection; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useAcceptanceChanged()
  const needed = { required: true, message: say(words.needed) }
  return (
    <FormDialog<AnswerValues>
      title={say(words.answer)}
      explain={objection.text}
      onClose={onClose}
      onSave={async ({ answer, upheld }) => {
        await call(answerObjection, { params: { id: objection.id }, body: { answer, upheld: upheld === 'yes' } })
        await changed()
      }}
    >
      <Form.Item name="upheld" label={say(words.upheldAsk)} rules={[needed]}>
        <Radio.Group
          options={[
            { value: 'no', label: say(words.notUpheld) },
            { value: 'yes', label: say(words.upheld) },
          ]}
        />
      </Form.Item>
      <Form.Item name="answer" label={say(words.answer)} rules={[{ ...needed, whitespace: true, min: 2 }]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </FormDialog>
  )
}
