import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, InputNumber, Radio } from 'antd'
import {
  getCoverage,
  getTask,
  listTaskVillages,
  listTasks,
  reportVillage,
  villageStateIds,
  type VillageSurvey,
} from '../../../survey/contract.ts'
import { chinaDate } from '../../../domain/dates.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { surveyWords as words, villageStateWords } from './survey-words.ts'

type Values = {
  readonly state: VillageSurvey['state']
  readonly found?: number
  readonly surveyedOn?: string
  readonly note?: string
  readonly reason?: string
}

/** What a village found; "none" is a report too. Changing a finished report needs a reason. */
export function VillageReportDrawer(props: {
  readonly village: VillageSurvey | undefined
  readonly onClose: () => void
}) {
  const say = useSay()
  const { village } = props
  return (
    <Drawer
      open={village !== undefined}
      onClose={props.onClose}
      size={440}
      title={
        <span className="long-name">
          {say(words.reportTitle)} · {village?.regionNames.village ?? ''}
        </span>
      }
      destroyOnHidden
    >
      {village === undefined ? null : <ReportForm village={village} onDone={props.onClose} />}
    </Drawer>
  )
}

function ReportForm({ village, onDone }: { readonly village: VillageSurvey; readonly onDone: () => void }) {
  const say = useSay()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const saving = useDoing()
  const wasDone = village.state.startsWith('done')
  const save = async (values: Values) => {
    const done = await saving.run(async () => {
      await call(reportVillage, {
        params: { id: village.taskId, villageCode: village.villageCode },
        body: reportOf(values),
      })
      const stale = [listTaskVillages, getTask, listTasks, getCoverage]
      await Promise.all(stale.map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
    })
    if (!done) return
    void message.success(say(words.reported))
    onDone()
  }
  return (
    <Form<Values> layout="vertical" initialValues={startOf(village)} onFinish={values => void save(values)}>
      <ReportFields />
      {wasDone ? (
        <Form.Item
          name="reason"
          label={say(words.changeReason)}
          rules={[{ required: true, whitespace: true, min: 4, message: say(common.reasonNeeded) }]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      ) : null}
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
      <div className="row-actions">
        <Button type="primary" htmlType="submit" loading={saving.busy}>
          {say(words.report)}
        </Button>
        <Button onClick={onDone}>{say(common.cancel)}</Button>
      </div>
    </Form>
  )
}

function ReportFields() {
  const say = useSay()
  const state: unknown = Form.useWatch('state')
  return (
    <>
      <Form.Item name="state" label={say(words.howFar)} rules={[{ required: true, message: say(words.needed) }]}>
        <Radio.Group className="stacked-radios">
          {villageStateIds.map(id => (
            <Radio key={id} value={id}>
              {say(villageStateWords[id])}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {state === 'done-with-candidates' || state === 'in-progress' ? (
        <Form.Item
          name="found"
          label={say(words.foundCount)}
          rules={[{ required: state === 'done-with-candidates', message: say(words.needed) }]}
        >
          <InputNumber min={state === 'done-with-candidates' ? 1 : 0} max={999} precision={0} style={{ width: 140 }} />
        </Form.Item>
      ) : null}
      <Form.Item name="surveyedOn" label={say(words.surveyedOn)}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="note" label={say(common.optional(words.reportNote))}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  )
}

function startOf(village: VillageSurvey): Values {
  const begun = village.state !== 'open'
  return {
    state: begun ? village.state : 'done-none-found',
    found: village.found === 0 ? 1 : village.found,
    surveyedOn: village.surveyedOn ?? chinaDate(new Date()),
    ...(village.note === undefined ? {} : { note: village.note }),
  }
}

function reportOf({ state, found, surveyedOn, note, reason }: Values) {
  const counts = state === 'done-with-candidates' || state === 'in-progress'
  return {
    state,
    found: counts ? (found ?? 0) : 0,
    ...(surveyedOn === undefined || surveyedOn === '' ? {} : { surveyedOn }),
    ...(note === undefined || note.trim() === '' ? {} : { note }),
    ...(reason === undefined || reason.trim() === '' ? {} : { reason }),
  }
}
