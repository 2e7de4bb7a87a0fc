import type { ReactNode } from 'react'
import { z } from 'zod'
import { useSearchState } from '../hooks/use-search-state.ts'
import { PageHeader } from './page-header.tsx'
import { PageTabs } from './page-tabs.tsx'

export type PageTab = { readonly key: string; readonly label: string; readonly children: ReactNode }

const Search = z.object({ tab: z.string().optional() })

/**
 * A page that is nothing but its parts. The one open stands in the address, except for the first; an address that names none opens
 * the first.
 *
 * @example <TabbedPage title={...} lead={...} tabs={[{ key: 'open', label: ..., children: <GivenUpJobs show="open" /> }, ...]} />
 */
export function TabbedPage(props: {
  readonly title: string
  readonly lead: string
  readonly tabs: readonly [PageTab, ...PageTab[]]
}) {
  const { title, lead, tabs } = props
  const [search, setSearch] = useSearchState(Search)
  const first = tabs[0].key
  const open = tabs.some(({ key }) => key === search.tab) ? search.tab : undefined
  return (
    <div className="stack">
      <PageHeader title={title} subtitle={lead} />
      <PageTabs
        label={title}
        activeKey={open ?? first}
        onChange={key => setSearch({ tab: key === first ? undefined : key })}
        items={[...tabs]}
      />
    </div>
  )
}
