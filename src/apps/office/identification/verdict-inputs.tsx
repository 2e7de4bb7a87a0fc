import { findingsIn, type VerdictDetail } from '../../../identification/contract.ts'
import { listReadings, readingSources } from '../../../monitoring/contract.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { surveyWords } from '../survey/survey-words.ts'
import { identificationWords as words } from './identification-words.ts'
import { InputTable } from './input-table.tsx'
import { inputLines, type InputKind } from './input-lines.ts'

type Record = VerdictDetail['inputs'][InputKind][number]

const kinds = {
  senses: surveyWords.senses,
  questionnaires: surveyWords.questionnaire,
  samples: surveyWords.samples,
} as const satisfies { readonly [Kind in InputKind]: { zh: string; en: string } }

/** The records as the rule was given them, in words, with the limit that each value was held against: what the replay judges again. */
export function VerdictInputs({ verdict }: { readonly verdict: VerdictDetail }) {
  const say = useSay()
  const { inputs } = verdict
  const named = Object.keys(kinds) as readonly InputKind[] // keys of a const object are exactly its union
  return (
    <Panel title={say(words.inputs)}>
      {named.map(kind => (
        <section key={kind} className="verdict-inputs">
          <h3>
            {say(kinds[kind])} <span className="quiet">{inputs[kind].length}</span>
          </h3>
          {inputs[kind].length === 0 ? <p className="note-line">{say(words.noInputs)}</p> : null}
          {inputs[kind].map(record => (
            <InputRecord key={record.id} kind={kind} record={record} verdict={verdict} />
          ))}
        </section>
      ))}
    </Panel>
  )
}

type Shown = { readonly kind: InputKind; readonly record: Record; readonly verdict: VerdictDetail }

function InputRecord({ kind, record, verdict }: Shown) {
  const say = useSay()
  const findings = kind === 'samples' ? verdict.record.parts.flatMap(({ detail }) => findingsIn(detail)) : []
  const lines = inputLines(kind, record.value, findings)
  return (
    <article>
      <h4>
        <DateText at={record.at} time={kind !== 'questionnaires'} />
        {kind === 'samples' ? <SampleOrigin waterId={verdict.water.id} record={record} /> : null}
      </h4>
      {lines === undefined ? (
        <>
          <p className="note-line">{say(words.unreadableInput)}</p>
          <pre>{JSON.stringify(record.value, null, 2)}</pre>
        </>
      ) : (
        <InputTable lines={lines} withLimits={kind === 'samples'} />
      )}
      <p className="note-line">
        {say(words.recordNumber)} <code>{record.id}</code>
      </p>
    </article>
  )
}

/** Where the sample was taken and by whose hand it came, as far as the reading is still to be seen. */
function SampleOrigin({ waterId, record }: { readonly waterId: string; readonly record: Record }) {
  const say = useSay()
  const readings = useAnswer(listReadings, { query: { waterId, limit: 1000 } })
  const found = readings.data?.items.find(({ id }) => id === record.id)
  if (found === undefined) return null
  return (
    <span className="input-origin">
      {say(words.pointNamed(found.point))} · {say(readingSources[found.source])} ·{' '}
      <PersonName person={found.recordedBy} />
    </span>
  )
}
