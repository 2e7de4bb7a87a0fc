import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { addWaterNumber, getWater } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { registerWords as words } from './register-words.ts'
import { useRegisterChanged } from './use-register-changed.ts'

type Values = { readonly issuer: string; readonly number: string; readonly issuedOn: string }

/** Numbers under which other platforms know the water, and a form for one more. */
export function Numbers({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const account = useAccount()
  const water = useAnswer(getWater, { params: { id: waterId } })
  const [adding, setAdding] = useState(false)
  const numbers = water.data?.numbers
  return (
    <section className="register-part">
      <h3>{say(words.numbersTitle)}</h3>
      {water.error === null ? null : <ProblemAlert error={water.error} onRetry={water.refetch} />}
      {numbers?.length === 0 ? <p className="note-line">{say(words.noNumbers)}</p> : null}
      <ul className="number-list">
        {numbers?.map(number => (
          <li key={number.id}>
            <strong className="number long-name">{number.number}</strong>
            <span className="long-name">{number.issuer}</span>
            <DateText at={number.issuedOn} />
          </li>
        ))}
      </ul>
      {adding ? <NumberForm waterId={waterId} onDone={() => setAdding(false)} /> : null}
      {adding || !account.may('water.write') ? null : (
        <Button size="small" onClick={() => setAdding(true)}>
          {say(words.addNumber)}
        </Button>
      )}
    </section>
  )
}

function NumberForm(props: { readonly waterId: string; readonly onDone: () => void }) {
  const say = useSay()
  const changed = useRegisterChanged()
  const saving = useDoing()
  const needed = [{ required: true, whitespace: true, message: say(words.needed) }]
  const save = async (body: Values) => {
    const done = await saving.run(async () => {
      await call(addWaterNumber, { params: { id: props.waterId }, body })
      await changed()
    })
    if (done) props.onDone()
  }
  return (
    <Form<Values> layout="vertical" className="number-form" onFinish={values => void save(values)}>
      <Form.Item name="issuer" label={say(words.issuer)} rules={needed} extra={say(words.issuerHint)}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="number" label={say(words.number)} rules={needed}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="issuedOn" label={say(words.issuedOn)} rules={needed}>
        <Input type="date" />
      </Form.Item>
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
      <div className="row-actions">
        <Button type="primary" htmlType="submit" loading={saving.busy}>
          {say(common.save)}
        </Button>
        <Button onClick={props.onDone}>{say(common.cancel)}</Button>
      </div>
    </Form>
  )
}
