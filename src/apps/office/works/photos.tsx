import { CameraOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { getAttachment } from '../../../waters/contract.ts'
import { putWorksPhoto } from '../../../works/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { pictureAndPaperTypes, pictureTypes, SendFiles } from '../../shared/components/send-files.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
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
  const { value = [], waterId, withPapers = false } = props
  return (
    <div className="photo-row">
      {withPapers ? (
        <span className="number">{value.length === 0 ? null : say(words.filesSent(value.length))}</span>
      ) : (
        <PhotoRow waterId={waterId} photos={value} label={props.label} />
      )}
      <SendFiles
        multiple
        icon={<CameraOutlined />}
        caption={say(withPapers ? words.addFile : words.addPhoto)}
        label={`${say(words.addPhoto)} ${props.label}`}
        accept={withPapers ? pictureAndPaperTypes : pictureTypes}
        keep={(file, { id, sha256 }) =>
          call(putWorksPhoto, {
            params: { id: waterId, attachmentId: id },
            query: { name: file.name, sha256, kind: file.type === 'application/pdf' ? 'report' : 'photo' },
            body: file,
          })
        }
        onSent={sent => props.onChange?.([...value, ...sent.map(({ id }) => id)])}
      />
    </div>
  )
}
