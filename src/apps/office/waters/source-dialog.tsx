import { App, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { uuidv7 } from '../../../domain/ids.ts'
import { putSource, sourceKindIds, sourceKinds, type SourceKind, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { waterWords as words } from './water-words.ts'

type Values = {
  readonly kind: SourceKind
  readonly name: string
  readonly quantity?: number | null
  readonly quantityUnit?: string
  readonly note?: string
}

/** Records a pollution source. Its id is made here once, so that sending twice records one. */
export function SourceDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [id] = useState(() => uuidv7(Date.now()))
  const [error, setError] = useState<unknown>()
  const needed = [{ required: true, message: say(words.fieldNeeded) }]
  const save = async ({ quantity, quantityUnit, note, ...rest }: Values) => {
    const values = {
      ...rest,
      ...(typeof quantity === 'number' ? { quantity } : {}),
      ...(quantityUnit === undefined || quantityUnit === '' ? {} : { quantityUnit }),
      ...(note === undefined || note === '' ? {} : { note }),
    }
    try {
      await call(putSource, { params: { id }, body: { values, waterIds: [water.id] } })
      await changed()
      void message.success(say(words.done))
      onClose()
    } catch (thrown) {
      setError(thrown) // shown in the dialog
    }
  }
  return (
    <Modal
      open
      title={say(words.addSource)}
      okText={say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'source-form' }}
      onCancel={onClose}
    >
      <Form<Values> id="source-form" layout="vertical" onFinish={values => void save(values)}>
        <Form.Item name="kind" label={say(words.sourceKind)} rules={needed}>
          <Select options={sourceKindIds.map(kind => ({ value: kind, label: say(sourceKinds[kind]) }))} />
        </Form.Item>
        <Form.Item name="name" label={say(words.sourceName)} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="quantity" label={say(words.sourceQuantity)}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="quantityUnit" label={say(words.sourceUnit)}>
            <Input maxLength={20} />
          </Form.Item>
        </div>
        <Form.Item name="note" label={say(words.sourceNote)}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      {error === undefined ? null : <ProblemAlert error={error} />}
    </Modal>
  )
}
