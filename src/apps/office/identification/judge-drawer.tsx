import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Drawer, Form, Select, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
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

/** Judges one water: first the arithmetic, then, on purpose, the verdict, which then stands in place of the preview. */
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
      destroyOnHidden
    >
      {water.error === null ? null : <ProblemAlert error={water.error} onRetry={water.refetch} />}
      {water.data === undefined && water.error === null ? <Skeleton active /> : null}
      {water.data === undefined ? null : <Judging water={water.data} />}
    </Drawer>
  )
}

function Judging({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const [standardId, setStandardId] = useState<string>()
  const [disputed, setDisputed] = useState(false)
  const [given, setGiven] = useState<Judgement>()
  const standard = standardId === undefined ? {} : { standardId }
  const judging = useDoing()
  const judge = useJudge(water)
  const preview = usePreview(water, { ...standard, disputed }, given === undefined)
  if (given !== undefined) return <Given judgement={given} water={water} />
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
            onClick={() => void judging.run(async () => setGiven(await judge({ ...standard, disputed })))}
          >
            {say(words.keep)}
          </Button>
        ) : null}
        <Link to={`/survey/waters/${water.id}`}>
          <Button>{say(words.complete)}</Button>
        </Link>
        <Link to={`/waters/${water.id}`}>
          <Button>{say(words.openWater)}</Button>
        </Link>
      </div>
    </div>
  )
}

type Judgement = AnswerOf<typeof judgeWater>

/** The verdict as it was kept, where it led, and the ways on from it. */
function Given({ judgement, water }: { readonly judgement: Judgement; readonly water: Water }) {
  const say = useSay()
  const { verdictId } = judgement
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' }) // the button that led here stands at the end of what was scrolled
  }, [])
  return (
    <div className="stack judge-given" ref={top}>
      <Alert type="success" showIcon title={say(words.kept)} description={<Consequence answer={judgement} />} />
      <section className="judge-preview">
        <VerdictRecordView record={judgement.record} />
      </section>
      <div className="row-actions">
        {verdictId === undefined ? null : (
          <Link to={`/identification/verdicts/${verdictId}`}>
            <Button>{say(words.openVerdict)}</Button>
          </Link>
        )}
        <Link to={`/waters/${water.id}`}>
          <Button>{say(words.openWater)}</Button>
        </Link>
      </div>
    </div>
  )
}

type Choice = { readonly standardId?: string; readonly disputed: boolean }

/** The verdict as it would be: a dry run, asked again whenever the choice changes. */
function usePreview(water: Water, choice: Choice, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: [...answerKey(judgeWater), water.id, water.version, choice],
    queryFn: ({ signal }) => call(judgeWater, { params: { id: water.id }, body: { ...choice, dryRun: true }, signal }),
  })
}

/** Gives the verdict for good and has everything that shows it ask again. */
function useJudge(water: Water) {
  const cache = useQueryClient()
  const changed = useWatersChanged()
  return async (choice: Choice): Promise<Judgement> => {
    const judgement = await call(judgeWater, {
      params: { id: water.id },
      body: { ...choice, expectedVersion: water.version },
    })
    const stale = [listCandidates, listVerdicts, listVerdictsOfWater, getLists]
    await Promise.all([changed(), ...stale.map(each => cache.invalidateQueries({ queryKey: answerKey(each) }))])
    return judgement
  }
}

function Consequence({ answer }: { readonly answer: Judgement }) {
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
        label: current ? say(words.currentStandard(title)) : say(title),
      }))}
      onChange={props.onChange}
    />
  )
}
