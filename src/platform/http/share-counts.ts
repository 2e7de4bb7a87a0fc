import { Client } from 'pg'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { regularly } from '../regularly.ts'
import type { FloodCounts, Share } from './flood-counts.ts'

/** Persisted between two versions that run side by side during an upgrade. */
const channel = 'jiuqing_flood_counts'
/** A notification holds less than 8,000 bytes; a share is about 40. */
const sharesPerMessage = 150

/** While the database is away, one line of the log now and then says so. */
const waitMs = 10_000

const Shares = z.array(z.tuple([z.string().max(22), z.number().int().positive()]))

/**
 * Servers on one database tell each other once a second what they counted, so that limits hold for all of them together. Nothing is
 * written: a notification is gone when it was heard. Who counted little tells nothing.
 */
export function shareCounts({
  counts,
  ownerUrl,
  log,
  everyMs = 1000,
}: {
  readonly counts: FloodCounts
  readonly ownerUrl: string
  readonly log: Log
  readonly everyMs?: number
}): { stop(): Promise<void> } {
  let line: Client | undefined
  let tryAgainAtMs = 0
  const lost = (client: Client) => {
    if (line === client) line = undefined
  }
  const connected = async () => {
    if (line !== undefined || Date.now() < tryAgainAtMs) return line
    tryAgainAtMs = Date.now() + waitMs
    line = await listen(ownerUrl, { hear: share => counts.add(share), lost })
    tryAgainAtMs = 0
    return line
  }
  const telling = regularly(
    async () => {
      const client = await connected()
      if (client === undefined) return
      const shares = counts.untold()
      for (let at = 0; at < shares.length; at += sharesPerMessage) {
        const part = shares.slice(at, at + sharesPerMessage)
        await client.query('select pg_notify($1, $2)', [channel, written(part)])
        counts.markTold(part)
      }
    },
    { everyMs, log, failed: 'flood counts could not be shared; each server counts alone until they can' },
  )
  return {
    stop: async () => {
      await telling.stop()
      await line?.end()
    },
  }
}

async function listen(
  ownerUrl: string,
  { hear, lost }: { readonly hear: (share: Share) => void; readonly lost: (client: Client) => void },
): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'jiuqing flood counts' })
  client.on('error', () => lost(client))
  client.on('end', () => lost(client))
  client.on('notification', ({ payload, processId }) => {
    // One's own are heard as well.
    if (processId !== ownProcess(client)) for (const share of read(payload)) hear(share)
  })
  await client.connect()
  await client.query(`listen ${channel}`)
  return client
}

/** The connection's process at the server; the driver has it and does not declare it. */
function ownProcess(client: Client): number | undefined {
  return (client as Client & { readonly processID?: number }).processID
}

function written(shares: readonly Share[]): string {
  return JSON.stringify(shares.map(({ caller, count }) => [caller, count]))
}

/** Whoever may connect to the database may say anything here: what is no count is nothing. */
function read(payload: string | undefined): readonly Share[] {
  const shares = Shares.safeParse(parsed(payload ?? ''))
  return shares.success ? shares.data.map(([caller, count]) => ({ caller, count })) : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no message of ours
  }
}
