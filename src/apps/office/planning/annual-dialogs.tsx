import { Alert, App, Button, Form, Input, InputNumber, Select } from 'antd'
import { issueAnnualPlan, type AnnualPlan, type AnnualWaterAnswer } from '../../../planning/annual/contract.ts'
import {
  annualTextIds,
  annualTexts,
  milestoneIds,
  milestones,
  targetKindIds,
  targetKinds,
  type AnnualTarget,
  type AnnualText,
  type MilestoneDays,
} from '../../../planning/annual/rules.ts'
import { supervisionListIds, supervisionLists } from '../../../domain/waters.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { annualWords as words } from './annual-words.ts'
import { useAnnualChanged } from './use-annual-changed.ts'
import { useAnnualSave } from './use-annual-save.ts'

type Asked = { readonly plan: AnnualPlan; readonly onClose: () => void }
/** The five texts in one form. */
export function TextsDialog({ plan, onClose }: Asked) {
  const say = useSay()
  const save = useAnnualSave(plan)
  return (
    <FormDialog<Record<AnnualText, string>>
      title={say(words.editTexts)}
      width={760}
      initialValues={plan.texts}
      onClose={onClose}
      onSave={texts => save({ texts })}
    >
      {annualTextIds.map(id => (
        <Form.Item key={id} name={id} label={say(annualTexts[id])}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
        </Form.Item>
      ))}
    </FormDialog>
  )
}

type Targets = { readonly targets?: readonly AnnualTarget[] }

export function TargetsDialog({ plan, onClose }: Asked) {
  const say = useSay()
  const save = useAnnualSave(plan)
  const targets = plan.targets.map(({ kind, list, waters, areaM2 }) => ({ kind, list, waters, areaM2 }))
  return (
    <FormDialog<Targets>
      title={say(words.editTargets)}
      width={760}
      initialValues={{ targets }}
      onClose={onClose}
      onSave={form => save({ targets: [...(form.targets ?? [])] })}
    >
      <Form.List name="targets">
        {(fields, { add, remove }) => (
          <div className="plan-rows">
            {fields.map(({ key, name }) => (
              <div key={key} className="plan-row">
                <Form.Item name={[name, 'kind']} label={say(words.target)} rules={[{ required: true }]}>
                  <Select options={targetKindIds.map(value => ({ value, label: say(targetKinds[value]) }))} />
                </Form.Item>
                <Form.Item name={[name, 'list']} label={say(words.list)} rules={[{ required: true }]}>
                  <Select options={supervisionListIds.map(value => ({ value, label: say(supervisionLists[value]) }))} />
                </Form.Item>
                <Form.Item name={[name, 'waters']} label={say(words.planned)} rules={[{ required: true }]}>
                  <InputNumber min={0} max={100_000} precision={0} />
                </Form.Item>
                <Form.Item name={[name, 'areaM2']} label={say(words.areaM2)} rules={[{ required: true }]}>
                  <InputNumber min={0} max={1e10} precision={2} />
                </Form.Item>
                <Button size="small" type="text" danger onClick={() => remove(name)}>
                  {say(words.remove)}
                </Button>
              </div>
            ))}
            <Button disabled={fields.length >= 9} onClick={() => add({ waters: 0, areaM2: 0 })}>
              {say(words.addTarget)}
            </Button>
          </div>
        )}
      </Form.List>
    </FormDialog>
  )
}

type Days = MilestoneDays & { readonly note?: string | undefined }

/** The days of one water; one that is emptied is planned for no day. */
export function DaysDialog({ plan, water, onClose }: Asked & { readonly water: AnnualWaterAnswer }) {
  const say = useSay()
  const save = useAnnualSave(plan)
  return (
    <FormDialog<Days>
      title={`${say(words.setDays)} · ${water.name}`}
      initialValues={{ ...water.milestones, note: water.note }}
      onClose={onClose}
      onSave={({ note, ...days }) => {
        const text = note?.trim() ?? ''
        const one = { waterId: water.waterId, milestones: withoutBlanks(days), ...(text === '' ? {} : { note: text }) }
        return save({ milestones: [one] })
      }}
    >
      {milestoneIds.map(id => (
        <Form.Item key={id} name={id} label={say(milestones[id])}>
          <Input type="date" />
        </Form.Item>
      ))}
      <Form.Item name="note" label={say(words.note)}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}

export function LeaveOutDialog({ plan, water, onClose }: Asked & { readonly water: AnnualWaterAnswer }) {
  const say = useSay()
  const save = useAnnualSave(plan)
  return (
    <ReasonDialog
      open
      danger
      title={`${say(words.leaveOut)} · ${water.name}`}
      explain={say(words.leaveOutHint)}
      onClose={onClose}
      onSubmit={({ reason }) => save({ leaveOut: [{ waterId: water.waterId, reason }] })}
    />
  )
}

function OutdatedTexts({ plan: { outdatedTexts } }: Pick<Asked, 'plan'>) {
  const say = useSay()
  if (outdatedTexts.length === 0) return null
  const names = outdatedTexts.map(({ text }) => annualTexts[text])
  return <Alert type="warning" showIcon className="annual-outdated" title={say(words.issueOutdated(names))} />
}

type Issue = { readonly number: string; readonly issuedOn: string; readonly replyBy?: string }

export function IssueDialog({ plan, onClose }: Asked) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAnnualChanged()
  const hasBefore = plan.editions.some(({ state }) => state === 'issued')
  return (
    <ReasonDialog<Issue>
      open
      title={say(words.issue)}
      explain={say(words.issueAsk)}
      before={<OutdatedTexts plan={plan} />}
      reasonNeeded={hasBefore}
      initialValues={{ issuedOn: plan.asOf }}
      onClose={onClose}
      onSubmit={async ({ reason, replyBy = '', ...given }) => {
        const why = (reason as string | undefined)?.trim() ?? '' // absent where it may be left empty
        const body = {
          seenVersion: plan.version,
          ...given,
          ...(replyBy === '' ? {} : { replyBy }),
          ...(why === '' ? {} : { reason: why }),
        }
        await call(issueAnnualPlan, { params: { id: plan.id }, body })
        await changed()
        void message.success(say(words.issued))
      }}
    >
      <Form.Item
        name="number"
        label={say(words.number)}
        extra={say(words.numberHint)}
        rules={[{ required: true, whitespace: true, min: 2, message: say(words.numberNeeded) }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="issuedOn"
        label={say(words.issuedOn)}
        rules={[{ required: true, message: say(words.dayNeeded) }]}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="replyBy" label={say(words.replyBy)} extra={say(words.replyByHint)}>
        <Input type="date" />
      </Form.Item>
    </ReasonDialog>
  )
}
