import { Button, Form, Input, Space, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { postSession, type Session } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { signInWords } from './sign-in-words.ts'

type Values = { readonly username: string; readonly password: string }

/** Username and password; a refusal (wrong, locked for so many minutes, disabled) is shown in the platform's words. */
export function SignInForm(props: { readonly username?: string; readonly onSignedIn: (session: Session) => void }) {
  const say = useSay()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const password = useRef<InputRef>(null)
  const known = props.username !== undefined
  useEffect(() => {
    if (known) password.current?.focus()
  }, [known])
  const submit = async ({ username, password: secret }: Values) => {
    setBusy(true)
    try {
      props.onSignedIn(await call(postSession, { body: { username, password: secret } }, { mayAskToSignIn: false }))
    } catch (thrown) {
      setError(thrown) // shown above the button
      setBusy(false)
    }
  }
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      size="large"
      initialValues={{ username: props.username ?? '' }}
      onFinish={values => void submit(values)}
    >
      <Form.Item
        name="username"
        label={say(signInWords.username)}
        rules={[{ required: true, whitespace: true, message: say(signInWords.usernameNeeded) }]}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} />
      </Form.Item>
      <Form.Item
        name="password"
        label={say(signInWords.password)}
        rules={[{ required: true, message: say(signInWords.passwordNeeded) }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} ref={password} />
      </Form.Item>
      <Space direction="vertical" size={16} style={{ width: '100%' }}>
        {error === undefined ? null : <ProblemAlert error={error} />}
        <Button type="primary" htmlType="submit" block loading={busy}>
          {say(signInWords.submit)}
        </Button>
      </Space>
    </Form>
  )
}
