import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { AliasesPanel } from './aliases-panel.tsx'
import { EditionsPanel } from './editions-panel.tsx'
import { NameCheckPanel } from './name-check-panel.tsx'
import { placesWords as words } from './places-words.ts'
import { TreePanel } from './tree-panel.tsx'
import { ZonesPanel } from './zones-panel.tsx'
import './places.css'

const Search = z.object({
  tab: z.enum(['names', 'aliases', 'zones', 'editions']).optional(),
  at: RegionCodeText.optional(),
  search: z.string().max(30).optional(),
})

/** Divisions, names as people write them, zones, and editions. */
export default function PlacesPage() {
  const say = useSay()
  const [search, setSearch] = useSearchState(Search)
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'tree'}
        onChange={key => setSearch({ tab: key === 'tree' ? undefined : Search.shape.tab.parse(key) })}
        items={[
          {
            key: 'tree',
            label: say(words.tabTree),
            children: <TreePanel at={search.at} search={search.search} onChange={setSearch} />,
          },
          { key: 'names', label: say(words.tabNames), children: <NameCheckPanel /> },
          { key: 'aliases', label: say(words.tabAliases), children: <AliasesPanel /> },
          { key: 'zones', label: say(words.tabZones), children: <ZonesPanel /> },
          { key: 'editions', label: say(words.tabEditions), children: <EditionsPanel /> },
        ]}
      />
    </div>
  )
}
