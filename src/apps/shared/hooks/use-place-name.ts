import type { RegionCode } from '../../../domain/regions.ts'
import { getPlace } from '../../../places/contract.ts'
import { useAnswer } from './use-answer.ts'

/** Code of an account without bounds: the first administrator's. */
export const everywhere = '000000000000'

/** The names from the province down to a division; `undefined` while unknown. */
export function usePlacePath(code: RegionCode): readonly string[] | undefined {
  const place = useAnswer(getPlace, { params: { code } }, { enabled: code !== everywhere, staleMs: Infinity })
  return place.data?.path
}
