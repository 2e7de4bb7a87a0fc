import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { addWaterNumber, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { useAccount } from '../../shared/session.tsx'
import { waterWords as words } from './water-words.ts'

/** Numbers that ministries, province and others gave the water, each with issuer and date. */
export function WaterNumbers({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const [adding, setAdding] = useState(false)
  return (
    <Panel
      title={say(words.numbers)}
      id="numbers"
      tools={
        account.may('water.write') ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {say(words.addNumber)}
          </Button>
        ) : null
      }
    >
      {water.numbers.length === 0 ? <span className="quiet">{say(words.noNumbers)}</span> : null}
      <ul className="row-list">
        {water.numbers.map(({ id, issuer, number, issuedOn }) => (
          <li key={id}>
            <span className="number long-name">{number}</span>
            <span className="quiet">{issuer}</span>
            <span className="row-end quiet">
              <DateText at={issuedOn} />
            </span>
          </li>
        ))}
      </ul>
      {adding ? <NumberDialog water={water} onClose={() => setAdding(false)} /> : null}
    </Panel>
  )
}

type Values = { readonly issuer: string; readonly number: string; readonly issuedOn: string }

function NumberDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [error, setError] = useState<unknown>()
  const needed = [{ required: true, message: say(words.fieldNeeded) }]
  const save = async (body: Values) => {
    try {
      await call(addWaterNumber, { params: { id: water.id }, body })
      await changed()
      void message.success(say(words.done))
      onClose()
    } catch (thrown) {
      setError(thrown) // shown in the dialog
    }
  }
  return (
    <Modal
      open
      title={say(words.addNumber)}
      okText={say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'number-form' }}
      onCancel={onClose}
    >
      <Form<Values> id="number-form" layout="vertical" onFinish={values => void save(values)}>
        <Form.Item name="issuer" label={say(words.issuer)} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="number" label={say(words.number)} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="issuedOn" label={say(words.issuedOn)} rules={needed}>
          <Input type="date" />
        </Form.Item>
      </Form>
      {error === undefined ? null : <ProblemAlert error={error} />}
    </Modal>
  )
}
