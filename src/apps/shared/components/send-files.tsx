import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { uuidv7 } from '../../../domain/ids.ts'
import { useDoing } from '../hooks/use-doing.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { sha256Of } from '../sha256.ts'
import { ProblemAlert } from './problem-alert.tsx'
import './send-files.css'

export const pictureTypes = 'image/jpeg,image/png,image/webp,image/heic'
export const pictureAndPaperTypes = `${pictureTypes},application/pdf`

type Keep = (file: File, as: { readonly id: string; readonly sha256: string }) => Promise<unknown>
export type Sent = { readonly id: string; readonly name: string }

/**
 * A button that sends files as soon as they are chosen, one after the other, each under an id made here. A refusal stands beneath; what
 * was sent before it stays sent.
 *
 * @example <SendFiles caption={say(words.addFile)} label={say(words.addFile)} accept={pictureAndPaperTypes}
 *   keep={(file, { id, sha256 }) => call(putAttachment, {...})} onSent={sent => ...} />
 */
export function SendFiles(props: {
  readonly caption: string
  /** For whoever does not see where it stands. */
  readonly label: string
  readonly accept: string
  readonly icon?: ReactNode
  readonly id?: string
  readonly multiple?: boolean
  readonly keep: Keep
  /** After each file, with everything that was sent in one go. */
  readonly onSent: (sent: readonly Sent[]) => void
}) {
  const say = useSay()
  const sending = useDoing()
  const chooser = useRef<HTMLInputElement>(null)
  const { keep, onSent, icon } = props
  const send = (files: readonly File[]) =>
    sending.run(async () => {
      const sent: Sent[] = []
      for (const file of files) {
        const id = uuidv7(Date.now())
        await keep(file, { id, sha256: await sha256Of(file) })
        sent.push({ id, name: file.name })
        onSent([...sent])
      }
    })
  return (
    <>
      <Button
        {...(props.id === undefined ? {} : { id: props.id })}
        icon={icon}
        loading={sending.busy}
        onClick={() => chooser.current?.click()}
      >
        {sending.busy ? say(common.sending) : props.caption}
      </Button>
      <input
        ref={chooser}
        type="file"
        // Forms style their inputs, which would bring a hidden one back.
        style={{ display: 'none' }}
        multiple={props.multiple ?? false}
        accept={props.accept}
        aria-label={props.label}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          void send(files)
        }}
      />
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
    </>
  )
}

/** Papers that were sent, each to be taken off again, and a button for more. A form control: its value are their ids. */
export function SentFiles(props: {
  readonly caption: string
  readonly label: string
  readonly keep: Keep
  /** What a file is called whose name is not known any more. */
  readonly nameOf: (number: number) => string
  readonly value?: readonly string[]
  readonly onChange?: (files: readonly string[]) => void
}) {
  const say = useSay()
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const { value = [], nameOf, onChange } = props
  return (
    <div className="files-field">
      {value.map((id, index) => {
        const name = names[id] ?? nameOf(index + 1)
        return (
          <span key={id} className="file-chip">
            <span className="long-name">{name}</span>
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={say(common.removeNamed(name))}
              onClick={() => onChange?.(value.filter(one => one !== id))}
            />
          </span>
        )
      })}
      <SendFiles
        multiple
        icon={<PaperClipOutlined />}
        caption={props.caption}
        label={props.label}
        accept={pictureAndPaperTypes}
        keep={props.keep}
        onSent={sent => {
          setNames(before => ({ ...before, ...Object.fromEntries(sent.map(({ id, name }) => [id, name])) }))
          onChange?.([...value, ...sent.map(({ id }) => id)])
        }}
      />
    </div>
  )
}
