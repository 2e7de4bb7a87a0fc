import { Form, Modal, type FormProps } from 'antd'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useDoing } from '../hooks/use-doing.ts'
import { usePhone } from '../hooks/use-phone.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { ProblemAlert } from './problem-alert.tsx'

/**
 * A dialog around a form, there for as long as it is mounted. It closes once `onSave` is done; a refusal is shown in it and
 * what was typed stays. A click beside it closes nothing, because that would throw away what was typed.
 *
 * @param children the fields, as antd `Form.Item`s
 * @param before stands above the fields, outside the form
 * @example
 * {adding ? <FormDialog<NewAlias> title={...} onClose={close} onSave={body => call(registerAlias, { body })}>...</FormDialog> : null}
 */
export function FormDialog<Values extends object>(props: {
  readonly title: ReactNode
  readonly explain?: ReactNode
  readonly saveLabel?: string
  readonly danger?: boolean
  readonly initialValues?: FormProps<Values>['initialValues']
  readonly before?: ReactNode
  readonly children: ReactNode
  readonly width?: number
  readonly onSave: (values: Values) => Promise<unknown>
  readonly onClose: () => void
}) {
  const say = useSay()
  const saving = useDoing()
  const formId = useId()
  const focusFirst = useFirstField(formId)
  useFocusBack()
  const save = async (values: Values) => {
    if (await saving.run(() => props.onSave(values))) props.onClose()
  }
  return (
    <Modal
      open
      title={props.title}
      okText={props.saveLabel ?? say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ danger: props.danger ?? false, loading: saving.busy, htmlType: 'submit', form: formId }}
      mask={{ closable: false }}
      width={props.width ?? 520}
      afterOpenChange={focusFirst}
      onCancel={props.onClose}
    >
      {props.explain === undefined ? null : <p className="dialog-explain">{props.explain}</p>}
      {props.before}
      <Form<Values>
        name={formId}
        layout="vertical"
        scrollToFirstError={{ focus: true, block: 'center' }}
        {...(props.initialValues === undefined ? {} : { initialValues: props.initialValues })}
        onFinish={values => void save(values)}
      >
        {props.children}
      </Form>
      {saving.error === undefined ? null : <Refusal error={saving.error} />}
    </Modal>
  )
}

/** Comes into sight by itself: on a phone the end of a long form lies below the screen. */
function Refusal({ error }: { readonly error: unknown }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for a clean-up.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, []) // each refusal is mounted anew
  return (
    <div ref={place} className="dialog-refusal">
      <ProblemAlert error={error} />
    </div>
  )
}

/** Puts the cursor into the first field, unless somebody was quicker; not on a phone, whose keyboard would hide the dialog. */
function useFirstField(formId: string): () => void {
  const phone = usePhone()
  return () => {
    const form = document.getElementById(formId)
    if (phone || form === null || form.contains(document.activeElement)) return
    form.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])')?.focus()
  }
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
