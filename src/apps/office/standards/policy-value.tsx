import { formatNumber } from '../../shared/components/number-formats.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { policyLines, type PolicyLine } from './policy-lines.ts'
import { policyName, policyText } from './policy-names.ts'
import { standardsWords as words } from './standards-words.ts'

const foldFrom = 14

/** A policy's value as a read-only table; a long one folds. */
export function PolicyValueTable({ value }: { readonly value: unknown }) {
  const say = useSay()
  const lines = policyLines(value)
  const table = (shown: readonly PolicyLine[]) => (
    <table className="limits policy-value">
      <thead>
        <tr>
          <th scope="col">{say(words.item)}</th>
          <th scope="col">{say(words.value)}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(line => (
          <tr key={line.path.join('.')}>
            <th scope="row">{line.path.map(part => say(policyName(part))).join(' › ')}</th>
            <td className="long-name">
              <ValueText value={line.value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (lines.length <= foldFrom) return table(lines)
  return (
    <details>
      <summary>
        {say(words.value)} · {say(common.rows(lines.length))}
      </summary>
      {table(lines)}
    </details>
  )
}

function ValueText({ value }: Pick<PolicyLine, 'value'>) {
  const say = useSay()
  const locale = useLocale()
  if (typeof value === 'number') return <>{formatNumber(value, locale, 6)}</>
  if (typeof value === 'boolean') return <>{say(value ? common.yes : common.no)}</>
  return <>{say(typeof value === 'string' ? policyText(value) : value)}</>
}
