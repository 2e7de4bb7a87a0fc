import { useState, type ReactNode } from 'react'
import {
  listTaskVillages,
  type SurveyTask,
  type villageStateIds,
  type VillageSurvey,
} from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { surveyWords as words, villageStateWords } from './survey-words.ts'
import { VillageReportDrawer } from './village-report.tsx'

type Props = {
  readonly task: SurveyTask
  readonly state: (typeof villageStateIds)[number] | undefined
  readonly overdue: boolean
  readonly tools: ReactNode
}

/** The villages of a task; a row opens its report. */
export function TaskVillages({ task, state, overdue, tools }: Props) {
  const say = useSay()
  const account = useAccount()
  const [chosen, setChosen] = useState<VillageSurvey>()
  const filter = { ...(state === undefined ? {} : { state }), ...(overdue ? { overdue: 'true' } : {}) }
  const pages = usePages([...answerKey(listTaskVillages), task.id, filter], (cursor, signal) =>
    call(listTaskVillages, {
      params: { id: task.id },
      query: { ...filter, limit: 200, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  const mayReport = account.may('survey.record') && task.closedAt === undefined
  return (
    <section className="panel">
      <DataTable
        name={`${task.title} ${say(words.byVillage)}`}
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.villageCode}
        error={pages.error}
        onRetry={pages.retry}
        tools={tools}
        {...(mayReport ? { onOpen: setChosen } : {})}
        chosen={chosen?.villageCode}
        empty={{ title: say(words.villagesEmpty) }}
        pageSize={200}
      />
      <MoreRows pages={pages} />
      <VillageReportDrawer village={chosen} onClose={() => setChosen(undefined)} />
    </section>
  )
}

const tones = {
  open: undefined,
  'in-progress': 'amber',
  'done-none-found': 'green',
  'done-with-candidates': 'green',
} as const satisfies Record<VillageSurvey['state'], 'amber' | 'green' | undefined>

function VillageMark({ row }: { readonly row: VillageSurvey }) {
  const say = useSay()
  const tone = tones[row.state]
  return (
    <span className="mark-pair">
      <Mark tone={tone}>{say(villageStateWords[row.state])}</Mark>
      {row.overdue ? <Mark tone="red">{say(words.overdue)}</Mark> : null}
    </span>
  )
}

function useColumns(): readonly Column<VillageSurvey>[] {
  const say = useSay()
  return [
    {
      key: 'village',
      title: say(words.villageName),
      value: row => row.regionNames.village ?? row.villageCode,
      always: true,
      sortable: true,
      width: 200,
    },
    { key: 'town', title: say(words.town), value: row => row.regionNames.town, sortable: true, width: 140 },
    { key: 'county', title: say(words.byCounty), value: row => row.regionNames.county, width: 120 },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(villageStateWords[row.state]),
      render: row => <VillageMark row={row} />,
      sortable: true,
      width: 220,
    },
    {
      key: 'found',
      title: say(words.found),
      value: row => row.found,
      render: row => <Num value={row.found} />,
      align: 'right',
      sortable: true,
      width: 80,
    },
    {
      key: 'surveyedOn',
      title: say(words.surveyedOn),
      value: row => row.surveyedOn,
      render: row => <DateText at={row.surveyedOn} />,
      sortable: true,
      width: 120,
    },
    personColumn({ key: 'by', title: say(words.reportedBy), person: row => row.reportedBy }, say),
    { key: 'note', title: say(words.reportNote), value: row => row.note, width: 150 },
  ]
}
