import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Modal } from 'antd'
import { useRef } from 'react'
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
  const shown = useRef<HTMLElement>(null)
  const copy = async () => {
    if (await copied(text)) return void message.success(say(words.copied))
    if (shown.current !== null) getSelection()?.selectAllChildren(shown.current)
    void message.info(say(words.copyByHand))
  }
  return (
    <div className="secret">
      <code ref={shown}>{text}</code>
      <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
        {say(words.copy)}
      </Button>
    </div>
  )
}

/** Browsers have no clipboard where the platform is reached by plain http, and people may forbid it. */
async function copied(text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
