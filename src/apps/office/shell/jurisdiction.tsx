import { usePlacePath, everywhere } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { signInWords } from '../people/sign-in-words.ts'

/** Whose desk this is: the division, below it organisation and role. */
export function Jurisdiction() {
  const say = useSay()
  const { regionCode, organisationName, roleName } = useAccount()
  const path = usePlacePath(regionCode)
  const name = regionCode === everywhere ? say(signInWords.wholeCountry) : (path?.join(' ') ?? regionCode)
  return (
    <div className="jurisdiction">
      <strong title={name}>{name}</strong>
      <span>
        {organisationName === name ? '' : `${organisationName} · `}
        {say(roleName)}
      </span>
    </div>
  )
}
