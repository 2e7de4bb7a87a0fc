import type { Bilingual, Citation } from '../domain/words.ts'
import type { CheckedItem, ItemId } from './checklist.ts'
import type { RecordLink } from './evidence.ts'

type Making = (id: ItemId, citation: Citation, words: Bilingual, records?: readonly RecordLink[]) => CheckedItem

export const passes: Making = (id, citation, words, records = []) => item(id, 'pass', { citation, words, records })
/** Something is not there yet. */
export const missing: Making = (id, citation, words, records = []) => item(id, 'missing', { citation, words, records })
/** Something is there and speaks against it. */
export const fails: Making = (id, citation, words, records = []) => item(id, 'fails', { citation, words, records })

function item(
  id: ItemId,
  outcome: CheckedItem['outcome'],
  said: Pick<CheckedItem, 'citation' | 'words' | 'records'>,
): CheckedItem {
  return { id, outcome, blocks: outcome !== 'pass', ...said }
}
