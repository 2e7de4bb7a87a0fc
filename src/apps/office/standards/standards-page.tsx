import { standards } from '../../../standards/registry.ts'
import type { Standard } from '../../../standards/standard.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { TabbedPage } from '../../shared/components/tabbed-page.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { BlackOdourLimits } from './black-odour-limits.tsx'
import { PolicyPanel } from './policy-panel.tsx'
import { standardKindWords, standardsWords as words } from './standards-words.ts'
import { SurfaceWaterLimits } from './surface-water-limits.tsx'
import './standards.css'

/** Every standard with its limits, and every policy with its editions: the grounds of all decisions, read only. */
export default function StandardsPage() {
  const say = useSay()
  return (
    <TabbedPage
      title={say(words.title)}
      lead={say(words.lead)}
      tabs={[
        { key: 'standards', label: say(words.tabStandards), children: <StandardList /> },
        { key: 'policy', label: say(words.tabPolicy), children: <PolicyPanel /> },
      ]}
    />
  )
}

/** Those that identify come first: they are what the desk works with. */
function StandardList() {
  const say = useSay()
  const sorted = standards.toSorted((a, b) => Number(a.kind !== 'black-odour') - Number(b.kind !== 'black-odour'))
  return (
    <div className="stack">
      <p className="note-line">{say(words.released)}</p>
      {sorted.map(standard => (
        <StandardPanel key={standard.id} standard={standard} />
      ))}
    </div>
  )
}

function StandardPanel({ standard }: { readonly standard: Standard }) {
  const say = useSay()
  const blackOdour = standard.kind === 'black-odour'
  return (
    <Panel
      title={say(standard.title)}
      id={standard.id}
      flush
      tools={
        <>
          <Mark>{say(standardKindWords[standard.kind])}</Mark>
          <code className="quiet">{standard.id}</code>
        </>
      }
    >
      <div className="standard-source">
        <CitationNote citation={standard.citation} />
        <span className="note-line">{say(blackOdour ? words.rule : words.surfaceRule)}</span>
      </div>
      {blackOdour ? <BlackOdourLimits standard={standard} /> : <SurfaceWaterLimits />}
    </Panel>
  )
}
