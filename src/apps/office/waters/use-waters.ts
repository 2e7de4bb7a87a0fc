import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { listWaters, type WaterItem } from '../../../waters/contract.ts'
import { call, type ProblemError } from '../../shared/client.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { filterOf, type WaterFilters } from './water-filters.ts'

const rowsAPage = 100

/** While fewer rows than a screen shows have come since somebody asked for more, the next page is fetched at once. */
const rowsAScreen = 40

export type LoadedWaters = {
  /** Rows loaded so far, in order. */
  readonly rows: readonly WaterItem[] | undefined
  readonly total: { readonly count: number; readonly capped: boolean } | undefined
  readonly error: ProblemError | null
  readonly loadingMore: boolean
  readonly hasMore: boolean
  /** The search goes on by itself: what it looks for lies far apart. */
  readonly searching: boolean
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
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query
  const key = JSON.stringify([filter, sort])
  const [asked, setAsked] = useState({ key, from: 0 })
  const wanted = (asked.key === key ? asked.from : 0) + rowsAScreen
  const searching = hasNextPage && !isError && rows !== undefined && rows.length < wanted
  useEffect(() => {
    if (searching && !isFetchingNextPage) void fetchNextPage()
  }, [searching, isFetchingNextPage, fetchNextPage])
  return {
    rows,
    searching,
    total: query.data?.pages[0]?.total,
    error: query.error as ProblemError | null, // `call` throws nothing else
    loadingMore: isFetchingNextPage,
    hasMore: hasNextPage,
    loadMore: () => {
      if (!hasNextPage || isFetchingNextPage) return
      setAsked({ key, from: rows?.length ?? 0 })
      void fetchNextPage()
    },
    retry: query.refetch,
  }
}
