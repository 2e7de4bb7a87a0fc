import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { declareMeasure, withdrawMeasure, type Declared, type getAcceptance } from '../../../acceptance/contract.ts'
import { chinaDate } from '../../../domain/dates.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { acceptanceWords as words } from './acceptance-words.ts'
import { useAcceptanceChanged } from './use-acceptance-changed.ts'

type Acceptance = AnswerOf<typeof getAcceptance>

/** Make-up water, agents and the like, with source and quantity or without. */
export function DeclaredPanel({ acceptance }: { readonly acceptance: Acceptance }) {
  const say = useSay()
  const mayWrite = useAccount().may('acceptance.write')
  const [adding, setAdding] = useState(false)
  const [taking, setTaking] = useState<Declared>()
  return (
    <Panel
      title={say(words.declared)}
      id="declared"
      tools={
        mayWrite ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {say(words.declare)}
          </Button>
        ) : undefined
      }
    >
      <p className="quiet">{say(words.declaredLead)}</p>
      {acceptance.declared.length === 0 ? <p className="quiet">{say(words.noDeclared)}</p> : null}
      <ul className="accept-list">
        {acceptance.declared.map(measure => (
          <li key={measure.id}>
            <DeclaredLine measure={measure} />
            {mayWrite ? (
              <Button type="link" size="small" onClick={() => setTaking(measure)}>
                {say(words.takeBack)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? <DeclareDialog acceptance={acceptance} onClose={() => setAdding(false)} /> : null}
      {taking === undefined ? null : <TakeBackDialog measure={taking} onClose={() => setTaking(undefined)} />}
    </Panel>
  )
}

const unitText = (unit: string) => unit.replace('m2', 'm²').replace('m3', 'm³')

function DeclaredLine({ measure }: { readonly measure: Declared }) {
  const say = useSay()
  const { name, quantity, unit, source, startsOn, note } = measure
  return (
    <>
      <strong>{say(name)}</strong> · {say(words.since(startsOn))} ·{' '}
      {quantity === undefined ? (
        <Mark tone="red">{say(words.missingQuantity)}</Mark>
      ) : (
        <Num value={quantity} unit={unitText(unit)} digits={2} />
      )}{' '}
      · {source ?? <Mark tone="red">{say(words.missingSource)}</Mark>}
      {note === undefined ? null : ` · ${note}`}{' '}
      <span className="quiet">
        <PersonName person={measure.declaredBy} brief />
      </span>
    </>
  )
}

type Values = {
  readonly measureId: string
  readonly quantity?: number
  readonly source?: string
  readonly startsOn: string
  readonly note?: string
}

function DeclareDialog({ acceptance, onClose }: { readonly acceptance: Acceptance; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAcceptanceChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const needed = [{ required: true, message: say(words.needed) }]
  const options = acceptance.declarable.map(({ measureId, name, unit }) => ({
    value: measureId,
    label: `${say(name)} (${unitText(unit)})`,
  }))
  return (
    <FormDialog<Values>
      title={say(words.declare)}
      explain={say(words.declaredLead)}
      initialValues={{ startsOn: today }}
      onClose={onClose}
      onSave={async values => {
        await call(declareMeasure, { params: { id: acceptance.water.id }, body: withoutBlanks(values) })
        await changed()
        void message.success(say(words.done))
      }}
    >
      <Form.Item name="measureId" label={say(words.measure)} rules={needed}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="quantity" label={say(words.quantity)}>
        <InputNumber min={0.01} max={1e9} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="source" label={say(words.source)} extra={say(words.sourceHint)}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="startsOn" label={say(words.startsOn)} rules={needed}>
        <Input type="date" max={today} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="note" label={say(words.note)}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}

function TakeBackDialog({ measure, onClose }: { readonly measure: Declared; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useAcceptanceChanged()
  return (
    <ReasonDialog
      open
      title={`${say(words.takeBack)} · ${say(measure.name)}`}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await call(withdrawMeasure, { params: { id: measure.id }, body: { reason } })
        await changed()
      }}
    />
  )
}
