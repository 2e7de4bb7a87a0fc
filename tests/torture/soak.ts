import { parseArgs } from 'node:util'
import { checkFolder, torture, writeReport } from './torture.ts'

// The long run: npm run soak -- --minutes 60 --seed 1 --kills-per-minute 6
// Checking a folder again: npm run soak -- --check FOLDER

// Ctrl-C ends it early, and checks.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    'kills-per-minute': { type: 'string', default: '6' },
    'think-ms': { type: 'string', default: '100' },
    folder: { type: 'string' },
    check: { type: 'string' },
  },
})

function tell(faults: readonly string[]): void {
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(faults.length === 0 ? 'nothing lost' : `${faults.length} faults`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

if (values.check !== undefined) {
  const { faults, counts } = await checkFolder(values.check)
  console.log(JSON.stringify(counts))
  tell(faults)
} else {
  const ending = new AbortController()
  process.once('SIGINT', () => ending.abort())
  const tortured = await torture({
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    killsPerMinute: Number(values['kills-per-minute']),
    ...(values.folder === undefined ? {} : { folder: values.folder }),
    thinkMs: Number(values['think-ms']),
    signal: ending.signal,
    say: line => console.log(line),
  })
  await writeReport(tortured.folder, tortured)
  console.log(JSON.stringify(tortured.checked.counts))
  console.log(JSON.stringify(Object.fromEntries(tortured.done)))
  if (tortured.memory !== undefined) {
    const { startBytes, endBytes, watchedSeconds } = tortured.memory
    console.log(`memory of the server ${mib(startBytes)} → ${mib(endBytes)} MiB in ${watchedSeconds} s`)
  }
  tell(tortured.faults)
}

function mib(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}
