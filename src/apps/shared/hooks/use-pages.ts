import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ProblemError } from '../client.ts'

type Cursor = string | number
type PageOf<Row> = { readonly items: readonly Row[]; readonly next?: Cursor | null | undefined }

export type LoadedPages<Row, Page> = {
  /** Rows of all pages fetched so far; `undefined` until the first has come. */
  readonly rows: readonly Row[] | undefined
  readonly first: Page | undefined
  readonly error: ProblemError | null
  readonly hasMore: boolean
  readonly loadingMore: boolean
  loadMore(): void
  retry(): unknown
}

/**
 * A list that the platform gives page by page.
 *
 * @param key begins with `answerKey(endpoint)`, so that invalidating the endpoint reaches it
 * @param fetchPage fetches the page at a cursor, the first without
 * @example usePages([...answerKey(listFacts), filter], (cursor, signal) => call(listFacts, { query: { ...filter, ...cursor }, signal }))
 */
export function usePages<Row, Page extends PageOf<Row>>(
  key: readonly unknown[],
  fetchPage: (cursor: Cursor | undefined, signal: AbortSignal) => Promise<Page & PageOf<Row>>,
  options: { readonly enabled?: boolean } = {},
): LoadedPages<Row, Page> {
  const query = useInfiniteQuery({
    queryKey: [...key, 'pages'],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as Cursor | undefined, // widens: the first page has no cursor
    getNextPageParam: last => last.next ?? undefined,
    enabled: options.enabled ?? true,
  })
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  return {
    rows,
    first: query.data?.pages[0],
    error: query.error as ProblemError | null, // `call` throws nothing else
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: query.refetch,
  }
}
