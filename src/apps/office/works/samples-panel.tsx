import { Link } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { stageIds, stages, type Stage } from '../../../domain/lifecycle.ts'
import { drawSample, listSamples, type Sample } from '../../../works/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { PlanVisitDialog } from './plan-visit.tsx'
import { useWorksChanged } from './use-works-changed.ts'
import { worksWords as words } from './works-words.ts'

/** The draws of spot checks, each with its seed and its list. */
export function SamplesPanel() {
  const say = useSay()
  const [planning, setPlanning] = useState<string>()
  const pages = usePages(answerKey(listSamples), (cursor, signal) =>
    call(listSamples, { query: cursor === undefined ? {} : { cursor: String(cursor) }, signal }),
  )
  if (pages.error !== null) return <ProblemAlert error={pages.error} onRetry={pages.retry} />
  if (pages.rows === undefined) return <Skeleton active />
  return (
    <section className="panel">
      {pages.rows.length === 0 ? (
        <EmptyState title={say(words.samplesEmpty)} hint={say(words.samplesEmptyHint)} />
      ) : null}
      {pages.rows.map(sample => (
        <SampleCard key={sample.id} sample={sample} onPlan={() => setPlanning(sample.id)} />
      ))}
      <MoreRows pages={pages} />
      {planning === undefined ? null : <PlanVisitDialog sampleId={planning} onClose={() => setPlanning(undefined)} />}
    </section>
  )
}

function SampleCard({ sample, onPlan }: { readonly sample: Sample; readonly onPlan: () => void }) {
  const say = useSay()
  const mayPlan = useAccount().may('works.verify')
  return (
    <article className="sample">
      <header>
        <h2 className="long-name">
          {sample.regionName} · {say(words.drawnOf(sample.size, sample.population))}
        </h2>
        {mayPlan ? <Button onClick={onPlan}>{say(words.planForSample)}</Button> : null}
      </header>
      <p className="quiet">
        {say(words.seed)} <code>{sample.seed}</code> · {say(words.method)}
      </p>
      <p className="quiet">
        {say(words.drawnBy)} <PersonName person={sample.drawnBy} brief /> · <DateText at={sample.drawnAt} /> ·{' '}
        {sample.stages === undefined
          ? say(words.allStages)
          : sample.stages.map(stage => say(stages[stage].label)).join(' / ')}
      </p>
      <p className="mark-row">
        {sample.strata.map(({ county, name, drawn, waters }) => (
          <Mark key={county}>
            {name} {drawn}/{waters}
          </Mark>
        ))}
      </p>
      <details>
        <summary>
          {say(words.water)} · {say(common.rows(sample.waters.length))}
        </summary>
        <ul>
          {sample.waters.map(water => (
            <li key={water.id}>
              <Link to={`/waters/${water.id}`}>{water.name}</Link> <span className="number">{water.code}</span>{' '}
              <span className="quiet">{water.county}</span>
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}

type Values = {
  readonly regionCode: string
  readonly stages?: readonly Stage[]
  readonly size: number
  readonly seed?: string
}

export function DrawDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const account = useAccount()
  const changed = useWorksChanged()
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async ({ stages: chosen, ...values }: Values) => {
    const some = chosen === undefined || chosen.length === 0 ? {} : { stages: [...chosen] }
    await call(drawSample, { body: { ...withoutBlanks(values), ...some } })
    await changed()
  }
  return (
    <FormDialog<Values>
      title={say(words.draw)}
      explain={say(words.drawExplain)}
      saveLabel={say(words.draw)}
      initialValues={{ regionCode: account.regionCode, size: 10 }}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="regionCode" label={say(words.region)} rules={needed}>
        <RegionPicker within={account.regionCode} allowClear={false} />
      </Form.Item>
      <Form.Item name="stages" label={say(common.optional(words.stages))}>
        <Select
          mode="multiple"
          placeholder={say(words.allStages)}
          options={stageIds.map(value => ({ value, label: say(stages[value].label) }))}
        />
      </Form.Item>
      <Form.Item name="size" label={say(words.size)} rules={needed}>
        <InputNumber min={1} max={1000} precision={0} style={{ width: 140 }} />
      </Form.Item>
      <Form.Item name="seed" label={say(common.optional(words.seed))} extra={say(words.seedHint)}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  )
}
