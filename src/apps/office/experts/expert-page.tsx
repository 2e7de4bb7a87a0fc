import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { chinaDate } from '../../../domain/dates.ts'
import {
  adviceFilterIds,
  getExpert,
  type Assignment,
  type ExpertLabel,
  type WaterHelp,
} from '../../../experts/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { assignmentScopes } from '../../../experts/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { PlanVisitDialog } from '../works/plan-visit.tsx'
import { AdvicePanel } from './advice-panel.tsx'
import { EndAssignmentDialog } from './assign-dialog.tsx'
import { expertWords, LoadBar, WithLate } from './expert-parts.tsx'
import { expertsWords as words } from './experts-words.ts'
import { HelpTable } from './help-table.tsx'
import { useExpertsChanged } from './use-experts-changed.ts'
import './experts.css'

type Expert = AnswerOf<typeof getExpert>

const Search = z.object({ advice: z.enum(adviceFilterIds).optional() })

/** One expert: the waters helped with what is owed to each, advice that waits, and every assignment. */
export default function ExpertPage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const found = useAnswer(getExpert, { params: { id } })
  const [search, setSearch] = useSearchState(Search)
  if (found.error !== null) {
    return (
      <>
        <PageHeader title={say(words.title)} />
        <ProblemAlert error={found.error} onRetry={found.refetch} />
      </>
    )
  }
  if (found.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} style={{ padding: '24px 0' }} />
  const expert = found.data
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/experts' }]}
        title={expert.isMe ? say(words.myPage) : say(expertWords(expert.expert))}
        subtitle={expert.isMe ? say(expertWords(expert.expert)) : undefined}
      />
      <Counts expert={expert} />
      <Waters expert={expert} />
      <Panel title={say(words.tabAdvice)}>
        <AdvicePanel
          expert={id}
          state={search.advice ?? 'unsettled'}
          onState={advice => setSearch({ advice: advice === 'unsettled' ? undefined : advice })}
        />
      </Panel>
      <Assignments items={expert.assignments} />
    </div>
  )
}

function Counts({ expert }: { readonly expert: Expert }) {
  const say = useSay()
  const { advice, load, uncovered } = expert
  return (
    <Tally
      label={say(words.counts)}
      figures={[
        { label: say(words.load), value: <LoadBar load={load} /> },
        { label: say(words.uncovered), value: uncovered, tone: uncovered === 0 ? 'good' : 'warn' },
        { label: say(words.adviceOpen), value: <WithLate count={advice.open} late={advice.openLate} /> },
        { label: say(words.adviceReview), value: <WithLate count={advice.answered} late={advice.answeredLate} /> },
      ]}
    />
  )
}

function Waters({ expert }: { readonly expert: Expert }) {
  const say = useSay()
  const mayVerify = useAccount().may('works.verify')
  const changed = useExpertsChanged()
  const [planning, setPlanning] = useState<WaterHelp>()
  return (
    <Panel title={say(words.watersOfExpert)} flush>
      <HelpTable
        name={say(words.watersOfExpert)}
        filter={{ expert: expert.expert.id }}
        {...(mayVerify
          ? {
              renderActions: (row: WaterHelp) => (
                <Button size="small" onClick={() => setPlanning(row)}>
                  {say(words.planVisit)}
                </Button>
              ),
            }
          : {})}
      />
      {planning === undefined ? null : (
        <PlanVisitDialog
          waterId={planning.water.id}
          proposed={{
            phase: planning.phase ?? 'after',
            role: 'expert',
            visitor: visitorOf(expert.expert, say(expertWords(expert.expert))),
          }}
          onClose={() => {
            setPlanning(undefined)
            void changed()
          }}
        />
      )}
    </Panel>
  )
}

/** An organisation goes by its name, as parties of visits do. */
function visitorOf({ id, person, organisation = '' }: ExpertLabel, label: string) {
  return person === undefined ? { organisation } : { id, label }
}

function Assignments({ items }: { readonly items: readonly Assignment[] }) {
  const say = useSay()
  const mayAssign = useAccount().may('experts.assign')
  const [ending, setEnding] = useState<Assignment>()
  return (
    <Panel title={say(words.assignments)} flush>
      <DataTable
        name={say(words.assignments)}
        columns={useColumns()}
        rows={items}
        rowKey={row => row.id}
        empty={{ title: say(words.neverAssigned) }}
        {...(mayAssign
          ? {
              renderActions: (row: Assignment) =>
                row.endedAt === undefined && standing(row) !== 'ended' ? (
                  <Button size="small" danger onClick={() => setEnding(row)}>
                    {say(words.end)}
                  </Button>
                ) : null,
            }
          : {})}
      />
      {ending === undefined ? null : <EndAssignmentDialog assignment={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  )
}

/** Whether an assignment holds, has ended, or is still to begin. */
function standing({ current, untilOn, fromOn }: Assignment): 'current' | 'ended' | 'ahead' {
  if (current) return 'current'
  const begins = fromOn > chinaDate(new Date()) && (untilOn === undefined || untilOn > fromOn)
  return begins ? 'ahead' : 'ended'
}

function useColumns(): readonly Column<Assignment>[] {
  const say = useSay()
  const term = ({ fromOn, untilOn }: Assignment) =>
    say(untilOn === undefined ? words.since(fromOn) : words.term(fromOn, untilOn))
  return [
    {
      key: 'what',
      title: say(words.scope),
      value: row => row.water?.name ?? row.regionNames.county,
      render: row =>
        row.water === undefined ? (
          <Link to="/experts" search={{ tab: 'waters', region: row.regionCode }}>
            {row.regionNames.county} · {say(assignmentScopes.county)}
          </Link>
        ) : (
          <Link to={`/waters/${row.water.id}`} hash="experts" className="long-name">
            {row.water.name} · {row.regionNames.county}
          </Link>
        ),
      always: true,
      width: 220,
    },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(words[standing(row)]),
      render: row => <Mark {...(row.current ? { tone: 'green' as const } : {})}>{say(words[standing(row)])}</Mark>,
      width: 100,
    },
    { key: 'term', title: say(words.days), value: term, width: 210 },
    {
      key: 'reason',
      title: say(common.reason),
      value: row => [row.reason, row.endReason].filter(Boolean).join(' → '),
      render: row => <span className="long-name">{[row.reason, row.endReason].filter(Boolean).join(' → ')}</span>,
      width: 260,
    },
    personColumn({ key: 'by', title: say(words.assignedBy), person: row => row.assignedBy }, say),
  ]
}
