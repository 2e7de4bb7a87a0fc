import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { uuidv7 } from '../../../domain/ids.ts'
import { getAttachment, putAttachment } from '../../../waters/contract.ts'
import { putPartFile } from '../../../works/progress/parts/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { sha256Of } from '../../shared/sha256.ts'
import { progressWords as words } from './progress-words.ts'

/** By which door a file reaches the water: as a paper of its works, or of a department, which may not write waters. */
type FileDoor = 'works' | 'part'

async function sendFile(door: FileDoor, waterId: string, file: File): Promise<string> {
  const params = { id: waterId, attachmentId: uuidv7(Date.now()) }
  const query = { name: file.name, sha256: await sha256Of(file) }
  if (door === 'works') await call(putAttachment, { params, query: { ...query, kind: 'scan' }, body: file })
  else await call(putPartFile, { params, query, body: file })
  return params.attachmentId
}

/** Sends papers at once as attachments of the water; its value are their ids. A form control. */
export function FilesField(props: {
  readonly waterId: string
  readonly door: FileDoor
  readonly label: string
  readonly value?: readonly string[]
  readonly onChange?: (files: readonly string[]) => void
}) {
  const say = useSay()
  const sending = useDoing()
  const chooser = useRef<HTMLInputElement>(null)
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const { value = [], waterId, door } = props
  const send = (files: readonly File[]) =>
    sending.run(async () => {
      const sent: string[] = []
      for (const file of files) {
        const id = await sendFile(door, waterId, file)
        sent.push(id)
        setNames(before => ({ ...before, [id]: file.name }))
        props.onChange?.([...value, ...sent])
      }
    })
  return (
    <div className="files-field">
      {value.map((id, index) => (
        <span key={id} className="file-chip">
          <span className="long-name">{names[id] ?? say(words.file(index + 1))}</span>
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={say(common.removeNamed(names[id] ?? say(words.file(index + 1))))}
            onClick={() => props.onChange?.(value.filter(one => one !== id))}
          />
        </span>
      ))}
      <Button icon={<PaperClipOutlined />} loading={sending.busy} onClick={() => chooser.current?.click()}>
        {say(sending.busy ? words.sending : words.addFile)}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
        aria-label={`${say(words.addFile)} ${props.label}`}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          void send(files)
        }}
      />
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
    </div>
  )
}

/** Links to attachments of a water, by number. */
export function FileLinks({ waterId, files }: { readonly waterId: string; readonly files: readonly string[] }) {
  const say = useSay()
  return (
    <>
      {files.map((attachmentId, index) => (
        <a
          key={attachmentId}
          className="file-link"
          href={addressOf(getAttachment, { params: { id: waterId, attachmentId }, query: { as: 'inline' } })}
          target="_blank"
          rel="noreferrer"
        >
          <PaperClipOutlined /> {say(words.file(index + 1))}
        </a>
      ))}
    </>
  )
}
