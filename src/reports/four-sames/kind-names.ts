import { fileItems, itemIds } from '../../acceptance/rules.ts'
import { stageIds, stages } from '../../domain/lifecycle-table.ts'
import { plain } from '../../domain/told.ts'
import type { Bilingual } from '../../domain/words.ts'
import { findStandard } from '../../standards/registry.ts'
import type { KindFigureId } from './rules.ts'

/** A kind in words; one that this release does not know shows as it is. */
export function kindName(id: KindFigureId, kind: string): Bilingual {
  return namers[id](kind)
}

const edition = (day: string): Bilingual => ({ zh: `${day} 起施行的版本`, en: `the edition in force from ${day}` })
const standard = (id: string): Bilingual => findStandard(id)?.title ?? plain(id)

const namers = {
  'verdict-edition': standard,
  'class-edition': edition,
  'handbook-edition': edition,
  'acceptance-edition': edition,
  'acceptance-standard': standard,
  'reward-edition': edition,
  stage: kind => {
    const known = stageIds.find(id => id === kind)
    return known === undefined ? plain(kind) : stages[known].label
  },
  'refused-item': kind => {
    const known = itemIds.find(id => id === kind)
    return known === undefined ? plain(kind) : fileItems[known]
  },
} as const satisfies Record<KindFigureId, (kind: string) => Bilingual>
