import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { shellWords } from './shell-words.ts'

export function NotFound() {
  const say = useSay()
  return (
    <EmptyState
      page
      title={say(shellWords.notFoundTitle)}
      hint={say(shellWords.notFoundHint)}
      action={<Link to="/">{say(shellWords.toOverview)}</Link>}
    />
  )
}
