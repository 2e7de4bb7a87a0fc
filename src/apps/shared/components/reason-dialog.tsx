import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { FormDialog } from './form-dialog.tsx'

/**
 * Asks for a reason (and whatever fields `children` hold, as antd `Form.Item`s) before something is done for good.
 * A refusal is shown in the dialog; what was typed stays.
 *
 * @example
 * <ReasonDialog<{ list: SupervisionList }> open={open} title={...} onClose={close}
 *   onSubmit={({ reason, list }) => call(...)}><Form.Item name="list">...</Form.Item></ReasonDialog>
 */
export function ReasonDialog<Extra extends object = object>(props: {
  readonly open: boolean
  readonly title: string
  readonly explain?: ReactNode
  readonly confirmLabel?: string
  readonly danger?: boolean
  /** False where the reason may be left empty. */
  readonly reasonNeeded?: boolean
  readonly initialValues?: Partial<Extra>
  readonly children?: ReactNode
  /** Stands above the fields, outside the form. */
  readonly before?: ReactNode
  readonly width?: number
  readonly onSubmit: (values: Extra & { readonly reason: string }) => Promise<unknown>
  readonly onClose: () => void
}) {
  const say = useSay()
  const { open, confirmLabel, reasonNeeded = true, children, onSubmit, ...frame } = props
  if (!open) return null
  return (
    <FormDialog<Extra & { readonly reason: string }>
      {...frame}
      saveLabel={confirmLabel ?? say(common.confirm)}
      onSave={onSubmit}
    >
      {children}
      <Form.Item
        name="reason"
        className="reason-field"
        label={say(common.reason)}
        extra={say(common.reasonHint)}
        rules={[{ required: reasonNeeded, whitespace: true, min: 4, message: say(common.reasonNeeded) }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  )
}
