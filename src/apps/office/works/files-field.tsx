import { PaperClipOutlined } from '@ant-design/icons'
import { getAttachment, putAttachment } from '../../../waters/contract.ts'
import { putPartFile } from '../../../works/progress/parts/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { SentFiles } from '../../shared/components/send-files.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { progressWords as words } from './progress-words.ts'

/** By which door a file reaches the water: as a paper of its works, or of a department, which may not write waters. */
type FileDoor = 'works' | 'part'

async function keepFile(door: FileDoor, waterId: string, file: File, { id, sha256 }: { id: string; sha256: string }) {
  const params = { id: waterId, attachmentId: id }
  const query = { name: file.name, sha256 }
  if (door === 'works') await call(putAttachment, { params, query: { ...query, kind: 'scan' }, body: file })
  else await call(putPartFile, { params, query, body: file })
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
  const { waterId, door, label, ...control } = props
  return (
    <SentFiles
      {...control}
      caption={say(words.addFile)}
      label={`${say(words.addFile)} ${label}`}
      nameOf={number => say(words.file(number))}
      keep={(file, as) => keepFile(door, waterId, file, as)}
    />
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
