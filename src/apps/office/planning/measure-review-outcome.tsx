import { Alert } from 'antd'
import { Num } from '../../shared/components/numbers.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import type { Review } from './measure-review-page.tsx'
import { MeasureWarnings } from './measure-warnings.tsx'
import { measureWords as words } from './measure-words.ts'

/** What the review found, the worst first, and the cost beside that of comparable waters. */
export function ReviewOutcome({ review }: { readonly review: Review }) {
  const say = useSay()
  const order = ['false-fix', 'over-engineering', 'note'] as const
  const warnings = review.warnings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  return (
    <div className="stack">
      <Costs review={review} />
      {warnings.every(({ level }) => level === 'note') ? (
        <Alert type="success" showIcon title={say(words.clean)} />
      ) : null}
      <MeasureWarnings warnings={warnings} />
    </div>
  )
}

function Costs({ review }: { readonly review: Review }) {
  const say = useSay()
  const { costYuan, unpriced, yuanPerM2, comparison } = review
  const { waters, medianYuanPerM2: median, leastComparable, withinTimes } = comparison
  const isComparable = median !== undefined && waters >= leastComparable
  const times = isComparable && yuanPerM2 !== undefined ? yuanPerM2 / median : undefined
  return (
    <Tally
      label={say(words.result)}
      figures={[
        {
          label: say(words.total),
          value: <Num value={costYuan} unit={say(words.yuan)} digits={2} />,
          note: unpriced === 0 ? undefined : say(words.unpriced(unpriced)),
        },
        {
          label: say(words.perM2),
          value: <Num value={yuanPerM2} unit={say(words.yuanPerM2)} digits={2} />,
          note: times === undefined ? undefined : say(words.times(times.toFixed(1))),
        },
        {
          label: say(words.median),
          value: <Num value={isComparable ? median : undefined} unit={say(words.yuanPerM2)} digits={2} />,
          note: `${say(words.compared(waters, withinTimes))}${isComparable ? '' : say({ zh: '，', en: '; ' }) + say(words.tooFew(leastComparable))}`,
        },
      ]}
    />
  )
}
