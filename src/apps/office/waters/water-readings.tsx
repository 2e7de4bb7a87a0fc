import { parameters, parameterIds, type Parameter } from '../../../domain/parameters.ts'
import { listReadings, readingSources, weathers, type Reading } from '../../../monitoring/contract.ts'
import { findingsIn, listVerdictsOfWater } from '../../../identification/contract.ts'
import type { Water } from '../../../waters/contract.ts'
import { unitText } from '../../../standards/wording.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { measurementText } from './measurement-words.ts'
import { ReadingCharts } from './reading-charts.tsx'
import { waterWords as words } from './water-words.ts'

/** Readings with a small chart for each parameter measured twice or more. */
export function WaterReadings({ water }: { readonly water: Water }) {
  const say = useSay()
  const readings = useAnswer(listReadings, { query: { waterId: water.id, limit: 500 } })
  const items = readings.data?.items
  const limits = useLimits(water.id)
  return (
    <Panel title={say(words.readings)} id="readings" flush>
      {items === undefined ? null : <ReadingCharts readings={items} limits={limits} />}
      <DataTable
        name={`${water.name} ${say(words.readings)}`}
        columns={useReadingColumns(items ?? [])}
        rows={items}
        rowKey={row => row.id}
        error={readings.error}
        onRetry={readings.refetch}
        pageSize={10}
        empty={{ title: say(words.noReadings), hint: say(words.noReadingsHint) }}
      />
    </Panel>
  )
}

/** The limits that the newest verdict applied, for the charts; none where nothing was judged by monitoring. */
function useLimits(waterId: string): ReadonlyMap<Parameter, number> {
  const verdicts = useAnswer(listVerdictsOfWater, { params: { id: waterId } })
  const findings = verdicts.data?.items[0]?.record.parts.flatMap(({ detail }) => findingsIn(detail)) ?? []
  return new Map(
    findings.flatMap(({ parameter, limit }) => (typeof limit === 'number' ? [[parameter, limit] as const] : [])),
  )
}

function useReadingColumns(readings: readonly Reading[]): readonly Column<Reading>[] {
  const say = useSay()
  const measured = parameterIds.filter(id => readings.some(({ sample }) => sample[id] !== undefined))
  return [
    {
      key: 'takenAt',
      title: say(words.takenAt),
      value: row => row.takenAt,
      render: row => <DateText at={row.takenAt} time />,
      sortable: true,
      always: true,
    },
    { key: 'point', title: say(words.point), value: row => row.point },
    ...measured.map((id): Column<Reading> => {
      const { name, unit } = parameters[id]
      return {
        key: id,
        title: unit === 'none' ? say(name) : `${say(name)}（${unitText(unit).trim()}）`,
        value: row => {
          const measurement = row.sample[id]
          if (measurement === undefined) return undefined
          return measurement.qualifier === 'measured' ? measurement.value : say(measurementText(measurement))
        },
        render: row => {
          const measurement = row.sample[id]
          return measurement === undefined ? null : say(measurementText(measurement))
        },
        align: 'right',
      }
    }),
    {
      key: 'weather',
      title: say(words.weather),
      value: row => (row.weather === undefined ? undefined : say(weathers[row.weather])),
    },
    { key: 'source', title: say(words.readingSource), value: row => say(readingSources[row.source]) },
    personColumn(
      { key: 'recordedBy', title: say(words.recordedBy), person: row => row.recordedBy, hiddenAtFirst: true },
      say,
    ),
  ]
}
