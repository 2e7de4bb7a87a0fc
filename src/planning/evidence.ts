import { Problem } from '../domain/problems.ts'
import type { Tx } from '../platform/db/database.ts'
import { requireReading } from '../monitoring/store.ts'
import { attachmentsOf, sourcesOf, type WaterRow } from '../waters/store.ts'
import type { WeightedCause } from './causes.ts'
import { evidenceElsewhere } from './problems.ts'

/**
 * Sees that what is linked stands beside this water.
 *
 * @throws Problem `planning.evidence-elsewhere`; `reading.not-found`
 */
export async function requireEvidence(tx: Tx, water: WaterRow, causes: readonly WeightedCause[]): Promise<void> {
  const { code, id: waterId } = water
  const linked = (key: 'sourceIds' | 'readingIds' | 'attachmentIds') => causes.flatMap(({ evidence }) => evidence[key])
  const sources = new Set((await sourcesOf(tx, waterId)).map(({ id }) => id))
  const foreignSource = linked('sourceIds').find(id => !sources.has(id))
  if (foreignSource !== undefined) throw new Problem(evidenceElsewhere, { kind: 'source', id: foreignSource, code })
  const attachments = new Set((await attachmentsOf(tx, waterId)).map(({ id }) => id))
  const foreignFile = linked('attachmentIds').find(id => !attachments.has(id))
  if (foreignFile !== undefined) throw new Problem(evidenceElsewhere, { kind: 'attachment', id: foreignFile, code })
  for (const id of new Set(linked('readingIds'))) {
    const reading = await requireReading(tx, id)
    if (reading.waterId !== waterId) throw new Problem(evidenceElsewhere, { kind: 'reading', id, code })
  }
}
