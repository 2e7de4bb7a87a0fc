/**
 * Makes the kept backup of a release: `node tests/support/backup-fixture.ts`, once per released version, committed under
 * `tests/fixtures/backups/`. It is the Chongqing example, three pictures, and one job that waits.
 */
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PgBoss } from 'pg-boss'
import packageFile from '../../package.json' with { type: 'json' }
import { writeExample } from '../../example/write-example.ts'
import { backUp } from '../../src/platform/backup/backup.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openFileStore } from '../../src/platform/files/attachments-store.ts'

const dataFolder = await mkdtemp(join(tmpdir(), 'jiuqing-fixture-'))
// As root the database runs under another account.
await chmod(dataFolder, 0o755)
const embedded = await startEmbedded(dataFolder)
try {
  await migrate(embedded.url)
  const filesFolder = join(dataFolder, 'files')
  await writeExample({ ownerUrl: embedded.url, files: await openFileStore(filesFolder), password: 'Jiuqing-demo-2026' })
  const boss = new PgBoss({ connectionString: embedded.url, supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue('fixture.waiting')
  await boss.send('fixture.waiting', { chain: '500231', sequence: 1 })
  await boss.stop({ graceful: false })
  const fixtures = fileURLToPath(new URL('../fixtures/backups/', import.meta.url))
  const folder = join(dataFolder, 'backups')
  const source = { url: embedded.url, name: dataFolder, files: filesFolder }
  const { backup } = await backUp({
    source,
    folder,
    at: new Date(),
    version: packageFile.version,
    onProgress: () => undefined,
  })
  await rename(folder, join(fixtures, packageFile.version))
  console.log(backup)
} finally {
  await embedded.stop()
  await rm(dataFolder, { recursive: true, force: true })
}
