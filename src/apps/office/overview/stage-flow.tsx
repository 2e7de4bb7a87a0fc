import { Link } from '@tanstack/react-router'
import { stageIds, stages, type Stage } from '../../../domain/lifecycle-table.ts'
import type { Overview } from '../../../reports/overview/contract.ts'
import { warningColours } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { overviewWords as words } from './overview-words.ts'

type Search = Readonly<Record<string, string>>

const cycle = stageIds.filter(id => !stages[id].end)
const beside = stageIds.filter(id => stages[id].end)

/** The cycle of a water from suspicion to upkeep, with the number of waters at each stage. */
export function StageFlow({ overview, region }: { readonly overview: Overview; readonly region: Search }) {
  const say = useSay()
  const reached = cycle.filter(id => (overview.stages[id] ?? 0) > 0)
  return (
    <div className="stage-flow">
      <ol className="stage-steps">
        {cycle.map(id => (
          <li key={id}>
            <StageCount id={id} count={overview.stages[id] ?? 0} region={region} />
          </li>
        ))}
      </ol>
      {reached.length === 0 ? null : (
        <div className="stage-bar" aria-hidden="true">
          {reached.map(id => (
            <span key={id} style={{ flexGrow: overview.stages[id] ?? 0, background: stages[id].colour }} />
          ))}
        </div>
      )}
      <div className="stage-foot">
        <span className="stage-foot-part">
          <span className="quiet">{say(words.warning)}</span>
          {(['red', 'yellow', 'green'] as const).map(colour => (
            <Counted
              key={colour}
              label={say(warningColours[colour].label)}
              count={overview.colours[colour]}
              dot={warningColours[colour].ground}
              search={{ ...region, colour }}
            />
          ))}
          <Counted label={say(words.noColour)} count={overview.colours.none} search={{ ...region, colour: 'none' }} />
        </span>
        <span className="stage-foot-part">
          <span className="quiet">{say(words.beside)}</span>
          {beside.map(id => (
            <Counted
              key={id}
              label={say(stages[id].label)}
              count={overview.stages[id] ?? 0}
              search={{ ...region, stage: id }}
            />
          ))}
        </span>
      </div>
    </div>
  )
}

function StageCount({ id, count, region }: { readonly id: Stage; readonly count: number; readonly region: Search }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <Link to="/waters" search={{ ...region, stage: id }} className={`stage-step${count === 0 ? ' zero' : ''}`}>
      <span className="stage-count number">{formatNumber(count, locale)}</span>
      <span className="stage-label">
        <span className="dot" style={{ background: stages[id].colour }} />
        {say(stages[id].label)}
      </span>
    </Link>
  )
}

function Counted(props: {
  readonly label: string
  readonly count: number
  readonly dot?: string
  readonly search: Search
}) {
  const locale = useLocale()
  return (
    <Link to="/waters" search={props.search} className="counted">
      {props.dot === undefined ? null : <span className="dot" style={{ background: props.dot }} />}
      {props.label} <span className="number">{formatNumber(props.count, locale)}</span>
    </Link>
  )
}
