import { Collapse } from 'antd'
import { findingsIn, type ShownFinding, type VerdictDetail } from '../../../identification/contract.ts'
import { parameters } from '../../../domain/parameters.ts'
import { Mark, ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { waterWords as words } from './water-words.ts'
import './water.css'

const tones: Readonly<Record<string, 'red' | 'green' | 'amber'>> = { failed: 'red', passed: 'green' }

/** Each indicator with value, limit, reckoning in words, and the clause that says so. */
export function Arithmetic({ parts }: { readonly parts: VerdictDetail['record']['parts'] }) {
  const say = useSay()
  const findings = parts.flatMap(({ detail }) => findingsIn(detail))
  if (findings.length === 0) return null
  return (
    <Collapse
      size="small"
      defaultActiveKey="arithmetic"
      items={[{ key: 'arithmetic', label: say(words.arithmetic), children: <FindingTable findings={findings} /> }]}
    />
  )
}

function FindingTable({ findings }: { readonly findings: readonly ShownFinding[] }) {
  const say = useSay()
  return (
    <table className="arithmetic">
      <thead>
        <tr>
          <th scope="col">{say(words.indicator)}</th>
          <th scope="col">{say(words.reckoning)}</th>
          <th scope="col">{say(words.clause)}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding, index) => (
          <tr key={`${finding.parameter} ${index}`}>
            <th scope="row">{say(parameters[finding.parameter].name)}</th>
            <td>
              {say(finding.words)}{' '}
              {tones[finding.result] === undefined ? null : (
                <Mark tone={tones[finding.result] ?? 'amber'}>{say(resultWords(finding.result))}</Mark>
              )}
            </td>
            <td>
              {finding.citation.title} {finding.citation.clause}{' '}
              {finding.citation.confidence === 'to-be-confirmed' ? <ToBeConfirmedMark /> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function resultWords(result: string) {
  return result === 'failed' ? { zh: '超出限值', en: 'fails' } : { zh: '未超限值', en: 'passes' }
}
