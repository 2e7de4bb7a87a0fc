import { inject } from 'vitest'
import { connected } from './on-server.ts'

/**
 * Makes something that several test files of a run use, and that is there for whoever comes later: of those who come at once the others wait.
 *
 * @param ensure does nothing where it stands already
 */
export async function oncePerRun(what: string, ensure: () => Promise<void>): Promise<void> {
  await connected(inject('serverUrl'), async server => {
    // Held until the connection ends.
    await server.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [`${inject('templateName')} ${what}`])
    await ensure()
  })
}
