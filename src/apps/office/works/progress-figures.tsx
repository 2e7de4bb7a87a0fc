import { Button } from 'antd'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import type { countProgress } from '../../../works/progress/contract.ts'
import { progressLevelIds, progressLevels, type ProgressLevel } from '../../../works/progress/rules.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { OpeningFigure, openingFigure } from '../../shared/components/opening-figure.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { percentOf } from './progress-marks.tsx'
import type { ProgressFilters } from './progress-page.tsx'
import { progressWords as words } from './progress-words.ts'

type Counts = AnswerOf<typeof countProgress>
type Change = (change: Partial<ProgressFilters>) => void

const tones = { late: 'bad', silent: 'warn', slipping: 'warn', 'on-time': 'good' } as const satisfies Record<
  ProgressLevel,
  'good' | 'warn' | 'bad'
>

/** The numbers of a board; each opens the works it counts. */
export function ProgressFigures({ counts, onFilters }: { readonly counts: Counts; readonly onFilters: Change }) {
  const say = useSay()
  const { total, withoutSchedule, partsLate } = counts
  return (
    <Tally
      label={say(words.levels)}
      figures={[
        ...progressLevelIds.map(level => ({
          ...openingFigure(say(progressLevels[level]), total[level], () => onFilters({ level, view: undefined })),
          tone: total[level] > 0 ? tones[level] : undefined,
        })),
        {
          label: say(words.share),
          value:
            total.costYuan > 0 ? (
              <Num value={percentOf(total.earnedYuan / total.costYuan)} unit="%" />
            ) : (
              <Num value={undefined} />
            ),
          note: say(words.shareByCost),
        },
        {
          ...openingFigure(say(words.withoutSchedule), withoutSchedule, () => onFilters({ view: 'unscheduled' })),
          note: say(words.withoutScheduleNote),
        },
        {
          ...openingFigure(say(words.partsLate), partsLate, () => onFilters({ view: 'parts' })),
          tone: partsLate > 0 ? ('bad' as const) : undefined,
        },
      ]}
    />
  )
}

type Division = Counts['divisions'][number]

/** Levels by the divisions one step below, the one with most late works first. */
export function DivisionTable({
  divisions,
  onFilters,
}: {
  readonly divisions: readonly Division[] | undefined
  readonly onFilters: Change
}) {
  const say = useSay()
  const columns: readonly Column<Division>[] = [
    {
      key: 'name',
      title: say(words.division),
      value: row => row.name,
      render: row => (
        <Button type="link" size="small" onClick={() => onFilters({ region: row.division })}>
          {row.name}
        </Button>
      ),
      always: true,
      width: 180,
    },
    ...progressLevelIds.map(level => ({
      key: level,
      title: say(progressLevels[level]),
      value: (row: Division) => row[level],
      render: (row: Division) => (
        <OpeningFigure
          name={`${row.name} ${say(progressLevels[level])}`}
          count={row[level]}
          onOpen={() => onFilters({ region: row.division, level, view: undefined })}
        />
      ),
      width: 110,
    })),
    {
      key: 'share',
      title: say(words.share),
      value: row => (row.costYuan > 0 ? percentOf(row.earnedYuan / row.costYuan) : undefined),
      render: row => <Num value={row.costYuan > 0 ? percentOf(row.earnedYuan / row.costYuan) : undefined} unit="%" />,
      width: 110,
    },
    {
      key: 'cost',
      title: `${say(words.cost)} (${say(words.yuan)})`,
      value: row => row.costYuan,
      render: row => <Num value={row.costYuan} digits={2} />,
      width: 140,
    },
  ]
  return (
    <section className="panel">
      <DataTable
        name={say(words.counties)}
        columns={columns}
        rows={divisions}
        rowKey={row => row.division}
        empty={{ title: say(words.none), hint: say(words.noneHint) }}
        pageSize={100}
      />
    </section>
  )
}
