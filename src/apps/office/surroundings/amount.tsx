import type { Amount } from '../../../surroundings/rules.ts'
import { Num } from '../../shared/components/numbers.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'

/** A flow: whole, the least it can be, or not known; never a zero for what is not known. */
export function AmountText({ amount: { m3PerDay, complete } }: { readonly amount: Amount }) {
  const say = useSay()
  if (m3PerDay === undefined) return <span className="quiet">{say(words.notKnown)}</span>
  return (
    <span className="nowrap">
      {complete ? null : <span className="unit">{say(words.atLeast)} </span>}
      <Num value={m3PerDay} unit="m³/d" digits={2} />
    </span>
  )
}
