import { CameraOutlined } from '@ant-design/icons'
import { Button, Image } from 'antd'
import { useRef } from 'react'
import { uuidv7 } from '../../../domain/ids.ts'
import { getAttachment } from '../../../waters/contract.ts'
import { putWorksPhoto } from '../../../works/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { sha256Of } from '../../shared/sha256.ts'
import { worksWords as words } from './works-words.ts'

export function Photo(props: { readonly waterId: string; readonly id: string; readonly label: string }) {
  const params = { id: props.waterId, attachmentId: props.id }
  return (
    <Image
      alt={props.label}
      src={addressOf(getAttachment, { params, query: { as: 'thumbnail' } })}
      preview={{ src: addressOf(getAttachment, { params, query: { as: 'inline' } }) }}
    />
  )
}

export function PhotoRow(props: {
  readonly waterId: string
  readonly photos: readonly string[]
  readonly label: string
}) {
  return (
    <Image.PreviewGroup>
      <div className="photo-row">
        {props.photos.map((id, index) => (
          <Photo key={id} waterId={props.waterId} id={id} label={`${props.label} ${index + 1}`} />
        ))}
      </div>
    </Image.PreviewGroup>
  )
}

/** Takes photos and sends each at once as an attachment of the water; its value are their ids. A form control. */
export function PhotoField(props: {
  readonly waterId: string
  readonly label: string
  /** Papers too, as PDF. */
  readonly withPapers?: boolean
  readonly value?: readonly string[]
  readonly onChange?: (photos: readonly string[]) => void
}) {
  const say = useSay()
  const sending = useDoing()
  const chooser = useRef<HTMLInputElement>(null)
  const { value = [] } = props
  const send = (files: readonly File[]) =>
    sending.run(async () => {
      const sent: string[] = []
      for (const file of files) {
        const attachmentId = uuidv7(Date.now())
        await call(putWorksPhoto, {
          params: { id: props.waterId, attachmentId },
          query: {
            name: file.name,
            sha256: await sha256Of(file),
            kind: file.type === 'application/pdf' ? 'report' : 'photo',
          },
          body: file,
        })
        sent.push(attachmentId)
        props.onChange?.([...value, ...sent])
      }
    })
  return (
    <div className="photo-row">
      {props.withPapers === true ? (
        <span className="number">{value.length === 0 ? null : say(words.filesSent(value.length))}</span>
      ) : (
        <PhotoRow waterId={props.waterId} photos={value} label={props.label} />
      )}
      <Button icon={<CameraOutlined />} loading={sending.busy} onClick={() => chooser.current?.click()}>
        {say(sending.busy ? words.sending : props.withPapers === true ? words.addFile : words.addPhoto)}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept={`image/jpeg,image/png,image/webp,image/heic${props.withPapers === true ? ',application/pdf' : ''}`}
        aria-label={`${say(words.addPhoto)} ${props.label}`}
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
