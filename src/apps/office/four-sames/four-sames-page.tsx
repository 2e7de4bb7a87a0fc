import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { chinaDate } from '../../../domain/dates.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { getFourSames, getFourSamesDocument } from '../../../reports/four-sames/contract.ts'
import { aspectIds, aspects, figureOf, kindFigures, type Aspect } from '../../../reports/four-sames/rules.ts'
import { addressOf } from '../../shared/client.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { formatDate } from '../../shared/components/number-formats.ts'
import { Area, Num } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { PaperMenu } from '../../shared/components/paper-menu.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AspectPanel } from './aspect-panel.tsx'
import { DivisionTable } from './division-table.tsx'
import { fourSamesWords as words } from './four-sames-words.ts'
import { NamedRules } from './named-rules.tsx'
import './four-sames.css'

const viewIds = [...aspectIds, 'divisions', 'rules'] as const

const Filters = z.object({
  view: z.enum(viewIds).optional(),
  regionCode: RegionCodeText.optional(),
  year: z.coerce.number().int().min(2000).max(2999).optional(),
})
type Filters = z.output<typeof Filters>
type Compared = AnswerOf<typeof getFourSames>

/** Both lists side by side on deployment, standard, progress and evaluation, then division by division. */
export default function FourSamesPage() {
  const say = useSay()
  const [filters, setFilters] = useSearchState(Filters)
  const { view: _view, ...given } = filters
  const where = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const answer = useAnswer(getFourSames, { query: where })
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={<PaperMenu addressOf={how => addressOf(getFourSamesDocument, { query: { ...where, ...how } })} />}
      />
      <Filtering filters={filters} onFilters={setFilters} compared={answer.data} />
      {answer.error === null ? null : <ProblemAlert error={answer.error} onRetry={answer.refetch} />}
      {answer.data === undefined && answer.error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {answer.data === undefined ? null : (
        <Comparison compared={answer.data} filters={filters} onFilters={setFilters} />
      )}
    </div>
  )
}

type Changing = { readonly filters: Filters; readonly onFilters: (change: Partial<Filters>) => void }

function Filtering({ filters, onFilters, compared }: Changing & { readonly compared: Compared | undefined }) {
  const say = useSay()
  const { language } = useLanguage()
  const { regionCode } = useAccount()
  const [thisYear] = useState(() => Number(chinaDate(new Date()).slice(0, 4)))
  const year = filters.year ?? compared?.year ?? thisYear
  const years = [...new Set([thisYear + 1, thisYear, thisYear - 1, thisYear - 2, thisYear - 3, thisYear - 4, year])]
  return (
    <div className="sames-filters">
      <RegionPicker
        within={regionCode}
        style={{ width: 260, maxWidth: '100%' }}
        placeholder={say(words.region)}
        label={say(words.region)}
        {...(filters.regionCode === undefined ? {} : { value: filters.regionCode })}
        onChange={code => onFilters({ regionCode: code ?? undefined })}
      />
      <Select
        style={{ width: 110 }}
        aria-label={say(words.year)}
        value={year}
        options={years.toSorted((a, b) => b - a).map(value => ({ value, label: String(value) }))}
        onChange={(value: number) => onFilters({ year: value })}
      />
      {compared === undefined ? null : (
        <span className="quiet">
          {say(words.yearNote(compared.year, formatDate(compared.countedAt, language, true)))}
        </span>
      )}
    </div>
  )
}

function Comparison({ compared, filters, onFilters }: Changing & { readonly compared: Compared }) {
  const say = useSay()
  const { policy } = compared
  const where = { regionCode: filters.regionCode, year: filters.year }
  const tabs = aspectIds.map(aspect => ({
    key: aspect,
    label: say(words.aspectTab(say(aspects[aspect]), gapsIn(compared, aspect))),
    children: <AspectPanel aspect={aspect} compared={compared} where={where} />,
  }))
  return (
    <>
      <Totals compared={compared} />
      <PageTabs
        label={say(words.views)}
        activeKey={filters.view ?? 'deployment'}
        onChange={key => onFilters({ view: viewIds.find(id => id === key && id !== 'deployment') })}
        items={[
          ...tabs,
          {
            key: 'divisions',
            label: say(words.divisions),
            children: (
              <DivisionTable
                divisions={compared.divisions}
                limits={policy}
                onRegion={regionCode => onFilters({ regionCode, view: undefined })}
              />
            ),
          },
          { key: 'rules', label: say(words.rules), children: <NamedRules rules={compared.namedRules} /> },
        ]}
      />
      <p className="quiet">
        {say(words.policyNote(policy))} <CitationNote citation={policy.citation} />
      </p>
    </>
  )
}

function gapsIn({ figures, kinds }: Compared, aspect: Aspect): number {
  const own = [
    ...figures.filter(({ id }) => figureOf(id).aspect === aspect),
    ...kinds.filter(({ id }) => kindFigures[id].aspect === aspect),
  ]
  return own.filter(({ sameness: { mark } }) => mark === 'look').length
}

function Totals({ compared }: { readonly compared: Compared }) {
  const say = useSay()
  const { lists, figures, kinds } = compared
  const gaps = aspectIds.reduce((sum, aspect) => sum + gapsIn(compared, aspect), 0)
  return (
    <Tally
      label={say(words.tally)}
      figures={[
        { label: say(words.national), value: <Num value={lists.national.waters} unit={say(words.waters)} />, note: <Area m2={lists.national.areaM2} /> }, // prettier-ignore
        { label: say(words.municipal), value: <Num value={lists.municipal.waters} unit={say(words.waters)} />, note: <Area m2={lists.municipal.areaM2} /> }, // prettier-ignore
        { label: say(words.countyApart), value: <Num value={lists.county.waters} unit={say(words.waters)} />, note: say(words.apart) }, // prettier-ignore
        {
          label: say(words.gaps),
          value: <Num value={gaps} />,
          note: say(words.gapsNote(figures.length + kinds.length)),
          tone: gaps > 0 ? ('warn' as const) : undefined,
        },
      ]}
    />
  )
}
