import { useQueryClient } from '@tanstack/react-query'
import { countUnread, getNotice, listNotices } from '../../../notices/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** Everything on screen that tells of notices is asked for anew. */
export function useNoticesChanged(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      [getNotice, listNotices, countUnread].map(endpoint =>
        queries.invalidateQueries({ queryKey: answerKey(endpoint) }),
      ),
    )
  }
}
