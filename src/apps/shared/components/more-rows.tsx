import { Button } from 'antd'
import type { LoadedPages } from '../hooks/use-pages.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'

/** Stands below a list that came in pages: fetches the next one. */
export function MoreRows({
  pages,
}: {
  readonly pages: Pick<LoadedPages<unknown, unknown>, 'hasMore' | 'loadingMore' | 'loadMore'>
}) {
  const say = useSay()
  if (!pages.hasMore) return null
  return (
    <div className="more-rows">
      <Button loading={pages.loadingMore} onClick={pages.loadMore}>
        {say(common.more)}
      </Button>
    </div>
  )
}
