import { useCallback, useEffect, useState } from 'react'
import type { Correction } from '../../../survey/import/contract.ts'

export type Drafts = {
  readonly cells: readonly Correction[]
  textOf(sheet: string, cell: string): string | undefined
  /** `undefined` takes the draft back. */
  write(sheet: string, cell: string, text: string | undefined): void
  clear(): void
}

/**
 * Corrections typed and not sent yet. They outlive a reload (kept for the browser's tab), and leaving with some of them is asked
 * about: a county officer is called away in the middle of a sheet.
 */
export function useDrafts(importId: string): Drafts {
  const key = `jiuqing.import-drafts.${importId}`
  const [drafts, setDrafts] = useState(() => readDrafts(sessionStorage.getItem(key)))
  useEffect(() => {
    if (drafts.size === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify([...drafts]))
  }, [key, drafts])
  useEffect(() => {
    if (drafts.size === 0) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [drafts.size])
  const write = useCallback(
    (sheet: string, cell: string, text: string | undefined) =>
      setDrafts(before => withDraft(before, addressIn(sheet, cell), text)),
    [],
  )
  // Out of the storage at once: the page may leave this part before effects run.
  const clear = useCallback(() => {
    sessionStorage.removeItem(key)
    setDrafts(new Map())
  }, [key])
  const textOf = (sheet: string, cell: string) => drafts.get(addressIn(sheet, cell))
  return { cells: [...drafts].map(correctionOf), textOf, write, clear }
}

/** For an import that can no longer be corrected. */
export const noDrafts: Drafts = {
  cells: [],
  textOf: () => undefined,
  write: () => undefined,
  clear: () => undefined,
}

/** Sheets may have any character in their name but this one. */
const separator = '\n'

function addressIn(sheet: string, cell: string): string {
  return `${sheet}${separator}${cell}`
}

export function withDraft(
  drafts: ReadonlyMap<string, string>,
  address: string,
  text: string | undefined,
): ReadonlyMap<string, string> {
  const next = new Map(drafts)
  if (text === undefined) next.delete(address)
  else next.set(address, text)
  return next
}

export function correctionOf([address, text]: readonly [string, string]): Correction {
  const [sheet = '', cell = ''] = address.split(separator)
  return { sheet, cell, text }
}

/** What another version of the page may have kept is not worth a failure: it is dropped. */
export function readDrafts(kept: string | null): ReadonlyMap<string, string> {
  if (kept === null) return new Map()
  const list: unknown = JSON.parse(kept)
  if (!Array.isArray(list)) return new Map()
  return new Map(list.filter(isPair))
}

function isPair(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every(part => typeof part === 'string')
}
