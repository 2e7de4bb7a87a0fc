import { InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'
import { useState, type ReactNode } from 'react'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { ProblemAlert } from './problem-alert.tsx'
import { ProblemError } from '../client.ts'

/**
 * Takes files by drag, click or keyboard. Type and size are checked before anything is sent; a refusal names the file.
 *
 * @param accept as of an input element, e.g. `.xlsx,.xls,.csv`
 * @example <FileDrop accept=".xlsx" maxBytes={50e6} title={...} hint={...} onFile={file => upload(file)} />
 */
export function FileDrop(props: {
  readonly accept: string
  readonly maxBytes: number
  readonly title: ReactNode
  readonly hint?: ReactNode
  readonly several?: boolean
  readonly busy?: boolean
  readonly onFile: (file: File) => unknown
}) {
  const say = useSay()
  const [error, setError] = useState<ProblemError>()
  const take = (file: File) => {
    const tooLarge = file.size > props.maxBytes
    setError(
      tooLarge
        ? new ProblemError({
            code: 'file.too-large',
            status: 413,
            words: common.fileTooLarge(file.name, props.maxBytes),
          })
        : undefined,
    )
    if (!tooLarge) void props.onFile(file)
    return false
  }
  return (
    <>
      <Upload.Dragger
        accept={props.accept}
        multiple={props.several ?? false}
        showUploadList={false}
        disabled={props.busy ?? false}
        beforeUpload={take}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{props.title}</p>
        <p className="ant-upload-hint">{props.hint ?? say(common.dropHint)}</p>
      </Upload.Dragger>
      {error === undefined ? null : <ProblemAlert error={error} />}
    </>
  )
}
