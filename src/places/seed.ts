import { uuidv7 } from '../domain/ids.ts'
import { systemActor } from '../platform/actor.ts'
import { atomically, type Database } from '../platform/db/database.ts'
import { writeOutlines } from './outlines-store.ts'
import { shippedChongqing } from './shipped/chongqing.ts'
import { shippedChongqingOutlines } from './shipped/outlines.ts'
import { holdSeeding, writeEdition } from './store.ts'

/** The first start brings Chongqing's divisions and outlines; every later one finds them there. */
export async function ensureShippedPlaces(database: Database): Promise<void> {
  await atomically(database, systemActor('command-line'), async tx => {
    if (!(await holdSeeding(tx))) return
    const { all, edition } = shippedChongqing()
    const scope = '500000000000'
    await writeEdition(tx, {
      id: uuidv7(tx.at.getTime()),
      edition,
      sha256: 'shipped',
      scope,
      divisions: all,
      retired: [],
      total: all.length,
    })
    await writeOutlines(tx, shippedChongqingOutlines())
    await tx.append({
      kind: 'places.imported',
      regionCode: scope,
      subjectId: scope,
      body: { edition, added: all.length, removed: 0, changed: 0, sha256: 'shipped' },
    })
  })
}
