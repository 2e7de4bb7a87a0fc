import { Select } from 'antd'
import { z } from 'zod'
import { concerns, measureGroups, measureUnits, type MeasureGroup } from '../../../planning/rules.ts'
import { measureGroupIds } from '../../../policy/planning-schemas.ts'
import type { PolicyValue } from '../../../policy/policy.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { causesToday } from '../waters/causes.ts'
import { causeName, measuresEditionToday } from './catalogue.ts'
import { measureWords as words } from './measure-words.ts'

type Measure = PolicyValue<'measures'>['measures'][number]

const Filters = z.object({ cause: z.string().optional(), group: z.enum(measureGroupIds).optional() })

/** The catalogue of measures in force, with the source of its numbers. */
export default function MeasuresPage() {
  const say = useSay()
  const [filters, setFilters] = useSearchState(Filters)
  const edition = measuresEditionToday()
  const rows = edition.value.measures.filter(
    ({ actsOn, group }) =>
      (filters.cause === undefined || actsOn.includes(filters.cause)) &&
      (filters.group === undefined || group === filters.group),
  )
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={
          <>
            {say(words.subtitle)} {say(words.inForce(edition.inForceFrom))} <CitationNote citation={edition.citation} />
          </>
        }
      />
      <section className="panel">
        <DataTable
          name={say(words.title)}
          tools={
            <>
              <Select
                size="small"
                allowClear
                style={{ width: 180 }}
                placeholder={say(words.cause)}
                aria-label={say(words.cause)}
                {...(filters.cause === undefined ? {} : { value: filters.cause })}
                options={[...causesToday()].map(([value, name]) => ({ value, label: say(name) }))}
                onChange={(cause?: string) => setFilters({ cause })}
              />
              <Select
                size="small"
                allowClear
                style={{ width: 220 }}
                placeholder={say(words.group)}
                aria-label={say(words.group)}
                {...(filters.group === undefined ? {} : { value: filters.group })}
                options={measureGroupIds.map(value => ({ value, label: say(measureGroups[value]) }))}
                onChange={(group?: MeasureGroup) => setFilters({ group })}
              />
            </>
          }
          columns={useColumns()}
          rows={rows}
          rowKey={({ id }) => id}
          empty={{ title: say(words.none), hint: say(words.noneHint) }}
          pageSize={100}
        />
      </section>
    </div>
  )
}

function useColumns(): readonly Column<Measure>[] {
  const say = useSay()
  const names = (all: readonly string[]) => all.join(say({ zh: '、', en: ', ' }))
  const range = ({ low, high }: Measure['costYuan']) => (
    <span className="nowrap">
      <Num value={low} /> ~ <Num value={high} />
    </span>
  )
  return [
    { key: 'name', title: say(words.name), value: row => say(row.name), always: true, width: 170 },
    { key: 'group', title: say(words.group), value: row => say(measureGroups[row.group]), width: 190 },
    { key: 'kind', title: say(words.kind), value: row => say(words[row.kind]), width: 90 },
    {
      key: 'cause',
      title: say(words.cause),
      value: row => names(row.actsOn.map(id => say(causeName(id)))),
      width: 240,
    },
    { key: 'unit', title: say(words.unit), value: row => say(measureUnits[row.unit]), width: 80 },
    {
      key: 'cost',
      title: say(words.cost),
      value: row => row.costYuan.low,
      render: row => range(row.costYuan),
      width: 170,
    },
    { key: 'upkeep', title: say(words.upkeep), value: row => say(row.upkeep.needs), width: 220 },
    {
      key: 'yearly',
      title: say(words.yearly),
      value: row => row.upkeep.yearlyYuan.low,
      render: row => range(row.upkeep.yearlyYuan),
      width: 170,
    },
    {
      key: 'concerns',
      title: say(words.concerns),
      value: row => (row.raises.length === 0 ? undefined : names(row.raises.map(id => say(concerns[id])))),
      width: 120,
    },
  ]
}
