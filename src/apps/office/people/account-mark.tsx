import type { Account } from '../../../people/contract.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { peopleWords as words } from './people-words.ts'

/** Disabled, locked, waiting for the first change of password, or simply in use. */
export function AccountMark({ account }: { readonly account: Account }) {
  const say = useSay()
  if (account.disabled) return <Mark>{say(words.disabled)}</Mark>
  if (account.lockedUntil !== null) return <Mark tone="red">{say(words.locked)}</Mark>
  if (account.mustChangePassword) return <Mark tone="amber">{say(words.mustChange)}</Mark>
  return <Mark tone="green">{say(words.inUse)}</Mark>
}
