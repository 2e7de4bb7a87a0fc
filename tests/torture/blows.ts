import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from '../../example/chance.ts'
import { untilReadyAgain, type PlatformProcess } from './platform-process.ts'

/** What is killed, each by SIGKILL. `start`: the server while it starts. */
export type Blow = 'server' | 'postmaster' | 'backend' | 'both' | 'start'

export type Blows = {
  readonly counts: Readonly<Record<Blow, number>>
  /** Kills something and brings it back, as a service manager would. */
  readonly strike: (options: { readonly spareServer: boolean }) => Promise<void>
  /** Until the server works again. */
  readonly recover: () => Promise<void>
}

/** How long a server may take to work again after the kernel killed its database. */
const recoveryMs = 60_000

export function blows(platform: PlatformProcess, random: Chance, faults: string[]): Blows {
  const counts: Record<Blow, number> = { server: 0, postmaster: 0, backend: 0, both: 0, start: 0 }

  const recover = async () => {
    if (platform.isRunning() && (await untilReadyAgain(platform.address, recoveryMs))) return
    if (platform.isRunning()) faults.push('the server does not recover after its database was killed')
    await platform.killServer()
    await restart(platform, faults)
  }
  const strikes: Record<Blow, () => Promise<void>> = {
    server: () => platform.killServer(),
    postmaster: async () => void (await platform.killPostmaster()),
    backend: async () => void (await platform.killBackend(pids => random.pick(pids))),
    both: async () => {
      await platform.killPostmaster()
      await platform.killServer()
    },
    start: async () => {
      await platform.killServer()
      platform.launch()
      await pause(random.whole(0, 2500))
      await platform.killServer()
    },
  }
  return {
    counts,
    recover,
    strike: async ({ spareServer }) => {
      const blow = random.pick<Blow>(
        spareServer
          ? ['postmaster', 'backend', 'backend']
          : ['server', 'server', 'server', 'postmaster', 'postmaster', 'backend', 'backend', 'both', 'start'],
      )
      await strikes[blow]()
      counts[blow] += 1
      await recover()
    },
  }
}

const startsTried = 3

/** One that hangs is a fault like one that fails. */
async function tooLong(): Promise<never> {
  await pause(120_000, undefined, { ref: false })
  throw new Error('it is not ready after two minutes')
}

async function restart(platform: PlatformProcess, faults: string[]): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await Promise.race([platform.start(), tooLong()])
      return
    } catch (error) {
      faults.push(`a start after a kill failed: ${String(error)}`)
      if (tried === startsTried) throw error
      await platform.killServer()
    }
  }
}
