import type { FormProps } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '../../../domain/ids.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { useBasesChanged } from './use-bases-changed.ts'

/**
 * The dialog around a record of a basis. The record's id is made once per opening, so that sending again after a broken connection
 * cannot make a second record.
 */
export function RecordDialog<Values extends object>(props: {
  readonly title: string
  readonly explain?: ReactNode
  readonly initialValues: FormProps<Values>['initialValues']
  readonly children: ReactNode
  readonly onSave: (id: string, values: Values) => Promise<unknown>
  readonly onClose: () => void
}) {
  const changed = useBasesChanged()
  const { onSave, ...frame } = props
  // Not crypto.randomUUID: browsers lack it where the platform is reached by plain http inside an office network.
  const [id] = useState(() => uuidv7(Date.now()))
  const save = async (values: Values) => {
    await onSave(id, values)
    await changed()
  }
  return <FormDialog<Values> {...frame} onSave={save} />
}
