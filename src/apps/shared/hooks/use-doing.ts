import { useCallback, useState } from 'react'

export type Doing = {
  readonly busy: boolean
  /** What went wrong the last time; `undefined` after a success. */
  readonly error: unknown
  /** Runs it; answers whether it was done. */
  run(work: () => Promise<unknown>): Promise<boolean>
  forget(): void
}

/**
 * Something a person does with a button: busy while it runs, the refusal kept for showing.
 *
 * @example const saving = useDoing(); <Button loading={saving.busy} onClick={() => void saving.run(() => call(...))} />
 */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
      return true
    } catch (thrown) {
      setError(thrown) // shown beside the button
      return false
    } finally {
      setBusy(false)
    }
  }, [])
  const forget = useCallback(() => setError(undefined), [])
  return { busy, error, run, forget }
}
