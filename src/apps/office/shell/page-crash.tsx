import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { shellWords } from './shell-words.ts'

/** What stands in place of a page that failed: the rest of the office goes on. */
export function PageCrash({ error }: ErrorComponentProps) {
  const say = useSay()
  return (
    <EmptyState
      page
      title={say(shellWords.crashTitle)}
      hint={
        <>
          {say(shellWords.crashHint)}{' '}
          <span className="quiet">{error instanceof Error ? error.message : String(error)}</span>
        </>
      }
      action={<Button onClick={() => location.reload()}>{say(shellWords.reload)}</Button>}
    />
  )
}
