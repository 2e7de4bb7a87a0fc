import type { VerdictRecord } from '../../../identification/contract.ts'
import { bases } from '../../../waters/contract.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { Arithmetic } from '../waters/verdict-arithmetic.tsx'
import { identificationWords as words } from './identification-words.ts'
import { OutcomeMark } from './outcome-mark.tsx'

/** A verdict with chapter and verse: outcome and reason, what each basis says, arithmetic, clauses, and what is missing. */
export function VerdictRecordView({ record }: { readonly record: VerdictRecord }) {
  const say = useSay()
  const grade = record.grade === undefined ? undefined : words[record.grade]
  return (
    <div className="verdict-record">
      <p className="verdict-outcome">
        <OutcomeMark outcome={record.outcome} />
        {grade === undefined ? null : <Mark>{say(grade)}</Mark>}
        {record.judging.disputed ? <Mark tone="amber">{say(words.disputedMark)}</Mark> : null}
        <span>{say(record.words)}</span>
      </p>
      {record.missing.length === 0 ? null : (
        <div className="verdict-missing">
          <h3>{say(words.missing)}</h3>
          <ul>
            {record.missing.map(missing => (
              <li key={missing.zh}>{say(missing)}</li>
            ))}
          </ul>
        </div>
      )}
      <h3>{say(words.parts)}</h3>
      <ul className="verdict-parts">
        {record.parts.map(part => (
          <li key={part.basis}>
            <strong>{say(bases[part.basis])}</strong>
            {part.outcome === undefined ? <Mark>{say(words.nothing)}</Mark> : <OutcomeMark outcome={part.outcome} />}
            <span className="verdict-part-words">{say(part.words)}</span>
            {part.citation === undefined ? null : <CitationNote citation={part.citation} />}
          </li>
        ))}
      </ul>
      <Arithmetic parts={record.parts} />
      <h3>{say(words.clauses)}</h3>
      <ul className="verdict-clauses">
        {record.citations.map(citation => (
          <li key={`${citation.title} ${citation.clause}`}>
            <CitationNote citation={citation} />
          </li>
        ))}
      </ul>
    </div>
  )
}
