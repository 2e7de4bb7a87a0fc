import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Modal } from 'antd'
import { useSay } from '../../shared/i18n/language.tsx'
import { peopleWords as words } from './people-words.ts'

export type ShownPassword = { readonly name: string; readonly username: string; readonly password: string }

/** A password shown this once: large, in one piece to copy, and closed only on purpose. */
export function OneTimePassword(props: { readonly shown: ShownPassword | undefined; readonly onClose: () => void }) {
  const say = useSay()
  const { shown } = props
  return (
    <Modal
      open={shown !== undefined}
      title={shown === undefined ? '' : `${say(words.passwordTitle)} · ${shown.name}`}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {say(words.keptIt)}
        </Button>
      }
    >
      <p>{say(words.passwordOnce)}</p>
      {shown === undefined ? null : (
        <>
          <p className="secret-user">
            {say(words.username)} <strong>{shown.username}</strong>
          </p>
          <Secret text={shown.password} />
        </>
      )}
    </Modal>
  )
}

/** A secret in one piece, with a button that copies it. */
export function Secret({ text }: { readonly text: string }) {
  const say = useSay()
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    void message.success(say(words.copied))
  }
  return (
    <div className="secret">
      <code>{text}</code>
      {'clipboard' in navigator ? (
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {say(words.copy)}
        </Button>
      ) : null}
    </div>
  )
}
