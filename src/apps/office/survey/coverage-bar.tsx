import type { CoverageRow } from '../../../survey/contract.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { surveyWords as words } from './survey-words.ts'

type Counts = Pick<CoverageRow, 'villages' | 'noneFound' | 'withCandidates' | 'inProgress' | 'donePercent'>

const parts = ['noneFound', 'withCandidates', 'inProgress'] as const

/** A bar of a division's villages: done without a find, done with one, under way; the rest is not begun. */
export function CoverageBar({ row }: { readonly row: Counts }) {
  const say = useSay()
  const locale = useLocale()
  const done = row.noneFound + row.withCandidates
  return (
    <span className="coverage">
      <span className="visually-hidden">{say(words.barLabel(done, row.villages))}</span>
      <span className="coverage-bar" aria-hidden="true">
        {parts.map(part =>
          row[part] === 0 ? null : (
            <span
              key={part}
              className={part}
              style={{ width: `${(row[part] / row.villages) * 100}%` }}
              title={`${say(words[part])} ${row[part]}`}
            />
          ),
        )}
      </span>
      <span className="number coverage-percent">{formatNumber(row.donePercent ?? 0, locale, 1)}%</span>
    </span>
  )
}
