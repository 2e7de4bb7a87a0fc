import { readFileSync } from 'node:fs'
import { createAccount, createOrganisation, hashPassword } from '../../src/people/store.ts'
import { parseCompactDivisions } from '../../src/places/compact.ts'
import { importPlaces } from '../../src/places/importing.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically, type Database } from '../../src/platform/db/database.ts'

export const tianshuiOfficer = 'tianshui'

const digits = { province: 2, city: 4, county: 6, town: 9, village: 12 } as const

/** The divisions of Wuhan and Tianshui, and an officer of Tianshui, beside the example. @throws where anything is refused */
export async function foundTianshui(database: Database, password: string): Promise<void> {
  const shipped = new URL('../fixtures/places/wuhan-tianshui-2023.tsv', import.meta.url)
  const rows = parseCompactDivisions(readFileSync(shipped, 'utf8')).map(
    ({ code, level, name }) => `${code.slice(0, digits[level])},${name}`,
  )
  const content = new TextEncoder().encode(['code,name', ...rows].join('\n'))
  const passwordHash = await hashPassword(password)
  await atomically(database, systemActor('command-line'), async tx => {
    const files = [{ name: 'two-cities.csv', content }]
    const { refused, problems } = await importPlaces(tx, { files, edition: '2023', dryRun: false })
    if (refused > 0) throw new Error(problems.map(({ en }) => en).join('\n'))
    const regionCode = '620500000000'
    const bureau = await createOrganisation(tx, { name: '天水市生态环境局（示例）', kind: 'bureau', regionCode })
    await createAccount(tx, {
      username: tianshuiOfficer,
      displayName: '何源（示例）',
      role: 'municipal-officer',
      organisationId: bureau.id,
      regionCode,
      passwordHash,
      mustChangePassword: false,
    })
  })
}
