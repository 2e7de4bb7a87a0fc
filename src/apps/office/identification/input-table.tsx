import { ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { identificationWords as words } from './identification-words.ts'
import type { InputLine } from './input-lines.ts'

/** The values of one record; on a phone each stands with its heads in front. */
export function InputTable({
  lines,
  withLimits,
}: {
  readonly lines: readonly InputLine[]
  readonly withLimits: boolean
}) {
  const say = useSay()
  return (
    <table className={withLimits ? 'input-table with-limits' : 'input-table'}>
      <thead>
        <tr>
          <th scope="col">{say(withLimits ? words.indicator : words.item)}</th>
          <th scope="col">{say(words.value)}</th>
          {withLimits ? (
            <>
              <th scope="col">{say(words.limit)}</th>
              <th scope="col">{say(words.limitSource)}</th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.key}>
            <th scope="row">{say(line.name)}</th>
            <td className="input-value">{say(line.value)}</td>
            {withLimits ? <Limit line={line} /> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Limit({ line: { limit, source, toBeConfirmed } }: { readonly line: InputLine }) {
  const say = useSay()
  if (limit === undefined) return <td colSpan={2}>{say(words.noLimit)}</td>
  return (
    <>
      <td data-head={say(words.limit)}>{say(limit)}</td>
      <td>
        {source === undefined ? null : say(source)} {toBeConfirmed === true ? <ToBeConfirmedMark /> : null}
      </td>
    </>
  )
}
