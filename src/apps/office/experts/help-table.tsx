import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { stages } from '../../../domain/lifecycle-table.ts'
import { listWatersByHelp, type helpGapIds, type WaterHelp } from '../../../experts/contract.ts'
import type { VisitPhase } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { StageMark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { CoverMarks, coverWords, ExpertNames, expertWords, WithLate } from './expert-parts.tsx'
import { expertsWords as words } from './experts-words.ts'

export type HelpFilter = {
  readonly region?: string | undefined
  readonly expert?: string | undefined
  readonly gap?: (typeof helpGapIds)[number] | undefined
  readonly phase?: VisitPhase | undefined
}

/** Waters in need of help: who helps, which phases are covered, what advice waits. */
export function HelpTable(props: {
  readonly filter: HelpFilter
  readonly name: string
  readonly tools?: ReactNode
  readonly renderActions?: (row: WaterHelp) => ReactNode
}) {
  const say = useSay()
  const { region, expert, gap, phase } = props.filter
  const filter = {
    ...(region === undefined ? {} : { region }),
    ...(expert === undefined ? {} : { expert }),
    ...(gap === undefined ? {} : { gap }),
    ...(phase === undefined ? {} : { phase }),
  }
  const pages = usePages([...answerKey(listWatersByHelp), filter], (cursor, signal) =>
    call(listWatersByHelp, {
      query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  const columns = useColumns()
  return (
    <>
      <DataTable
        name={props.name}
        {...(props.tools === undefined ? {} : { tools: props.tools })}
        columns={expert === undefined ? columns : columns.filter(({ key }) => key !== 'experts')}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.water.id}
        error={pages.error}
        onRetry={pages.retry}
        empty={{ title: say(words.noWaters), hint: say(words.noWatersHint) }}
        {...(props.renderActions === undefined ? {} : { renderActions: props.renderActions })}
        pageSize={100}
      />
      <MoreRows pages={pages} />
    </>
  )
}

function useColumns(): readonly Column<WaterHelp>[] {
  const say = useSay()
  return [
    {
      key: 'water',
      title: say(words.water),
      value: row => row.water.name,
      render: row => (
        <Link to={`/waters/${row.water.id}`} hash="experts" className="long-name">
          {row.water.name}
        </Link>
      ),
      always: true,
      width: 170,
    },
    {
      key: 'place',
      title: say(words.place),
      value: ({ regionNames: { county, town } }) => [county, town].filter(Boolean).join(' · '),
      width: 150,
    },
    {
      key: 'stage',
      title: say(words.stage),
      value: row => say(stages[row.stage].label),
      render: row => <StageMark stage={row.stage} />,
      width: 110,
    },
    {
      key: 'experts',
      title: say(words.experts),
      value: row => row.experts.map(expert => say(expertWords(expert))).join(say({ zh: '、', en: '; ' })),
      render: row => <ExpertNames experts={row.experts} />,
      width: 200,
    },
    {
      key: 'cover',
      title: say(words.phase),
      value: row => say(coverWords(row)),
      render: row => <CoverMarks help={row} />,
      width: 330,
    },
    {
      key: 'advice',
      title: say(words.adviceWaiting),
      value: row => row.adviceOpen,
      render: row => <WithLate count={row.adviceOpen} late={row.adviceLate} />,
      width: 110,
    },
  ]
}
