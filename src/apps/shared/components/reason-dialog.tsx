import { Form, Input, Modal } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { ProblemAlert } from './problem-alert.tsx'

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
  useFocusBack()
  const [form] = Form.useForm<Extra & { reason: string }>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const submit = async (values: Extra & { reason: string }) => {
    setBusy(true)
    setError(undefined)
    try {
      await props.onSubmit(values)
      props.onClose()
    } catch (thrown) {
      setError(thrown) // shown in the dialog
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.confirmLabel ?? say(common.confirm)}
      cancelText={say(common.cancel)}
      okButtonProps={{ danger: props.danger ?? false, loading: busy, htmlType: 'submit', form: 'reason-form' }}
      onCancel={props.onClose}
      afterClose={() => setError(undefined)}
      width={props.width ?? 520}
      destroyOnHidden
    >
      {props.explain === undefined ? null : <p style={{ marginBottom: 12 }}>{props.explain}</p>}
      {props.before}
      <Form
        id="reason-form"
        form={form}
        layout="vertical"
        preserve={false}
        {...(props.initialValues === undefined ? {} : { initialValues: props.initialValues })}
        onFinish={values => void submit(values)}
      >
        {props.children}
        <Form.Item
          name="reason"
          label={say(common.reason)}
          extra={say(common.reasonHint)}
          rules={[
            { required: props.reasonNeeded ?? true, whitespace: true, min: 4, message: say(common.reasonNeeded) },
          ]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {error === undefined ? null : <ProblemAlert error={error} />}
    </Modal>
  )
}

/** Whoever takes the whole dialog away on closing leaves it no time to give the focus back to what opened it. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus()
    },
    [opener],
  )
}
