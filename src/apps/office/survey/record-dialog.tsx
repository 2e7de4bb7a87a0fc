import { Form, Modal, type FormProps } from 'antd'
import { useState } from 'react'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useBasesChanged } from './use-bases-changed.ts'

/**
 * The dialog around a record of a basis. The record's id is made once per opening, so that sending again after a broken connection
 * cannot make a second record.
 */
export function RecordDialog<Values extends object>(props: {
  readonly title: string
  readonly initialValues: FormProps<Values>['initialValues']
  readonly children: React.ReactNode
  readonly onSave: (id: string, values: Values) => Promise<unknown>
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useBasesChanged()
  const saving = useDoing()
  const [id] = useState(() => crypto.randomUUID())
  const save = async (values: Values) => {
    const done = await saving.run(async () => {
      await props.onSave(id, values)
      await changed()
    })
    if (done) props.onClose()
  }
  return (
    <Modal
      open
      title={props.title}
      okText={say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'basis-record', loading: saving.busy }}
      onCancel={props.onClose}
    >
      <Form<Values>
        id="basis-record"
        layout="vertical"
        {...(props.initialValues === undefined ? {} : { initialValues: props.initialValues })}
        onFinish={values => void save(values)}
      >
        {props.children}
      </Form>
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
    </Modal>
  )
}
