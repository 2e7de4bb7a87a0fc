import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import type { Bilingual } from '../../../domain/words.ts'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { adviceFilterIds, getExpertBoard, helpGapIds } from '../../../experts/contract.ts'
import { helpPhaseIds } from '../../../experts/rules.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { visitPhases } from '../../../works/rules.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { openingFigure } from '../../shared/components/opening-figure.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AdvicePanel } from './advice-panel.tsx'
import { AssignExpertDialog } from './assign-dialog.tsx'
import { CountyTable, ExpertTable } from './board-tables.tsx'
import { expertsWords as words } from './experts-words.ts'
import { HelpTable } from './help-table.tsx'
import './experts.css'

const tabIds = ['experts', 'counties', 'waters', 'advice'] as const
const Search = z.object({
  tab: z.enum(tabIds).optional(),
  region: RegionCodeText.optional(),
  gap: z.enum(helpGapIds).optional(),
  phase: z.enum(helpPhaseIds).optional(),
  advice: z.enum(adviceFilterIds).optional(),
})
type Search = z.output<typeof Search>
type Board = AnswerOf<typeof getExpertBoard>

/** Experts with their load, counties and waters without one, phases nobody has visited, advice that waits. */
export default function ExpertsPage() {
  const say = useSay()
  const [search, setSearch] = useSearchState(Search)
  const within = search.region === undefined ? {} : { region: search.region }
  const board = useAnswer(getExpertBoard, { query: within })
  const open = (change: Partial<Search>) => setSearch({ gap: undefined, phase: undefined, ...change })
  return (
    <div className="stack">
      <ExpertsHeader search={search} onSearch={setSearch} />
      {board.error === null ? null : <ProblemAlert error={board.error} onRetry={board.refetch} />}
      {board.data === undefined ? null : <Counts board={board.data} onOpen={open} />}
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'experts'}
        onChange={key => setSearch({ tab: key === 'experts' ? undefined : Search.shape.tab.parse(key) })}
        items={[
          { key: 'experts', label: say(words.tabExperts), children: <ExpertTable board={board.data} /> },
          {
            key: 'counties',
            label: say(words.tabCounties),
            children: (
              <CountyTable
                board={board.data}
                onOpen={region => open({ tab: 'waters', region })}
                onGap={(region, phase) => open({ tab: 'waters', region, phase, gap: 'uncovered' })}
              />
            ),
          },
          {
            key: 'waters',
            label: say(words.tabWaters),
            children: (
              <section className="panel">
                <HelpTable
                  name={say(words.tabWaters)}
                  filter={search}
                  tools={<WaterFilters search={search} onSearch={setSearch} />}
                />
              </section>
            ),
          },
          {
            key: 'advice',
            label: say(words.tabAdvice),
            children: (
              <AdvicePanel
                region={search.region}
                state={search.advice ?? 'unsettled'}
                onState={advice => setSearch({ advice: advice === 'unsettled' ? undefined : advice })}
              />
            ),
          },
        ]}
      />
    </div>
  )
}

type Filtering = { readonly search: Search; readonly onSearch: (change: Partial<Search>) => void }

function ExpertsHeader({ search, onSearch }: Filtering) {
  const say = useSay()
  const account = useAccount()
  const [assigning, setAssigning] = useState(false)
  return (
    <>
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          <>
            <RegionPicker
              within={account.regionCode}
              value={search.region}
              onChange={region => onSearch({ region })}
              placeholder={say(words.region)}
              label={say(words.region)}
              style={{ width: 200 }}
            />
            {account.may('experts.advise') ? (
              <Link to={`/experts/${account.id}`}>
                <Button type="primary">{say(words.myPage)}</Button>
              </Link>
            ) : null}
            {account.may('experts.assign') ? (
              <Button type="primary" onClick={() => setAssigning(true)}>
                {say(words.assign)}
              </Button>
            ) : null}
          </>
        }
      />
      {assigning ? (
        <AssignExpertDialog
          {...(search.region?.endsWith('000000') === true ? { regionCode: search.region } : {})}
          onClose={() => setAssigning(false)}
        />
      ) : null}
    </>
  )
}

/** The numbers of the board; each opens the waters or the advice it counts. */
function Counts({ board, onOpen }: { readonly board: Board; readonly onOpen: (change: Partial<Search>) => void }) {
  const say = useSay()
  const { advice, counties, policy } = board
  const sum = (figure: 'waters' | 'withoutExpert') => counties.reduce((total, county) => total + county[figure], 0)
  const uncovered = counties.reduce(
    (total, { uncovered: { before, during, after } }) => total + before + during + after,
    0,
  )
  const late = advice.openLate + advice.answeredLate
  const figure = (label: Bilingual, count: number, opened: Partial<Search>) =>
    openingFigure(say(label), count, () => onOpen(opened))
  const warn = (count: number) => (count === 0 ? ('good' as const) : ('warn' as const))
  return (
    <>
      <Tally
        label={say(words.counts)}
        figures={[
          figure(words.inHelp, sum('waters'), { tab: 'waters' }),
          {
            ...figure(words.withoutExpert, sum('withoutExpert'), { tab: 'waters', gap: 'no-expert' }),
            tone: warn(sum('withoutExpert')),
          },
          { ...figure(words.uncovered, uncovered, { tab: 'waters', gap: 'uncovered' }), tone: warn(uncovered) },
          figure(words.adviceOpen, advice.open, { tab: 'advice', advice: 'open' }),
          figure(words.adviceReview, advice.answered, { tab: 'advice', advice: 'answered' }),
          {
            ...figure(words.late, late, { tab: 'advice', advice: 'late' }),
            tone: late === 0 ? ('good' as const) : ('bad' as const),
          },
        ]}
      />
      <p className="note-line">
        {say(words.policyNote(policy.mostWaters, policy.answerDays, policy.reviewDays))} {say(words.withinOnly)}{' '}
        <CitationNote citation={policy.citation} />
      </p>
    </>
  )
}

function WaterFilters({ search, onSearch }: Filtering) {
  const say = useSay()
  const gapWords = { 'no-expert': words.gapNoExpert, uncovered: words.gapUncovered } as const
  return (
    <>
      <Select<(typeof helpGapIds)[number]>
        size="small"
        allowClear
        style={{ width: 170 }}
        placeholder={say(words.anyGap)}
        aria-label={say(words.anyGap)}
        {...(search.gap === undefined ? {} : { value: search.gap })}
        onChange={gap => onSearch({ gap })}
        options={helpGapIds.map(value => ({ value, label: say(gapWords[value]) }))}
      />
      <Select<(typeof helpPhaseIds)[number]>
        size="small"
        allowClear
        style={{ width: 150 }}
        placeholder={say(words.anyPhase)}
        aria-label={say(words.anyPhase)}
        {...(search.phase === undefined ? {} : { value: search.phase })}
        onChange={phase => onSearch({ phase })}
        options={helpPhaseIds.map(value => ({ value, label: say(visitPhases[value]) }))}
      />
    </>
  )
}
