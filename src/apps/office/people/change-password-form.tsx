import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { getPasswordRules, postPassword, type Session } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { signInWords } from './sign-in-words.ts'

type Values = { readonly oldPassword: string; readonly newPassword: string; readonly repeated: string }

/** Old and new password; the rules in force stand below the field. */
export function ChangePasswordForm({ onChanged }: { readonly onChanged: (session: Session) => void }) {
  const say = useSay()
  const rules = useAnswer(getPasswordRules, {}, { staleMs: Infinity })
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const submit = async ({ oldPassword, newPassword }: Values) => {
    setBusy(true)
    try {
      onChanged(await call(postPassword, { body: { oldPassword, newPassword } }))
    } catch (thrown) {
      setError(thrown) // shown above the button
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Values> layout="vertical" requiredMark={false} onFinish={values => void submit(values)}>
      <Form.Item
        name="oldPassword"
        label={say(signInWords.oldPassword)}
        rules={[{ required: true, message: say(signInWords.passwordNeeded) }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={say(signInWords.newPassword)}
        extra={rules.data === undefined ? null : say(rules.data.words)}
        rules={[{ required: true, message: say(signInWords.passwordNeeded) }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={say(signInWords.repeatPassword)}
        dependencies={['newPassword']}
        rules={[
          { required: true, message: say(signInWords.passwordNeeded) },
          ({ getFieldValue }) => ({
            validator: (_rule, value: unknown) =>
              value === undefined || value === '' || value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(say(signInWords.differs))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Space direction="vertical" size={16} style={{ width: '100%' }}>
        {error === undefined ? null : <ProblemAlert error={error} />}
        <Button type="primary" htmlType="submit" block loading={busy}>
          {say(signInWords.changeSubmit)}
        </Button>
      </Space>
    </Form>
  )
}
