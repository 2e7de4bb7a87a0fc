import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 767px)')
const medium = matchMedia('(max-width: 1199px)')

/** True where the window is as narrow as a phone's: menus become drawers and tables become cards. */
export function usePhone(): boolean {
  return useMatch(narrow)
}

/** True below 1200 px: no room for a map beside a table. */
export function useNarrow(): boolean {
  return useMatch(medium)
}

function useMatch(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    changed => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}
