import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Drawer, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { chinaDate } from '../../../domain/dates.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { policyAt } from '../../../policy/policy.ts'
import { createTask, getCoverage, listTasks, type NewSurveyTask } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionList } from '../../shared/components/region-list.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { surveyWords as words } from './survey-words.ts'

type Filter = 'all' | 'village-committees' | 'listed'
type Values = {
  readonly title: string
  readonly regionCode: string
  readonly dueOn: string
  readonly filter: Filter
  readonly codes?: readonly string[]
  readonly except?: readonly string[]
  readonly note?: string
}

/** Today and the days a survey has by the policy in force. */
function defaultDue(): { readonly days: number; readonly dueOn: string } {
  const now = new Date()
  const days = policyAt('survey-deadlines', chinaDate(now)).value.surveyTaskDays
  return { days, dueOn: chinaDate(new Date(now.getTime() + days * 86_400_000)) }
}

/** Sets a survey task: counted first, so that nobody sends 9,000 villages out by mistake. */
export function NewTaskDrawer(props: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Values>()
  const [planned, setPlanned] = useState<AnswerOf<typeof createTask>>()
  const doing = useDoing()
  const setTask = useSetTask()
  const plan = () =>
    doing.run(async () => {
      const values = await form.validateFields()
      setPlanned(await call(createTask, { query: { dryRun: 'true' }, body: taskOf(values) }))
    })
  const send = (values: Values) => doing.run(() => setTask(taskOf(values)))
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      size={520}
      title={say(words.newTask)}
      destroyOnHidden
      afterOpenChange={open => {
        if (open) return
        setPlanned(undefined)
        doing.forget()
      }}
      footer={
        <div className="stack">
          {planned === undefined ? null : <Planned planned={planned} />}
          <div className="row-actions">
            {planned === undefined ? (
              <Button type="primary" loading={doing.busy} onClick={() => void plan()}>
                {say(words.plan)}
              </Button>
            ) : (
              <Button type="primary" loading={doing.busy} htmlType="submit" form="new-task">
                {say(words.setTask)}
              </Button>
            )}
            <Button onClick={props.onClose}>{say(common.cancel)}</Button>
          </div>
        </div>
      }
    >
      <Form<Values>
        id="new-task"
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={values => void send(values)}
        onValuesChange={() => setPlanned(undefined)}
      >
        <TaskFields />
      </Form>
      {doing.error instanceof Error ? <ProblemAlert error={doing.error} /> : null}
    </Drawer>
  )
}

/** Sets the task and opens its page. */
function useSetTask() {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return async (body: z.input<typeof NewSurveyTask>) => {
    const { task } = await call(createTask, { query: {}, body })
    await Promise.all([listTasks, getCoverage].map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
    if (task !== undefined) void navigate({ to: `/survey/tasks/${task.id}` })
  }
}

function TaskFields() {
  const say = useSay()
  const account = useAccount()
  const [due] = useState(defaultDue)
  const filter: unknown = Form.useWatch('filter')
  const region: unknown = Form.useWatch('regionCode')
  const within = typeof region === 'string' ? region : account.regionCode
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <>
      <Form.Item name="title" label={say(words.taskTitle)} extra={say(words.taskTitleHint)} rules={needed}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="regionCode" label={say(words.region)} rules={needed} initialValue={account.regionCode}>
        <RegionPicker within={account.regionCode} allowClear={false} />
      </Form.Item>
      <Form.Item
        name="dueOn"
        label={say(words.dueOn)}
        rules={needed}
        initialValue={due.dueOn}
        extra={say(words.policyDue(due.days))}
      >
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="filter" label={say(words.filter)} initialValue="village-committees">
        <Radio.Group className="stacked-radios">
          <Radio value="village-committees">{say(words.filterCommittees)}</Radio>
          <Radio value="all">{say(words.filterAll)}</Radio>
          <Radio value="listed">{say(words.filterListed)}</Radio>
        </Radio.Group>
      </Form.Item>
      {filter === 'all' ? null : (
        <Form.Item name="codes" label={say(filter === 'listed' ? words.only : words.also)}>
          <RegionList level="village" within={within} label={say(words.addVillage)} />
        </Form.Item>
      )}
      {filter === 'listed' ? null : (
        <Form.Item name="except" label={say(words.except)}>
          <RegionList level="village" within={within} label={say(words.addVillage)} />
        </Form.Item>
      )}
      <Form.Item name="note" label={say(common.optional(words.note))}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}

function taskOf(values: Values): z.input<typeof NewSurveyTask> {
  const { title, regionCode, dueOn, filter, codes = [], except = [], note } = values
  return {
    title,
    regionCode,
    dueOn,
    villages: { filter, codes: filter === 'all' ? [] : [...codes], except: filter === 'listed' ? [] : [...except] },
    ...(note === undefined || note.trim() === '' ? {} : { note }),
  }
}

function Planned({ planned }: { readonly planned: AnswerOf<typeof createTask> }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <Alert
      type="info"
      showIcon
      title={say(words.planned(formatNumber(planned.villages, locale)))}
      description={
        <ul className="planned-list">
          {planned.byCounty.map(({ regionCode, name, villages }) => (
            <li key={regionCode}>
              <span>{name}</span> <strong className="number">{formatNumber(villages, locale)}</strong>
            </li>
          ))}
        </ul>
      }
    />
  )
}
