import { Link } from '@tanstack/react-router'
import type { Water } from '../../../waters/contract.ts'
import { StageMark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { waterWords as words } from './water-words.ts'

/** What this water was made from and what became of it; nothing where it was never split or merged. */
export function WaterKin({ water }: { readonly water: Water }) {
  const say = useSay()
  if (water.parents.length + water.children.length === 0) return null
  const label = {
    parents: { split: words.splitFrom, merge: words.mergedHere },
    children: { split: words.splitTo, merge: words.mergedTo },
  }
  return (
    <Panel title={say(words.kin)} id="kin">
      <ul className="row-list">
        {(['parents', 'children'] as const).flatMap(side =>
          water[side].map(kin => (
            <li key={`${side} ${kin.id}`}>
              <span className="quiet">{say(label[side][kin.how])}</span>
              <Link to={`/waters/${kin.id}`}>{kin.name}</Link>
              <span className="quiet">{kin.code}</span>
              <StageMark stage={kin.stage} />
              <span className="row-end quiet">
                <DateText at={kin.at} />
              </span>
            </li>
          )),
        )}
      </ul>
    </Panel>
  )
}
