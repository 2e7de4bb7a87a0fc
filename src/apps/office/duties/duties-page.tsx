import { Link } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { dutyLevelIds, dutyLevels, type DutyLevel } from '../../../domain/duties.ts'
import {
  countWatersByDuties,
  lacksIds,
  listWatersByDuties,
  type Lacks,
  type WaterWithDuties,
} from '../../../duties/contract.ts'
import { stages } from '../../../domain/lifecycle-table.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark, StageMark, ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { dutiesWords as words } from './duties-words.ts'
import './duties.css'

const DutiesSearch = z.object({
  region: RegionCodeText.optional(),
  lacks: z.enum(lacksIds).optional(),
})
type DutiesSearch = z.output<typeof DutiesSearch>

/** Which waters nobody answers for, at which level; and who does. */
export default function DutiesPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(DutiesSearch)
  const { region, lacks = 'any' } = search
  const within = region === undefined ? {} : { region }
  const counts = useAnswer(countWatersByDuties, { query: within })
  const pages = usePages([...answerKey(listWatersByDuties), search], (cursor, signal) =>
    call(listWatersByDuties, {
      query: { ...within, lacks, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  const shown = counts.data === undefined ? undefined : lacks === 'none' ? counts.data.waters : counts.data[lacks]
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          account.may('duties.assign') ? (
            <Link to="/duties/import">
              <Button type="primary">{say(words.import)}</Button>
            </Link>
          ) : undefined
        }
      />
      <Counts region={region} />
      <section className="panel">
        <DutiesFilters search={search} onSearch={setSearch} />
        <DataTable
          name={say(words.title)}
          columns={useColumns()}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={row => row.water.id}
          error={pages.error}
          onRetry={pages.retry}
          {...(shown === undefined ? {} : { count: say(common.rows(shown)) })}
          empty={{ title: say(words.empty), hint: say(words.emptyHint) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
    </div>
  )
}

function Counts({ region }: { readonly region: string | undefined }) {
  const say = useSay()
  const { data } = useAnswer(countWatersByDuties, { query: region === undefined ? {} : { region } })
  if (data === undefined) return null
  const tone = (lacking: number) => (lacking === 0 ? ('good' as const) : ('warn' as const))
  return (
    <Tally
      label={say(words.counts)}
      figures={[
        {
          label: say(words.expecting),
          value: data.waters,
          note: data.citation.confidence === 'to-be-confirmed' ? <ToBeConfirmedMark /> : undefined,
        },
        { label: say(words.complete), value: data.waters - data.any },
        ...dutyLevelIds.map(level => ({
          label: say(words.lacksLevel(say(dutyLevels[level].post))),
          value: data[level],
          tone: tone(data[level]),
        })),
      ]}
    />
  )
}

function DutiesFilters(props: {
  readonly search: DutiesSearch
  readonly onSearch: (change: Partial<DutiesSearch>) => void
}) {
  const say = useSay()
  const account = useAccount()
  const phone = usePhone()
  const { search, onSearch } = props
  const options = lacksIds.map(value => ({ value, label: say(lacksWords(value, say)) }))
  const choose = (value: Lacks) => onSearch({ lacks: value === 'any' ? undefined : value })
  return (
    <div className="filter-bar">
      <span className="wide">
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          onChange={region => onSearch({ region })}
          placeholder={say(words.region)}
          label={say(words.region)}
        />
      </span>
      {phone ? (
        <Select<Lacks>
          className="wide"
          aria-label={say(words.lacks)}
          value={search.lacks ?? 'any'}
          options={options}
          onChange={choose}
        />
      ) : (
        <Segmented<Lacks>
          aria-label={say(words.lacks)}
          value={search.lacks ?? 'any'}
          options={options}
          onChange={choose}
        />
      )}
    </div>
  )
}

function lacksWords(lacks: Lacks, say: ReturnType<typeof useSay>) {
  if (lacks === 'any') return words.lacksAny
  return lacks === 'none' ? words.lacksNone : words.lacksLevel(say(dutyLevels[lacks].post))
}

function useColumns(): readonly Column<WaterWithDuties>[] {
  const say = useSay()
  return [
    {
      key: 'name',
      title: say(words.water),
      value: row => row.water.name,
      render: row => (
        <Link to={`/waters/${row.water.id}`} hash="duties" className="long-name">
          {row.water.name}
        </Link>
      ),
      always: true,
      width: 190,
    },
    { key: 'code', title: say(words.code), value: row => row.water.code, width: 130 },
    {
      key: 'place',
      title: say(words.place),
      value: ({ regionNames: { county, town, village } }) => [county, town, village].filter(Boolean).join(' · '),
      width: 210,
    },
    {
      key: 'stage',
      title: say(words.stage),
      value: row => say(stages[row.stage].label),
      render: row => <StageMark stage={row.stage} />,
      width: 110,
    },
    ...dutyLevelIds.map(level => holderColumn(level, say)),
  ]
}

function holderColumn(level: DutyLevel, say: ReturnType<typeof useSay>): Column<WaterWithDuties> {
  return {
    key: level,
    title: say(dutyLevels[level].post),
    value: row => {
      const holder = row[level]
      return holder === undefined
        ? undefined
        : [holder.name, holder.organisation, holder.officePhone].filter(Boolean).join(' ')
    },
    render: row => <Holder row={row} level={level} />,
    width: 180,
  }
}

function Holder({ row, level }: { readonly row: WaterWithDuties; readonly level: DutyLevel }) {
  const say = useSay()
  const holder = row[level]
  if (holder === undefined) {
    return row.missing.includes(level) ? <Mark tone="amber">{say(words.vacant)}</Mark> : null
  }
  return (
    <span title={say(words.since(holder.fromOn))}>
      {holder.name}
      <span className="quiet duty-holder-organisation">{holder.organisation}</span>
    </span>
  )
}
