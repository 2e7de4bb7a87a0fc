import type { UseQueryResult } from '@tanstack/react-query'
import { Progress, Skeleton } from 'antd'
import type { SupervisionList } from '../../../domain/waters.ts'
import type { getLists, ListTotals } from '../../../register/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { warningColours } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Area } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { registerWords as words } from './register-words.ts'

/** One card a list; choosing one narrows the table below. */
export function ListCards(props: {
  readonly answer: UseQueryResult<AnswerOf<typeof getLists>>
  readonly chosen: SupervisionList | undefined
  readonly onChoose: (list: SupervisionList | undefined) => void
}) {
  const { answer, chosen, onChoose } = props
  if (answer.error !== null) return <ProblemAlert error={answer.error} onRetry={answer.refetch} />
  if (answer.data === undefined) {
    return (
      <div className="list-cards">
        {[1, 2, 3].map(place => (
          <div className="list-card" key={place}>
            <Skeleton active paragraph={{ rows: 3 }} />
          </div>
        ))}
      </div>
    )
  }
  return (
    <div className="list-cards">
      {answer.data.lists.map(totals => (
        <ListCard
          key={totals.list}
          totals={totals}
          chosen={chosen === totals.list}
          onChoose={() => onChoose(chosen === totals.list ? undefined : totals.list)}
        />
      ))}
    </div>
  )
}

function ListCard(props: { readonly totals: ListTotals; readonly chosen: boolean; readonly onChoose: () => void }) {
  const say = useSay()
  const locale = useLocale()
  const { totals, chosen } = props
  const percent = totals.count === 0 ? 0 : (totals.eliminated / totals.count) * 100
  const share = `${formatNumber(percent, locale, 1)}%`
  return (
    <button type="button" className={`list-card ${totals.list}`} aria-pressed={chosen} onClick={props.onChoose}>
      <span className="list-card-title">{say(totals.label)}</span>
      <span className="list-card-figures">
        <span className="list-card-count number">
          {formatNumber(totals.count, locale)}
          <span className="unit">{say(words.watersUnit)}</span>
        </span>
        <span className="list-card-area">
          <Area m2={totals.areaM2} />
          {totals.withoutArea === 0 ? null : (
            <span className="quiet">{say(words.withoutArea(totals.withoutArea))}</span>
          )}
        </span>
      </span>
      <Progress percent={percent} showInfo={false} size="small" aria-label={say(words.eliminatedLabel)} />
      <span className="list-card-line">
        {say(words.eliminated(formatNumber(totals.eliminated, locale), share))}
        {totals.disagreements === 0 ? null : (
          <span className="list-card-warn">{say(words.disagreements(totals.disagreements))}</span>
        )}
      </span>
      <ColourLine colours={totals.colours} />
    </button>
  )
}

const shown = ['red', 'yellow', 'green'] as const

function ColourLine({ colours }: Pick<ListTotals, 'colours'>) {
  const say = useSay()
  return (
    <span className="list-card-colours">
      {shown.map(colour => (
        <span key={colour}>
          <span className="dot" style={{ background: warningColours[colour].ground }} />
          {say(warningColours[colour].label)} <strong className="number">{colours[colour]}</strong>
        </span>
      ))}
      {colours.none === 0 ? null : (
        <span className="quiet">
          {say(words.none)} {colours.none}
        </span>
      )}
    </span>
  )
}
