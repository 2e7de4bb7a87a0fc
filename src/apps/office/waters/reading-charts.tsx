import { parameters, parameterIds, type Parameter } from '../../../domain/parameters.ts'
import type { Reading } from '../../../monitoring/contract.ts'
import { unitText } from '../../../standards/wording.ts'
import { formatDate, formatNumber } from '../../shared/components/number-formats.ts'
import { useLanguage, useLocale, useSay } from '../../shared/i18n/language.tsx'
import { waterWords as words } from './water-words.ts'

type Dot = { readonly at: number; readonly value: number; readonly text: string }

const width = 240
const height = 64
const margin = 5

/** One small chart per parameter measured at least twice. The table below holds the same numbers. */
export function ReadingCharts(props: {
  readonly readings: readonly Reading[]
  readonly limits: ReadonlyMap<Parameter, number>
}) {
  const series = parameterIds
    .map(id => ({ id, dots: dotsOf(props.readings, id) }))
    .filter(({ dots }) => dots.length > 1)
  if (series.length === 0) return null
  return (
    <div className="charts">
      {series.map(({ id, dots }) => (
        <Spark key={id} parameter={id} dots={dots} limit={props.limits.get(id)} />
      ))}
    </div>
  )
}

function dotsOf(readings: readonly Reading[], id: Parameter): readonly Dot[] {
  return readings
    .flatMap(({ takenAt, sample }) => {
      const measurement = sample[id]
      if (measurement === undefined || measurement.qualifier === 'not-detected') return []
      return [{ at: Date.parse(takenAt), value: measurement.value, text: takenAt }]
    })
    .sort((a, b) => a.at - b.at)
}

function Spark({
  parameter,
  dots,
  limit,
}: {
  readonly parameter: Parameter
  readonly dots: readonly Dot[]
  readonly limit: number | undefined
}) {
  const say = useSay()
  const locale = useLocale()
  const { language } = useLanguage()
  const { name, unit } = parameters[parameter]
  const last = dots.at(-1)
  const place = scaleOf(dots, limit)
  const from = formatDate(dots[0]?.text ?? '', language, false)
  const to = formatDate(last?.text ?? '', language, false)
  return (
    <figure className="spark">
      <figcaption>
        <span>{say(name)}</span>
        <span>
          <strong className="number">{last === undefined ? '' : formatNumber(last.value, locale, 3)}</strong>
          <span className="unit">{unitText(unit).trim()}</span>
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {limit === undefined ? null : (
          <line
            x1={0}
            x2={width}
            y1={place.y(limit)}
            y2={place.y(limit)}
            stroke="#b3261e"
            strokeDasharray="4 3"
            vectorEffect="non-scaling-stroke"
          />
        )}
        <polyline
          points={dots.map(dot => `${place.x(dot.at)},${place.y(dot.value)}`).join(' ')}
          fill="none"
          stroke="#0b6b74"
          strokeWidth={1.8}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="citation" style={{ justifyContent: 'space-between', marginTop: 2 }}>
        <span>{from}</span>
        {limit === undefined ? null : <span style={{ color: 'var(--red)' }}>{`${say(words.limit)} ${limit}`}</span>}
        <span>{to}</span>
      </span>
    </figure>
  )
}

/** From zero, so that small changes do not look large; the limit is always in sight. */
function scaleOf(dots: readonly Dot[], limit: number | undefined) {
  const values = [...dots.map(({ value }) => value), ...(limit === undefined ? [] : [limit])]
  const lowest = Math.min(0, ...values)
  const highest = Math.max(...values, lowest + 1e-9)
  const first = dots[0]?.at ?? 0
  const span = Math.max(1, (dots.at(-1)?.at ?? 1) - first)
  return {
    x: (at: number) => margin + ((at - first) / span) * (width - 2 * margin),
    y: (value: number) => height - margin - ((value - lowest) / (highest - lowest)) * (height - 2 * margin),
  }
}
