import { Button } from 'antd'
import { useState } from 'react'
import { measureUnits } from '../../../planning/rules.ts'
import type { Measure, Report, Schedule } from '../../../works/progress/contract.ts'
import { measureStates } from '../../../works/progress/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { FileLinks } from './files-field.tsx'
import { AdjustDialog, DropDialog, ReportDialog } from './measure-dialogs.tsx'
import { PhotoRow } from './photos.tsx'
import { LevelMark } from './progress-marks.tsx'
import { progressWords as words } from './progress-words.ts'

type Doing = { readonly measure: Measure; readonly what: 'report' | 'adjust' | 'drop'; readonly corrects?: Report }

/** Measure by measure: what is planned, what is done, who said so. */
export function MeasureList(props: { readonly schedule: Schedule; readonly waterId: string; readonly today: string }) {
  const { schedule, waterId, today } = props
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  return (
    <div className="measure-list">
      {schedule.measures.map(measure => (
        <MeasureItem key={measure.id} measure={measure} state={schedule.state} waterId={waterId} onDo={setDoing} />
      ))}
      {doing?.what === 'report' ? <ReportDialog {...doing} waterId={waterId} today={today} onClose={close} /> : null}
      {doing?.what === 'adjust' ? <AdjustDialog measure={doing.measure} onClose={close} /> : null}
      {doing?.what === 'drop' ? <DropDialog measure={doing.measure} onClose={close} /> : null}
    </div>
  )
}

type ItemProps = {
  readonly measure: Measure
  readonly state: Schedule['state']
  readonly waterId: string
  readonly onDo: (doing: Doing) => void
}

function MeasureItem({ measure, state, waterId, onDo }: ItemProps) {
  const say = useSay()
  const unit = say(measureUnits[measure.unit])
  const last = measure.reports.find(({ counts }) => counts)
  return (
    <article className="measure-item">
      <header>
        <h3>
          {measure.number}. {say(measure.name)}
        </h3>
        {measure.state === 'open' ? (
          <LevelMark level={measure.level} />
        ) : (
          <Mark {...(measure.state === 'done' ? { tone: 'green' as const } : {})}>
            {say(measureStates[measure.state])}
          </Mark>
        )}
      </header>
      <p className="measure-line">
        <span>
          {say(words.doneOf)} <Num value={measure.doneQuantity} digits={2} /> /{' '}
          <Num value={measure.quantity} unit={unit} digits={2} />
        </span>
        <span>
          <DateText at={measure.startsOn} /> – <DateText at={measure.endsOn} />
        </span>
        <span className="long-name">
          {measure.contractor ?? <span className="quiet">{say(words.noContractor)}</span>}
        </span>
      </p>
      {measure.reasons.length === 0 ? null : (
        <p className="quiet">{measure.reasons.map(reason => say(reason)).join(say({ zh: '；', en: '; ' }))}</p>
      )}
      <p className="quiet">
        {say(words.lastReport)}: {last === undefined ? say(words.noReports) : <DateText at={last.onDay} />}
      </p>
      {last === undefined || last.photos.length === 0 ? null : (
        <PhotoRow waterId={waterId} photos={last.photos} label={say(words.photos)} />
      )}
      <Reports measure={measure} waterId={waterId} {...(state === 'running' ? { onDo } : {})} />
      <Changes measure={measure} />
      <Buttons measure={measure} state={state} onDo={onDo} />
    </article>
  )
}

function Buttons({ measure, state, onDo }: Omit<ItemProps, 'waterId'>) {
  const say = useSay()
  const account = useAccount()
  const open = state === 'scheduled' || state === 'running'
  const mayAdjust = open && account.may('plan.write')
  const mayReport = state === 'running' && measure.state !== 'dropped' && account.may('water.write')
  if (!mayAdjust && !mayReport) return null
  return (
    <footer>
      {mayReport ? (
        <Button size="small" type="primary" onClick={() => onDo({ measure, what: 'report' })}>
          {say(words.report)}
        </Button>
      ) : null}
      {mayAdjust ? (
        <Button size="small" onClick={() => onDo({ measure, what: 'adjust' })}>
          {say(words.adjust)}
        </Button>
      ) : null}
      {mayAdjust ? (
        <Button size="small" onClick={() => onDo({ measure, what: 'drop' })}>
          {say(measure.state === 'dropped' ? words.resume : words.drop)}
        </Button>
      ) : null}
    </footer>
  )
}

type ReportsProps = {
  readonly measure: Measure
  readonly waterId: string
  readonly onDo?: (doing: Doing) => void
}

function Reports({ measure, waterId, onDo }: ReportsProps) {
  const say = useSay()
  const mayCorrect = useAccount().may('water.write') && measure.state !== 'dropped'
  if (measure.reports.length === 0) return null
  return (
    <details>
      <summary>{say(words.reports(measure.reports.length))}</summary>
      <ol className="report-list">
        {measure.reports.map(report => (
          <li key={report.id} className={report.counts ? undefined : 'void'}>
            <span>
              <DateText at={report.onDay} /> ·{' '}
              <Num value={report.doneQuantity} unit={say(measureUnits[measure.unit])} digits={2} />
            </span>{' '}
            {report.counts ? null : <Mark>{say(words.corrected)}</Mark>}
            {report.corrects === undefined ? null : <Mark>{say(words.corrects)}</Mark>}{' '}
            <PersonName person={report.by} brief /> · <DateText at={report.at} time />
            {report.counts && mayCorrect && onDo !== undefined ? (
              <Button size="small" type="link" onClick={() => onDo({ measure, what: 'report', corrects: report })}>
                {say(words.correct)}
              </Button>
            ) : null}
            {report.note === undefined ? null : <p className="long-name">{report.note}</p>}
            {report.photos.length === 0 ? null : (
              <PhotoRow waterId={waterId} photos={report.photos} label={say(words.photos)} />
            )}
            {report.invoices.length === 0 ? null : (
              <p>
                {say(words.invoices)}: <FileLinks waterId={waterId} files={report.invoices} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Changes({ measure }: { readonly measure: Measure }) {
  const say = useSay()
  const adjusted = measure.changes.filter(({ reason }) => reason !== undefined)
  if (adjusted.length === 0) return null
  return (
    <details>
      <summary>{say(words.changes(adjusted.length))}</summary>
      <ol className="report-list">
        {measure.changes.map(change => (
          <li key={change.version}>
            <DateText at={change.startsOn} /> – <DateText at={change.endsOn} /> ·{' '}
            <Num value={change.quantity} unit={say(measureUnits[measure.unit])} digits={2} />
            {change.contractor === undefined ? null : ` · ${change.contractor}`}
            {change.dropped ? <Mark>{say(measureStates.dropped)}</Mark> : null} ·{' '}
            <PersonName person={change.by} brief /> · <DateText at={change.at} time />
            {change.reason === undefined ? null : <p className="long-name">{change.reason}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}
