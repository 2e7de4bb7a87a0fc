import type { CSSProperties, ReactNode } from 'react'
import { daysBetween } from '../../../domain/dates.ts'
import type { ProgressLevel } from '../../../works/progress/rules.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { ganttScale, type GanttScale } from './gantt-scale.ts'
import { levelColours, percentOf } from './progress-marks.tsx'
import { progressWords as words } from './progress-words.ts'

export type GanttRow = {
  readonly key: string
  readonly label: ReactNode
  /** Beside the label: marks, days behind. */
  readonly aside: ReactNode
  readonly startsOn: string
  readonly endsOn: string
  readonly share: number
  readonly level: ProgressLevel
  readonly forecastOn?: string | undefined
  /** Drawn pale: it is carried out no more. */
  readonly dropped?: boolean
}

/**
 * Bars of planned days with the share done filled in, on one scale with today. A table of days for screen readers; on a phone each row
 * has its bar below its label and the same scale, so that nothing runs out of the side.
 */
export function Gantt({
  rows,
  today,
  label,
}: {
  readonly rows: readonly GanttRow[]
  readonly today: string
  readonly label: string
}) {
  const say = useSay()
  const scale = ganttScale(
    rows.flatMap(({ startsOn, endsOn, forecastOn }) => [startsOn, endsOn, forecastOn ?? endsOn]),
    today,
  )
  return (
    <section className="gantt" aria-label={label}>
      <div className="gantt-head" aria-hidden="true">
        <div className="gantt-track">
          {scale.ticks.map(({ day, text }) => (
            <span key={day} className={tickClass(scale, day)} style={at(scale, day)}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <ul>
        {rows.map(row => (
          <li key={row.key} className={row.dropped === true ? 'gantt-row dropped' : 'gantt-row'}>
            <div className="gantt-label">
              <span className="long-name">{row.label}</span>
              <span className="gantt-aside">{row.aside}</span>
            </div>
            <Bar row={row} scale={scale} today={today} />
          </li>
        ))}
      </ul>
      <p className="gantt-legend quiet">
        <Key of="planned" text={say(words.planned)} />
        <Key of="done" text={say(words.done)} />
        <Key of="today" text={`${say(words.today)} ${today}`} />
        <Key of="forecast" text={say(words.forecast)} />
      </p>
    </section>
  )
}

function Key(props: { readonly of: 'planned' | 'done' | 'today' | 'forecast'; readonly text: string }) {
  return (
    <span className="nowrap">
      <span className={`gantt-key ${props.of}`} /> {props.text}
    </span>
  )
}

function Bar({ row, scale, today }: { readonly row: GanttRow; readonly scale: GanttScale; readonly today: string }) {
  const say = useSay()
  const { startsOn, endsOn, share, level, forecastOn } = row
  const width = (100 * (daysBetween(startsOn, endsOn) + 1)) / scale.days
  const percent = percentOf(share)
  return (
    <div className="gantt-track">
      <span className="visually-hidden">
        {say(words.rangeOf(startsOn, endsOn))}, {percent}%
        {forecastOn === undefined ? '' : `, ${say(words.forecast)} ${forecastOn}`}
      </span>
      {scale.ticks.map(({ day }) => (
        <span key={day} className="gantt-line" style={at(scale, day)} aria-hidden="true" />
      ))}
      <span
        className="gantt-bar"
        aria-hidden="true"
        style={{ ...at(scale, startsOn), width: `${width}%`, '--level': levelColours[level] } as CSSProperties} // a custom property
        title={`${say(words.rangeOf(startsOn, endsOn))} · ${percent}%`}
      >
        <span className="gantt-fill" style={{ width: `${share * 100}%` }} />
        <span className="gantt-percent">{percent}%</span>
      </span>
      {forecastOn === undefined || forecastOn <= endsOn ? null : (
        <span className="gantt-forecast" style={at(scale, forecastOn)} title={`${say(words.forecast)} ${forecastOn}`} />
      )}
      <span className="gantt-today" style={at(scale, today)} aria-hidden="true" />
    </div>
  )
}

function at(scale: GanttScale, day: string): CSSProperties {
  return { left: `${(100 * daysBetween(scale.from, day)) / scale.days}%` }
}

/** The month of a tick near the right edge stands before it: behind it, it would run out of a phone. */
function tickClass(scale: GanttScale, day: string): string {
  return daysBetween(scale.from, day) / scale.days > 0.84 ? 'gantt-tick gantt-tick-last' : 'gantt-tick'
}
