import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'
import { getOutlines } from '../../../places/contract.ts'
import { call, type ProblemError } from '../client.ts'

/** The county outlines, for drawing only; asked for once. */
export function useOutlines(): UseQueryResult<FeatureCollection, ProblemError> {
  return useQuery({
    queryKey: [getOutlines.path],
    queryFn: async ({ signal }) => {
      const file = await call(getOutlines, { signal })
      return JSON.parse(await file.text()) as FeatureCollection // GeoJSON by contract
    },
    staleTime: Infinity,
  })
}
