import { Form, Input, InputNumber } from 'antd'
import { uuidv7 } from '../../../domain/ids.ts'
import { measureUnits } from '../../../planning/rules.ts'
import { adjustMeasure, reportProgress, type Measure, type Report } from '../../../works/progress/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { FilesField } from './files-field.tsx'
import { PhotoField } from './photos.tsx'
import { progressWords as words } from './progress-words.ts'
import { useProgressChanged } from './use-progress-changed.ts'

type Reporting = {
  readonly onDay: string
  readonly doneQuantity: number
  readonly note?: string
  readonly photos?: readonly string[]
  readonly invoices?: readonly string[]
}

/** What is done so far, with photos beside; `corrects` names the report that was wrong. */
export function ReportDialog(props: {
  readonly measure: Measure
  readonly corrects?: Report
  readonly waterId: string
  readonly today: string
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useProgressChanged()
  const { measure, corrects, waterId, today } = props
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async ({ onDay, doneQuantity, note = '', photos = [], invoices = [] }: Reporting) => {
    await call(reportProgress, {
      params: { id: measure.id, reportId: uuidv7(Date.now()) },
      body: {
        onDay,
        doneQuantity,
        photos: [...photos],
        invoices: [...invoices],
        ...(note.trim() === '' ? {} : { note }),
        ...(corrects === undefined ? {} : { corrects: corrects.id }),
      },
    })
    await changed()
  }
  return (
    <FormDialog<Reporting>
      title={`${say(corrects === undefined ? words.report : words.correct)} · ${say(measure.name)}`}
      explain={say(words.reportExplain)}
      initialValues={
        corrects === undefined
          ? { onDay: today, photos: [], invoices: [] }
          : { ...corrects, photos: corrects.photos, invoices: corrects.invoices }
      }
      width={640}
      onClose={props.onClose}
      onSave={save}
    >
      <Form.Item name="onDay" label={say(words.onDay)} rules={needed}>
        <Input type="date" max={today} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item
        name="doneQuantity"
        label={`${say(words.doneOf)} (${say(measureUnits[measure.unit])})`}
        extra={`${say(words.planned)} ${measure.quantity}`}
        rules={needed}
      >
        <InputNumber min={0} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="photos" label={say(words.photos)}>
        <PhotoField waterId={waterId} label={say(words.photos)} />
      </Form.Item>
      <Form.Item name="invoices" label={say(words.invoices)}>
        <FilesField waterId={waterId} door="works" label={say(words.invoices)} />
      </Form.Item>
      <Form.Item name="note" label={say(words.note)}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  )
}

type Adjusting = {
  readonly startsOn: string
  readonly endsOn: string
  readonly quantity: number
  readonly contractor?: string
}

export function AdjustDialog({ measure, onClose }: { readonly measure: Measure; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useProgressChanged()
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async ({ reason, contractor = '', ...planned }: Adjusting & { readonly reason: string }) => {
    await call(adjustMeasure, {
      params: { id: measure.id },
      body: {
        seenVersion: measure.version,
        reason,
        ...planned,
        ...(contractor.trim() === '' ? {} : { contractor }),
      },
    })
    await changed()
  }
  const { startsOn, endsOn, quantity, contractor } = measure
  return (
    <ReasonDialog<Adjusting>
      open
      title={`${say(words.adjust)} · ${say(measure.name)}`}
      initialValues={{ startsOn, endsOn, quantity, ...(contractor === undefined ? {} : { contractor }) }}
      onClose={onClose}
      onSubmit={save}
    >
      <Form.Item name="startsOn" label={say(words.startsOn)} rules={needed}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="endsOn" label={say(words.endsOn)} rules={needed}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="quantity" label={`${say(words.quantity)} (${say(measureUnits[measure.unit])})`} rules={needed}>
        <InputNumber min={0} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="contractor" label={say(words.contractor)} extra={say(words.contractorHint)}>
        <Input maxLength={120} />
      </Form.Item>
    </ReasonDialog>
  )
}

/** Drops a measure or takes it up again. */
export function DropDialog({ measure, onClose }: { readonly measure: Measure; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useProgressChanged()
  const dropped = measure.state !== 'dropped'
  const save = async ({ reason }: { readonly reason: string }) => {
    await call(adjustMeasure, { params: { id: measure.id }, body: { seenVersion: measure.version, reason, dropped } })
    await changed()
  }
  return (
    <ReasonDialog
      open
      title={`${say(dropped ? words.drop : words.resume)} · ${say(measure.name)}`}
      {...(dropped ? { explain: say(words.dropExplain) } : {})}
      danger={dropped}
      onClose={onClose}
      onSubmit={save}
    />
  )
}
