import type { VerdictDetail } from '../../../identification/contract.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { surveyWords } from '../survey/survey-words.ts'
import { identificationWords as words } from './identification-words.ts'

type Inputs = VerdictDetail['inputs']

const kinds = {
  senses: surveyWords.senses,
  questionnaires: surveyWords.questionnaire,
  samples: surveyWords.samples,
} as const satisfies Record<keyof Inputs, { zh: string; en: string }>

/** The records exactly as the rule was given them: what the replay judges again. */
export function VerdictInputs({ inputs }: { readonly inputs: Inputs }) {
  const say = useSay()
  const named = Object.keys(kinds) as readonly (keyof Inputs)[] // keys of a const object are exactly its union
  return (
    <Panel title={say(words.inputs)}>
      {named.map(kind => (
        <section key={kind} className="verdict-inputs">
          <h3>
            {say(kinds[kind])} <span className="quiet">{inputs[kind].length}</span>
          </h3>
          {inputs[kind].length === 0 ? <p className="note-line">{say(words.noInputs)}</p> : null}
          {inputs[kind].map(record => (
            <details key={record.id}>
              <summary>
                <DateText at={record.at} time /> <code className="quiet">{record.id}</code>
              </summary>
              <pre>{JSON.stringify(record.value, null, 2)}</pre>
            </details>
          ))}
        </section>
      ))}
    </Panel>
  )
}
