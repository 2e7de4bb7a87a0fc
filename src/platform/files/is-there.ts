import { stat } from 'node:fs/promises'

/** Whether a file or folder is there for this process; one that it may not look at counts as absent. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
