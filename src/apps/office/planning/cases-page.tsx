import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select, Skeleton } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { waterTypeIds, waterTypes } from '../../../domain/waters.ts'
import { getCasePicture, listCases, type CaseSummary } from '../../../planning/cases/contract.ts'
import { caseStateIds, caseStates, outcomeMarkIds, outcomeMarks } from '../../../planning/cases/rules.ts'
import { addressOf, call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { Area } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { everywhere } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { causesToday } from '../waters/causes.ts'
import { causeName } from './catalogue.ts'
import { caseWords as words } from './case-words.ts'
import { CompendiumMenu } from './compendium-menu.tsx'
import { CaseOutcomeMark, CaseStateMark } from './outcome-mark.tsx'
import './cases.css'

const Filters = z.object({
  state: z.enum(caseStateIds).optional(),
  type: z.enum(waterTypeIds).optional(),
  cause: z.string().optional(),
  outcome: z.enum(outcomeMarkIds).optional(),
  region: RegionCodeText.optional(),
  search: z.string().min(1).max(60).optional(),
})
type Filters = z.output<typeof Filters>

/** The compendium: solved cases of every county, filtered, each opened with a click. */
export default function CasesPage() {
  const say = useSay()
  const navigate = useNavigate()
  const account = useAccount()
  const [filters, setFilters] = useSearchState(Filters)
  const { state: _state, ...printed } = filters
  const pages = usePages([...answerKey(listCases), filters], (cursor, signal) =>
    call(listCases, { query: { ...filters, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.subtitle)}
        actions={
          <>
            {account.may('plan.write') ? (
              <Button onClick={() => void navigate({ to: '/cases/new' })}>{say(words.writeElsewhere)}</Button>
            ) : null}
            <CompendiumMenu filter={printed} label={say(words.print)} />
          </>
        }
      />
      <CaseFilters filters={filters} onChange={setFilters} />
      {pages.error === null ? null : <ProblemAlert error={pages.error} onRetry={pages.retry} />}
      {pages.rows === undefined && pages.error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {pages.rows?.length === 0 ? (
        <section className="panel">
          <EmptyState title={say(words.none)} hint={say(words.noneHint)} />
        </section>
      ) : null}
      <ul className="case-cards">
        {pages.rows?.map(one => (
          <CaseCard key={one.id} one={one} />
        ))}
      </ul>
      <MoreRows pages={pages} />
    </div>
  )
}

function CaseFilters(props: { readonly filters: Filters; readonly onChange: (change: Partial<Filters>) => void }) {
  const say = useSay()
  const { filters, onChange } = props
  const mayWrite = useAccount().may('plan.write')
  return (
    <section className="panel case-filters" aria-label={say({ zh: '筛选', en: 'Filters' })}>
      <Input.Search
        allowClear
        placeholder={say(words.search)}
        aria-label={say(words.search)}
        defaultValue={filters.search ?? ''}
        onSearch={text => onChange({ search: text.trim() === '' ? undefined : text.trim() })}
      />
      <Choice
        label={say(words.type)}
        value={filters.type}
        options={waterTypeIds.map(value => ({ value, label: say(waterTypes[value].label) }))}
        onChange={type => onChange({ type })}
      />
      <Choice
        label={say(words.cause)}
        value={filters.cause}
        options={[...causesToday()].map(([value, name]) => ({ value, label: say(name) }))}
        onChange={cause => onChange({ cause })}
      />
      <Choice
        label={say(words.outcome)}
        value={filters.outcome}
        options={outcomeMarkIds.map(value => ({ value, label: say(outcomeMarks[value]) }))}
        onChange={outcome => onChange({ outcome })}
      />
      {mayWrite ? (
        <Choice
          label={say(words.state)}
          value={filters.state}
          options={caseStateIds.map(value => ({ value, label: say(caseStates[value]) }))}
          onChange={state => onChange({ state })}
        />
      ) : null}
      <RegionPicker
        within={everywhere}
        label={say(words.place)}
        placeholder={say(words.place)}
        {...(filters.region === undefined ? {} : { value: filters.region })}
        onChange={region => onChange({ region: region ?? undefined })}
      />
    </section>
  )
}

function Choice<Value extends string>(props: {
  readonly label: string
  readonly value: Value | undefined
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value | undefined) => void
}) {
  return (
    <Select<Value>
      allowClear
      placeholder={props.label}
      aria-label={props.label}
      {...(props.value === undefined ? {} : { value: props.value })}
      options={[...props.options]}
      onChange={(value?: Value) => props.onChange(value)}
    />
  )
}

function CaseCard({ one }: { readonly one: CaseSummary }) {
  const say = useSay()
  const { id, title, type, placeText, areaM2, outcome, causes, cover, state } = one
  return (
    <li className="case-card">
      {cover === undefined ? (
        <span className="case-cover empty" aria-hidden="true" />
      ) : (
        <img
          className="case-cover"
          alt=""
          loading="lazy"
          src={addressOf(getCasePicture, { params: { id, sha256: cover } })}
        />
      )}
      <div className="case-card-body">
        <h2 className="long-name">
          <Link to={`/cases/${id}`}>{title}</Link>
        </h2>
        <p className="case-marks">
          {type === undefined ? null : <CaseOutcomeMark mark={outcome.mark} />}
          {state === 'published' ? null : <CaseStateMark state={state} />}
        </p>
        <p className="quiet long-name">
          {placeText} · {type === undefined ? say(words.mechanism) : say(waterTypes[type].label)}
          {areaM2 === undefined ? null : (
            <>
              {' '}
              · <Area m2={areaM2} />
            </>
          )}
        </p>
        {outcome.mark === 'unknown' ? null : <p>{say(outcome.words)}</p>}
        {causes.length === 0 ? null : (
          <p className="quiet">{causes.map(cause => say(causeName(cause))).join(say({ zh: '、', en: ', ' }))}</p>
        )}
      </div>
    </li>
  )
}
