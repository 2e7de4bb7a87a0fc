import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { beginAnnualPlan, changeAnnualPlan, getAnnualPlan, type AnnualPlan } from '../../../planning/annual/contract.ts'
import { isLate } from '../../../planning/annual/rules.ts'
import { getAnnualDocument } from '../../../reports/annual-paper/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Area, DateText, Num } from '../../shared/components/numbers.tsx'
import { openingFigure } from '../../shared/components/opening-figure.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PaperMenu } from '../../shared/components/paper-menu.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AnnualAside } from './annual-aside.tsx'
import { IssueDialog } from './annual-dialogs.tsx'
import { AnnualFilters, type Narrow } from './annual-filters.ts'
import { AnnualSections } from './annual-sections.tsx'
import { AnnualStateMark } from './annual-state-mark.tsx'
import { AnnualWaters } from './annual-waters.tsx'
import { annualWords as words } from './annual-words.ts'
import { useAnnualChanged } from './use-annual-changed.ts'
import './annual.css'
import './plan.css'

/** An annual work plan: its parts with their numbers, each open down to its waters, and how it stands as of a day. */
export default function AnnualPlanPage() {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const [filters, setFilters] = useSearchState(AnnualFilters)
  const { asOf, version } = filters
  const query = {
    ...(asOf === undefined ? {} : { asOf }),
    ...(version === undefined ? {} : { version: String(version) }),
  }
  const answer = useAnswer(getAnnualPlan, { params: { id }, query })
  if (answer.error !== null) return <ProblemAlert error={answer.error} onRetry={answer.refetch} />
  const plan = answer.data
  if (plan === undefined) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: '24px 0' }} />
  const narrow: Narrow = change => {
    setFilters({
      list: undefined,
      kind: undefined,
      progress: undefined,
      measure: undefined,
      source: undefined,
      county: undefined,
      late: undefined,
      ...change,
    })
    document.getElementById('waters')?.scrollIntoView({ block: 'start' })
  }
  return (
    <div className="stack">
      <AnnualHeader plan={plan} />
      <Notices plan={plan} onNewest={() => setFilters({ version: undefined })} />
      <AnnualTally plan={plan} narrow={narrow} />
      <div className="plan-grid">
        <AnnualSections plan={plan} narrow={narrow} />
        <div className="annual-side">
          <AsOf value={plan.asOf} onChange={day => setFilters({ asOf: day })} />
          <AnnualAside
            plan={plan}
            onVersion={chosen => setFilters({ version: chosen === plan.version ? undefined : chosen })}
          />
        </div>
      </div>
      <AnnualWaters plan={plan} filters={filters} narrow={narrow} />
    </div>
  )
}

function AsOf({ value, onChange }: { readonly value: string; readonly onChange: (day: string | undefined) => void }) {
  const say = useSay()
  return (
    <label className="annual-as-of">
      <span>{say(words.asOf)}</span>
      <Input
        type="date"
        value={value}
        title={say(words.asOfHint)}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    </label>
  )
}

function AnnualTally({ plan, narrow }: { readonly plan: AnnualPlan; readonly narrow: Narrow }) {
  const say = useSay()
  const late = plan.rows.filter(isLate).length
  const figure = (label: string, count: number, to: Parameters<Narrow>[0]) =>
    count === 0 ? { label, value: <Num value={0} /> } : openingFigure(label, count, () => narrow(to))
  return (
    <Tally
      label={say(words.title)}
      figures={[
        figure(say(words.waters), plan.rows.length, {}),
        { label: say(words.area), value: <Area m2={plan.areaM2} /> },
        { label: say(words.costShort), value: <Num value={plan.costYuan} unit={say(words.yuan)} /> },
        {
          ...figure(say(words.lateWaters), late, { late: 'true' }),
          tone: late > 0 ? ('bad' as const) : undefined,
        },
      ]}
    />
  )
}

function Notices({ plan, onNewest }: { readonly plan: AnnualPlan; readonly onNewest: () => void }) {
  const say = useSay()
  const inForce = plan.editions.find(({ state }) => state === 'issued')
  return (
    <>
      {plan.state === 'replaced' ? (
        <Alert
          type="warning"
          showIcon
          title={say(words.replacedNote)}
          action={
            inForce === undefined ? null : <Link to={`/annual-plans/${inForce.id}`}>{say(words.openNewest)}</Link>
          }
        />
      ) : null}
      {plan.shownVersion === plan.version ? null : (
        <Alert
          type="info"
          showIcon
          title={say(words.showing(plan.shownVersion))}
          action={
            <Button size="small" onClick={onNewest}>
              {say(words.newest)}
            </Button>
          }
        />
      )}
      {plan.state === 'draft' && plan.shownVersion === plan.version ? <Faults plan={plan} /> : null}
    </>
  )
}

/** More would push the plan itself off the screen. */
const mostFaults = 6

function Faults({ plan: { faults } }: { readonly plan: AnnualPlan }) {
  const say = useSay()
  if (faults.length === 0) return <Alert type="success" showIcon title={say(words.complete)} />
  const rest = faults.length - mostFaults
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.faults(faults.length))}
      description={
        <ul className="plan-faults">
          {faults.slice(0, mostFaults).map(({ code, words: text }) => (
            <li key={`${code} ${text.zh}`}>{say(text)}</li>
          ))}
          {rest > 0 ? <li>{say(words.moreFaults(rest))}</li> : null}
        </ul>
      }
    />
  )
}

function AnnualHeader({ plan }: { readonly plan: AnnualPlan }) {
  const say = useSay()
  return (
    <PageHeader
      crumbs={[{ label: say(words.title), to: '/annual-plans' }]}
      title={say(words.planOf(plan.regionName, plan.year))}
      marks={<AnnualStateMark state={plan.state} />}
      subtitle={
        <>
          {say(words.editionOf(plan.edition))}
          {plan.number === undefined ? null : <> · {plan.number}</>}
          {plan.issuedOn === undefined ? null : (
            <>
              {' '}
              · {say(words.issuedOn)} <DateText at={plan.issuedOn} />
            </>
          )}
        </>
      }
      actions={<Actions plan={plan} />}
    />
  )
}

function Actions({ plan }: { readonly plan: AnnualPlan }) {
  const say = useSay()
  const account = useAccount()
  const [asking, setAsking] = useState<'issue' | 'next'>()
  const isNext =
    plan.state === 'issued' && account.may('plan.write') && !plan.editions.some(({ state }) => state === 'draft')
  return (
    <>
      <PaperMenu
        addressOf={query =>
          addressOf(getAnnualDocument, { params: { id: plan.id }, query: { ...query, asOf: plan.asOf } })
        }
      />
      {plan.may.write ? <Redraw plan={plan} /> : null}
      {isNext ? <Button onClick={() => setAsking('next')}>{say(words.beginNext)}</Button> : null}
      {plan.may.issue ? (
        <Button type="primary" disabled={plan.faults.length > 0} onClick={() => setAsking('issue')}>
          {say(words.issue)}
        </Button>
      ) : null}
      {asking === 'issue' ? <IssueDialog plan={plan} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'next' ? <NextDialog plan={plan} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

function Redraw({ plan }: { readonly plan: AnnualPlan }) {
  const say = useSay()
  const { message } = App.useApp()
  const doing = useDoing()
  const changed = useAnnualChanged()
  const redraw = async () => {
    await call(changeAnnualPlan, { params: { id: plan.id }, body: { seenVersion: plan.version, redraw: true } })
    await changed()
    void message.success(say(words.redrawn))
  }
  return (
    <>
      <Button loading={doing.busy} onClick={() => void doing.run(redraw)}>
        {say(words.redraw)}
      </Button>
      {doing.error === undefined ? null : <ProblemAlert error={doing.error} />}
    </>
  )
}

function NextDialog({ plan, onClose }: { readonly plan: AnnualPlan; readonly onClose: () => void }) {
  const say = useSay()
  const navigate = useNavigate()
  const { language } = useLanguage()
  const changed = useAnnualChanged()
  return (
    <FormDialog
      title={say(words.beginNext)}
      explain={say(words.beginNextHint)}
      saveLabel={say(words.beginNext)}
      onClose={onClose}
      onSave={async () => {
        const body = { regionCode: plan.regionCode, year: plan.year, language }
        const next = await call(beginAnnualPlan, { body })
        await changed()
        await navigate({ to: `/annual-plans/${next.id}` })
      }}
    >
      {null}
    </FormDialog>
  )
}
