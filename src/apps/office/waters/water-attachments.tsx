import { FilePdfOutlined, FileImageOutlined } from '@ant-design/icons'
import { App, Button, Image, Select, Space } from 'antd'
import { useState } from 'react'
import { uuidv7 } from '../../../domain/ids.ts'
import {
  attachmentKindIds,
  attachmentKinds,
  getAttachment,
  maxAttachmentBytes,
  putAttachment,
  removeAttachment,
  type Attachment,
  type AttachmentKind,
  type Water,
} from '../../../waters/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { useAccount } from '../../shared/session.tsx'
import { sha256Of } from '../../shared/sha256.ts'
import { waterWords as words } from './water-words.ts'

/** Photos and scanned papers: thumbnails, preview, upload with a checksum, removal with a reason. */
export function WaterAttachments({ water }: { readonly water: Water }) {
  const say = useSay()
  const mayWrite = useAccount().may('water.write')
  const [removing, setRemoving] = useState<Attachment>()
  return (
    <Panel title={say(words.attachments)} id="attachments">
      {water.attachments.length === 0 ? (
        <p className="quiet" style={{ marginBottom: 12 }}>
          {say(words.noAttachments)}
        </p>
      ) : null}
      <Image.PreviewGroup>
        <ul className="attachments">
          {water.attachments.map(attachment => (
            <li key={attachment.id}>
              <Thumb attachment={attachment} />
              <span className="long-name">{attachment.caption ?? attachment.name}</span>
              <span className="quiet">
                {say(attachmentKinds[attachment.kind])} · <DateText at={attachment.takenAt ?? attachment.addedAt} />
              </span>
              {mayWrite ? (
                <Button
                  type="link"
                  size="small"
                  style={{ alignSelf: 'flex-start' }}
                  onClick={() => setRemoving(attachment)}
                >
                  {say(common.remove)}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Image.PreviewGroup>
      {mayWrite ? <Uploader water={water} /> : null}
      {removing === undefined ? null : <RemoveDialog attachment={removing} onClose={() => setRemoving(undefined)} />}
    </Panel>
  )
}

function Thumb({ attachment }: { readonly attachment: Attachment }) {
  const params = { id: attachment.waterId, attachmentId: attachment.id }
  const shown = attachment.caption ?? attachment.name
  if (attachment.type === 'application/pdf' || attachment.type === 'image/heic') {
    const Icon = attachment.type === 'application/pdf' ? FilePdfOutlined : FileImageOutlined
    return (
      <a
        className="thumb"
        href={addressOf(getAttachment, { params, query: { as: 'inline' } })}
        target="_blank"
        rel="noreferrer"
        aria-label={shown}
      >
        <Icon style={{ fontSize: 32 }} />
      </a>
    )
  }
  return (
    <span className="thumb">
      <Image
        alt={shown}
        width="100%"
        height={108}
        style={{ objectFit: 'cover' }}
        src={addressOf(getAttachment, { params, query: { as: 'thumbnail' } })}
        preview={{ src: addressOf(getAttachment, { params, query: { as: 'inline' } }) }}
      />
    </span>
  )
}

function Uploader({ water }: { readonly water: Water }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [kind, setKind] = useState<AttachmentKind>('photo')
  const [sending, setSending] = useState<string>()
  const [error, setError] = useState<unknown>()
  const send = async (file: File) => {
    setSending(file.name)
    setError(undefined)
    try {
      await call(putAttachment, {
        params: { id: water.id, attachmentId: uuidv7(Date.now()) },
        query: { name: file.name, kind, sha256: await sha256Of(file) },
        body: file,
      })
      await changed()
      void message.success(file.name)
    } catch (thrown) {
      setError(thrown) // shown below
    } finally {
      setSending(undefined)
    }
  }
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Select
        size="small"
        aria-label={say(words.attachmentKind)}
        value={kind}
        onChange={setKind}
        popupMatchSelectWidth={false}
        options={attachmentKindIds.map(id => ({ value: id, label: say(attachmentKinds[id]) }))}
      />
      <FileDrop
        accept="image/jpeg,image/png,image/webp,image/heic,application/pdf,.jpg,.jpeg,.png,.webp,.heic,.pdf"
        maxBytes={maxAttachmentBytes}
        several
        busy={sending !== undefined}
        title={sending === undefined ? say(words.upload) : say(words.uploading(sending))}
        hint={say(words.uploadHint)}
        onFile={file => void send(file)}
      />
      {error === undefined ? null : <ProblemAlert error={error} />}
    </Space>
  )
}

function RemoveDialog({ attachment, onClose }: { readonly attachment: Attachment; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useWatersChanged()
  return (
    <ReasonDialog
      open
      danger
      title={`${say(words.removeAttachment)} · ${attachment.name}`}
      explain={say(words.removeAttachmentExplain)}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        const params = { id: attachment.waterId, attachmentId: attachment.id }
        await call(removeAttachment, { params, body: { reason } })
        await changed()
      }}
    />
  )
}
