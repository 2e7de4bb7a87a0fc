import { useCallback, useState } from 'react'
import type { z } from 'zod'

export type Draft<Values> = {
  /** What was kept when the page was opened; `undefined` where there is none, or nothing that can be read. */
  readonly found: Values | undefined
  /** When it was last kept, ISO 8601; `undefined` where nothing is kept. */
  readonly keptAt: string | undefined
  /** The browser keeps nothing: its storage is full or switched off. */
  readonly failed: boolean
  keep(values: Values): void
  drop(): void
}

/**
 * What somebody is typing, kept in this browser so that a reload loses nothing. Drop it once it is saved.
 *
 * @param key names the person and what is filled in: nobody else on the same machine finds it
 * @param schema what is kept is read by it; what does not fit, of an older release, counts as nothing
 */
export function useDraft<Values>(key: string, schema: z.ZodType<Values>): Draft<Values> {
  const [found] = useState(() => readDraftText(localStorage.getItem(key), schema))
  const [keptAt, setKeptAt] = useState(found?.keptAt)
  const [failed, setFailed] = useState(false)
  const keep = useCallback(
    (values: Values) => {
      const at = new Date().toISOString()
      try {
        localStorage.setItem(key, JSON.stringify({ keptAt: at, values }))
        setKeptAt(at)
        setFailed(false)
      } catch {
        setFailed(true) // the form says so
      }
    },
    [key],
  )
  const drop = useCallback(() => {
    localStorage.removeItem(key)
    setKeptAt(undefined)
  }, [key])
  return { found: found?.values, keptAt, failed, keep, drop }
}

/** Reads what was kept. @returns `undefined` for nothing, and for what is no draft of this form */
export function readDraftText<Values>(
  text: string | null,
  schema: z.ZodType<Values>,
): { readonly keptAt: string; readonly values: Values } | undefined {
  if (text === null) return undefined
  let kept: unknown
  try {
    kept = JSON.parse(text)
  } catch {
    return undefined // half written, or written by something else
  }
  if (typeof kept !== 'object' || kept === null || !('keptAt' in kept) || !('values' in kept)) return undefined
  const values = schema.safeParse(kept.values)
  return values.success && typeof kept.keptAt === 'string' ? { keptAt: kept.keptAt, values: values.data } : undefined
}
