import { Form, Input, InputNumber, Radio, Select, Skeleton } from 'antd'
import type { RegionCode } from '../../../domain/regions.ts'
import { chinaDate } from '../../../domain/dates.ts'
import {
  changeSurrounding,
  getSurrounding,
  recordSurrounding,
  type Surrounding,
  type SurroundingValues,
} from '../../../surroundings/contract.ts'
import {
  facilityKindIds,
  facilityKinds,
  facilityStateIds,
  facilityStates,
  sewageHandlingIds,
  sewageHandlings,
  surroundingSortIds,
  surroundingSorts,
  type SurroundingSort,
} from '../../../surroundings/rules.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { formOf, valuesOf, type FormValues } from './form-values.ts'
import { PositionFields } from './position-fields.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'
import { useSurroundingsSaved } from './use-surroundings-changed.ts'
import '../waters/water.css' // rows of a form, lists of rows

const width = 680
const today = () => chinaDate(new Date())

/** Records works or a settlement. */
export function RecordDialog(props: {
  /** Where it most likely stands. */
  readonly regionCode?: RegionCode | undefined
  readonly onClose: () => void
}) {
  const say = useSay()
  const saved = useSurroundingsSaved()
  return (
    <FormDialog<FormValues>
      title={say(words.addTitle)}
      explain={say(words.unknownHint)}
      width={width}
      initialValues={{ sort: 'settlement', regionCode: props.regionCode }}
      onClose={props.onClose}
      onSave={async form => {
        await call(recordSurrounding, { body: { values: valuesOf(form) } })
        await saved()
      }}
    >
      <Fields sortFixed={false} />
    </FormDialog>
  )
}

/** Changes a record, as it is now, with a reason. */
export function EditDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const answer = useAnswer(getSurrounding, { params: { id } })
  if (answer.error !== null) return <ProblemAlert error={answer.error} onRetry={answer.refetch} />
  if (answer.data === undefined) return <Skeleton active paragraph={{ rows: 1 }} title={false} />
  return <EditForm surrounding={answer.data} onClose={onClose} />
}

function EditForm({ surrounding, onClose }: { readonly surrounding: Surrounding; readonly onClose: () => void }) {
  const say = useSay()
  const saved = useSurroundingsSaved()
  const { id, version: expectedVersion } = surrounding
  return (
    <ReasonDialog<FormValues>
      open
      title={say(words.editTitle(surrounding.name))}
      explain={say(words.unknownHint)}
      width={width}
      initialValues={formOf(surrounding)}
      onClose={onClose}
      onSubmit={async ({ reason, ...form }) => {
        const values: SurroundingValues = valuesOf(form)
        await call(changeSurrounding, { params: { id }, body: { values, expectedVersion, reason } })
        await saved()
      }}
    >
      <Fields sortFixed />
    </ReasonDialog>
  )
}

function Fields({ sortFixed }: { readonly sortFixed: boolean }) {
  const say = useSay()
  const account = useAccount()
  const sort = Form.useWatch<SurroundingSort | undefined>('sort', { preserve: true })
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <>
      <Form.Item name="sort" label={say(words.sort)} rules={needed} hidden={sortFixed}>
        <Radio.Group options={surroundingSortIds.map(value => ({ value, label: say(surroundingSorts[value]) }))} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="name" label={say(words.name)} rules={[{ ...needed[0], whitespace: true }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="regionCode" label={say(words.place)} rules={needed}>
          <RegionPicker within={account.regionCode} label={say(words.place)} />
        </Form.Item>
      </div>
      {sort === 'facility' ? <FacilityFields /> : <SettlementFields />}
      <PositionFields />
      <div className="form-row">
        <Form.Item name="document" label={say(words.document)}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="note" label={say(words.note)}>
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
      </div>
    </>
  )
}

function FacilityFields() {
  const say = useSay()
  return (
    <>
      <div className="form-row">
        <Form.Item name="kind" label={say(words.kind)}>
          <Select allowClear options={facilityKindIds.map(value => ({ value, label: say(facilityKinds[value]) }))} />
        </Form.Item>
        <Form.Item name="state" label={say(words.state)}>
          <Select allowClear options={facilityStateIds.map(value => ({ value, label: say(facilityStates[value]) }))} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Count name="capacityM3PerDay" label={say(words.capacity)} />
        <Count name="households" label={say(words.households)} whole />
      </div>
      <div className="form-row">
        <Count name="treatedM3PerDay" label={say(words.treated)} />
        <Form.Item name="treatedOn" label={say(words.treatedOn)}>
          <Input type="date" max={today()} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="dischargeStandard" label={say(words.standard)}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="operator" label={say(words.operator)}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
    </>
  )
}

function SettlementFields() {
  const say = useSay()
  return (
    <>
      <div className="form-row">
        <Count name="households" label={say(words.households)} whole />
        <Count name="people" label={say(words.people)} whole />
      </div>
      <div className="form-row">
        <Form.Item name="handling" label={say(words.handling)}>
          <Select
            allowClear
            options={sewageHandlingIds.map(value => ({ value, label: say(sewageHandlings[value]) }))}
          />
        </Form.Item>
        <Form.Item name="livestock" label={say(words.livestock)}>
          <Input maxLength={200} autoComplete="off" placeholder={say(words.livestockHint)} />
        </Form.Item>
      </div>
    </>
  )
}

function Count(props: { readonly name: string; readonly label: string; readonly whole?: boolean }) {
  return (
    <Form.Item name={props.name} label={props.label}>
      <InputNumber min={0} style={{ width: '100%' }} {...(props.whole === true ? { precision: 0 } : {})} />
    </Form.Item>
  )
}
