import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Checkbox, Drawer, Form, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { stages } from '../../../domain/lifecycle-table.ts'
import {
  judgeWater,
  listIdentificationStandards,
  listVerdicts,
  listVerdictsOfWater,
} from '../../../identification/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { getLists } from '../../../register/contract.ts'
import { listCandidates } from '../../../survey/contract.ts'
import { getWater, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { isStage } from '../../shared/components/marks.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { useAccount } from '../../shared/session.tsx'
import { identificationWords as words } from './identification-words.ts'
import { VerdictRecordView } from './verdict-record.tsx'

/** Judges one water: first the arithmetic, then, on purpose, the verdict. */
export function JudgeDrawer(props: { readonly waterId: string | undefined; readonly onClose: () => void }) {
  const say = useSay()
  const { waterId, onClose } = props
  const water = useAnswer(getWater, { params: { id: waterId ?? '' } }, { enabled: waterId !== undefined })
  return (
    <Drawer
      open={waterId !== undefined}
      onClose={onClose}
      size={680}
      title={
        <h2 className="drawer-title long-name">
          {say(words.judgeTitle)} · {water.data?.name ?? ''}
        </h2>
      }
      extra={waterId === undefined ? null : <Link to={`/waters/${waterId}`}>{say(words.openWater)}</Link>}
      destroyOnHidden
    >
      {water.error === null ? null : <ProblemAlert error={water.error} onRetry={water.refetch} />}
      {water.data === undefined && water.error === null ? <Skeleton active /> : null}
      {water.data === undefined ? null : <Judging water={water.data} onDone={onClose} />}
    </Drawer>
  )
}

function Judging({ water, onDone }: { readonly water: Water; readonly onDone: () => void }) {
  const say = useSay()
  const account = useAccount()
  const [standardId, setStandardId] = useState<string>()
  const [disputed, setDisputed] = useState(false)
  const standard = standardId === undefined ? {} : { standardId }
  const judging = useDoing()
  const judge = useJudge(water, onDone)
  const preview = usePreview(water, { ...standard, disputed })
  return (
    <div className="stack">
      <Form layout="vertical" className="judge-form">
        <Form.Item label={say(words.standard)}>
          <StandardPicker value={standardId} onChange={setStandardId} label={say(words.standard)} />
        </Form.Item>
        <Checkbox checked={disputed} onChange={({ target }) => setDisputed(target.checked)}>
          {say(words.disputed)}
        </Checkbox>
      </Form>
      {preview.error === null ? null : <ProblemAlert error={preview.error} onRetry={preview.refetch} />}
      {preview.data === undefined && preview.error === null ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {preview.data === undefined ? null : (
        <section className="judge-preview">
          <p className="judge-preview-head">
            <strong>{say(words.preview)}</strong>
            <Consequence answer={preview.data} />
          </p>
          <VerdictRecordView record={preview.data.record} />
        </section>
      )}
      {judging.error === undefined ? null : <ProblemAlert error={judging.error} />}
      <div className="row-actions">
        {account.may('identification.judge') ? (
          <Button
            type="primary"
            loading={judging.busy}
            disabled={preview.data === undefined}
            onClick={() => void judging.run(() => judge({ ...standard, disputed }))}
          >
            {say(words.keep)}
          </Button>
        ) : null}
        <Link to={`/survey/waters/${water.id}`}>
          <Button>{say(words.complete)}</Button>
        </Link>
      </div>
    </div>
  )
}

type Choice = { readonly standardId?: string; readonly disputed: boolean }

/** The verdict as it would be: a dry run, asked again whenever the choice changes. */
function usePreview(water: Water, choice: Choice) {
  return useQuery({
    queryKey: [...answerKey(judgeWater), water.id, water.version, choice],
    queryFn: ({ signal }) => call(judgeWater, { params: { id: water.id }, body: { ...choice, dryRun: true }, signal }),
  })
}

/** Gives the verdict for good and has everything that shows it ask again. */
function useJudge(water: Water, onDone: () => void) {
  const say = useSay()
  const cache = useQueryClient()
  const changed = useWatersChanged()
  const { message } = App.useApp()
  return async (choice: Choice) => {
    await call(judgeWater, { params: { id: water.id }, body: { ...choice, expectedVersion: water.version } })
    const stale = [listCandidates, listVerdicts, listVerdictsOfWater, getLists]
    await Promise.all([changed(), ...stale.map(each => cache.invalidateQueries({ queryKey: answerKey(each) }))])
    void message.success(say(words.kept))
    onDone()
  }
}

function Consequence({ answer }: { readonly answer: AnswerOf<typeof judgeWater> }) {
  const say = useSay()
  const { stageBefore, stageAfter } = answer
  if (stageBefore === stageAfter) return <span className="quiet">{say(words.stays)}</span>
  const name = (stage: string) => (isStage(stage) ? say(stages[stage].label) : stage)
  return <span>{say(words.moves(name(stageBefore), name(stageAfter)))}</span>
}

/** Editions that can identify; the current one where none is chosen. */
export function StandardPicker(props: {
  readonly value: string | undefined
  readonly onChange: (id: string) => void
  readonly label?: string
  readonly withoutCurrent?: boolean
}) {
  const say = useSay()
  const standards = useAnswer(listIdentificationStandards, {}, { staleMs: Infinity })
  const items = standards.data?.items ?? []
  const current = items.find(item => item.current)?.id
  const value = props.value ?? (props.withoutCurrent === true ? undefined : current)
  return (
    <Select<string>
      loading={standards.isPending}
      {...(value === undefined ? {} : { value })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label, placeholder: props.label })}
      style={{ width: '100%' }}
      options={items.map(({ id, title, current }) => ({
        value: id,
        label: current ? `${say(title)}（${say(words.current)}）` : say(title),
      }))}
      onChange={props.onChange}
    />
  )
}
