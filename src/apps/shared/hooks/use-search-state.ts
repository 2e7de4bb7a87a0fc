import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { z } from 'zod'

/**
 * A page's filters, kept in the address so that a link shows the same page. What the schema does not accept is dropped;
 * absent and `undefined` values leave the address.
 *
 * @example const [filters, setFilters] = useSearchState(z.object({ stage: z.string().optional() }))
 */
export function useSearchState<S extends z.ZodObject>(
  schema: S,
): readonly [z.output<S>, (change: Partial<z.output<S>>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const state = useMemo(() => acceptedOf(schema, search), [schema, search])
  const change = useCallback(
    (part: Partial<z.output<S>>) => {
      void navigate({
        to: '.',
        search: (previous: Record<string, unknown>) => withoutAbsent({ ...previous, ...part }),
        replace: true,
      })
    },
    [navigate],
  )
  return [state, change]
}

function acceptedOf<S extends z.ZodObject>(schema: S, search: Record<string, unknown>): z.output<S> {
  const whole = schema.safeParse(search)
  if (whole.success) return whole.data
  const faulty = new Set(whole.error.issues.map(issue => String(issue.path[0])))
  return schema.parse(Object.fromEntries(Object.entries(search).filter(([name]) => !faulty.has(name))))
}

function withoutAbsent(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''))
}
