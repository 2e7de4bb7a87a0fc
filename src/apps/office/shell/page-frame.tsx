import { Skeleton } from 'antd'
import { Suspense } from 'react'
import { permissions } from '../../../domain/permissions.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import type { Page } from '../pages.ts'
import { shellWords } from './shell-words.ts'

/** Holds a page: asks for its permission and shows a skeleton while its code arrives. */
export function PageFrame({ page }: { readonly page: Page }) {
  const say = useSay()
  const account = useAccount()
  const { permission, component: Content } = page
  if (permission !== 'signed-in' && !account.may(permission)) {
    return (
      <EmptyState
        page
        title={say(shellWords.notAllowedTitle)}
        hint={say(shellWords.notAllowedHint(permissions[permission]))}
      />
    )
  }
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} style={{ padding: '24px 0' }} />}>
      <Content />
    </Suspense>
  )
}
