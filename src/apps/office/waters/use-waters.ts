import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listWaters, type WaterItem } from '../../../waters/contract.ts'
import { call, type ProblemError } from '../../shared/client.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { filterOf, type WaterFilters } from './water-filters.ts'

const rowsAPage = 200

export type LoadedWaters = {
  /** Rows loaded so far, in order. */
  readonly rows: readonly WaterItem[] | undefined
  readonly total: { readonly count: number; readonly capped: boolean } | undefined
  readonly error: ProblemError | null
  readonly loadingMore: boolean
  readonly hasMore: boolean
  loadMore(): void
  retry(): unknown
}

/** The waters of a filter, fetched page by page as the table is scrolled. */
export function useWaters(filters: WaterFilters): LoadedWaters {
  const filter = filterOf(filters)
  const sort = filters.sort ?? 'code'
  const query = useInfiniteQuery({
    queryKey: [...answerKey(listWaters), filter, sort],
    queryFn: ({ pageParam, signal }) =>
      call(listWaters, {
        query: { ...filter, sort, limit: rowsAPage, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: last => last.next,
    placeholderData: before => before,
  })
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  return {
    rows,
    total: query.data?.pages[0]?.total,
    error: query.error as ProblemError | null, // `call` throws nothing else
    loadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    retry: query.refetch,
  }
}
