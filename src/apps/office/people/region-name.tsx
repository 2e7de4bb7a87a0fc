import type { RegionCode } from '../../../domain/regions.ts'
import { everywhere, usePlacePath } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { peopleWords as words } from './people-words.ts'

/** The name of a division, with the divisions it lies in below the province. */
export function RegionName({ code }: { readonly code: RegionCode }) {
  const say = useSay()
  const path = usePlacePath(code)
  if (code === everywhere) return <>{say(words.wholeCountry)}</>
  return (
    <span className="long-name">
      {path === undefined ? code : (path.length > 1 ? path.slice(1) : path).join(' · ')}
    </span>
  )
}
