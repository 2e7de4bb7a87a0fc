import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { getOverview, getOverviewCounties, getOverviewTodo } from '../../../reports/overview/contract.ts'
import { getWater, getWaterHistory, listWaters } from '../../../waters/contract.ts'
import { answerKey } from '../hooks/use-answer.ts'

let version = 0
const listeners = new Set<() => void>()

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** Grows with each change of waters made from this page, so that maps ask for their tiles again. */
export function useWatersVersion(): number {
  return useSyncExternalStore(subscribe, () => version)
}

/**
 * To be called after anything that changes waters: lists, details, history, totals and maps are asked for again.
 *
 * @example const changed = useWatersChanged(); await call(correctWater, ...); changed()
 */
export function useWatersChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    version += 1
    for (const listener of listeners) listener()
    const stale = [listWaters, getWater, getWaterHistory, getOverview, getOverviewCounties, getOverviewTodo]
    await Promise.all(stale.map(endpoint => cache.invalidateQueries({ queryKey: answerKey(endpoint) })))
  }
}
