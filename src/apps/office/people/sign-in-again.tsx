import { Modal } from 'antd'
import type { Session } from '../../../people/contract.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { signInWords } from './sign-in-words.ts'

export function SignInAgain(props: {
  readonly open: boolean
  readonly username: string
  readonly onSignedIn: (session: Session) => void
}) {
  const say = useSay()
  return (
    <Modal
      open={props.open}
      title={say(signInWords.again)}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={420}
      zIndex={2000}
      destroyOnHidden
    >
      <p style={{ marginBottom: 16 }}>{say(signInWords.againHint)}</p>
      <SignInForm username={props.username} onSignedIn={props.onSignedIn} />
    </Modal>
  )
}
