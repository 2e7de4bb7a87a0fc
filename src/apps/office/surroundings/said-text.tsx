import type { Surrounding, SurroundingLink } from '../../../surroundings/contract.ts'
import { facilityKinds, facilityStates, sewageHandlings } from '../../../surroundings/rules.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'

type Said = Omit<Surrounding, 'id' | 'version' | 'updatedAt' | 'updatedBy' | 'links'>

/** What is known of works or a settlement in a line; a state that is not sound stands out. */
export function SaidText({ said, link }: { readonly said: Said; readonly link?: SurroundingLink | undefined }) {
  const say = useSay()
  const locale = useLocale()
  const number = (value: number) => formatNumber(value, locale, 2)
  const parts = [
    said.kind === undefined ? undefined : say(facilityKinds[said.kind]),
    said.capacityM3PerDay === undefined ? undefined : `${say(words.capacity)} ${number(said.capacityM3PerDay)}`,
    said.treatedM3PerDay === undefined
      ? undefined
      : `${say(words.treated)} ${number(said.treatedM3PerDay)}（${said.treatedOn ?? ''}）`,
    said.people === undefined ? undefined : `${say(words.people)} ${number(said.people)}`,
    said.households === undefined ? undefined : `${say(words.households)} ${number(said.households)}`,
    said.sort === 'settlement' && said.handling !== undefined ? say(sewageHandlings[said.handling]) : undefined,
    said.livestock,
    link?.quantityM3PerDay === undefined ? undefined : `${say(words.quantity)} ${number(link.quantityM3PerDay)}`,
    link?.distanceM === undefined ? undefined : say(words.away(number(link.distanceM))),
    link?.outlet === undefined ? undefined : say(words.through(link.outlet.name)),
    link === undefined ? undefined : say(words.sinceDay(link.sinceOn)),
    link?.source,
    link?.endReason,
  ]
  return (
    <>
      <StateMark said={said} />
      <span className="quiet long-name surrounding-said">
        {parts.filter(part => part !== undefined && part !== '').join(' · ')}
      </span>
    </>
  )
}

export function StateMark({ said: { sort, state, handling } }: { readonly said: Said }) {
  const say = useSay()
  if (sort === 'settlement') {
    return handling === undefined ? <Mark tone="amber">{say(words.handlingNotStated)}</Mark> : null
  }
  if (state === undefined) return <Mark tone="amber">{say(words.stateNotStated)}</Mark>
  const tone = state === 'running' ? 'green' : state === 'building' ? undefined : 'red'
  return <Mark tone={tone}>{say(facilityStates[state])}</Mark>
}
