import { Form, Input } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { measureUnits } from '../../../planning/rules.ts'
import { completeWorks, makeSchedule, startWorks, type Works } from '../../../works/progress/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { progressWords as words } from './progress-words.ts'
import { useProgressChanged } from './use-progress-changed.ts'

type Row = { readonly startsOn: string; readonly endsOn: string; readonly contractor?: string }
type Values = { readonly measures: readonly Row[] }

/** First and last day of every measure of the approved plan. */
export function ScheduleDialog({ works, onClose }: { readonly works: Works; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useProgressChanged()
  const { water, proposal = [] } = works
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async ({ measures }: Values) => {
    const rows = measures.map(({ startsOn, endsOn, contractor = '' }, index) => ({
      number: proposal[index]?.number ?? index + 1,
      startsOn,
      endsOn,
      ...(contractor.trim() === '' ? {} : { contractor }),
    }))
    await call(makeSchedule, { params: { id: water.id }, body: { measures: rows } })
    await changed()
  }
  return (
    <FormDialog<Values>
      title={`${say(words.make)} · ${water.name}`}
      explain={say(words.makeExplain)}
      width={760}
      initialValues={{ measures: proposal.map(({ startsOn, endsOn }) => ({ startsOn, endsOn })) }}
      onClose={onClose}
      onSave={save}
    >
      {proposal.map((measure, index) => {
        const name = `${measure.number}. ${say(measure.name)}`
        return (
          <div key={measure.number} className="schedule-row">
            <strong>
              {name} <Num value={measure.quantity} unit={say(measureUnits[measure.unit])} digits={2} />
            </strong>
            <div className="schedule-fields">
              <Form.Item name={['measures', index, 'startsOn']} label={say(words.startsOn)} rules={needed}>
                <Input type="date" aria-label={`${name} ${say(words.startsOn)}`} />
              </Form.Item>
              <Form.Item name={['measures', index, 'endsOn']} label={say(words.endsOn)} rules={needed}>
                <Input type="date" aria-label={`${name} ${say(words.endsOn)}`} />
              </Form.Item>
              <Form.Item name={['measures', index, 'contractor']} label={say(words.contractor)}>
                <Input maxLength={120} placeholder={say(words.contractorHint)} />
              </Form.Item>
            </div>
          </div>
        )
      })}
    </FormDialog>
  )
}

type Run = { readonly day: string; readonly reason?: string }

/** Starts or completes the works on a day. */
export function RunDialog(props: {
  readonly works: Works
  readonly doing: 'start' | 'complete'
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useProgressChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const { works, doing } = props
  const params = { id: works.water.id }
  const save = async ({ day, reason = '' }: Run) => {
    const why = reason.trim() === '' ? {} : { reason }
    if (doing === 'start') await call(startWorks, { params, body: { startedOn: day } })
    else await call(completeWorks, { params, body: { completedOn: day, ...why } })
    await changed()
  }
  return (
    <FormDialog<Run>
      title={`${say(words[doing])} · ${works.water.name}`}
      explain={say(doing === 'start' ? words.startExplain : words.completeExplain)}
      initialValues={{ day: today }}
      onClose={props.onClose}
      onSave={save}
    >
      <Form.Item
        name="day"
        label={say(doing === 'start' ? words.startedOn : words.completedOn)}
        rules={[{ required: true, message: say(words.needed) }]}
      >
        <Input type="date" max={today} style={{ width: 180 }} />
      </Form.Item>
      {doing === 'start' ? null : (
        <Form.Item name="reason" label={say(common.reason)} extra={say(words.completeReasonHint)}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      )}
    </FormDialog>
  )
}
