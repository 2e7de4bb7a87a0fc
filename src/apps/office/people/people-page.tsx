import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AccountsPanel } from './accounts-panel.tsx'
import { NewAccountDrawer } from './new-account.tsx'
import { OrganisationsPanel } from './organisations-panel.tsx'
import { PeopleSearch } from './people-search.ts'
import { peopleWords as words } from './people-words.ts'
import { RolesPanel } from './roles-panel.tsx'
import './people.css'

/** Accounts, organisations, and what each role may do. */
export default function PeoplePage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(PeopleSearch)
  const [creating, setCreating] = useState(false)
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        actions={
          account.may('people.manage') ? (
            <>
              <Link to="/people/import">
                <Button>{say(words.importAccounts)}</Button>
              </Link>
              <Button type="primary" onClick={() => setCreating(true)}>
                {say(words.newAccount)}
              </Button>
            </>
          ) : undefined
        }
      />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'accounts'}
        onChange={key => setSearch({ tab: key === 'accounts' ? undefined : PeopleSearch.shape.tab.parse(key) })}
        items={[
          {
            key: 'accounts',
            label: say(words.tabAccounts),
            children: <AccountsPanel search={search} onSearch={setSearch} />,
          },
          { key: 'organisations', label: say(words.tabOrganisations), children: <OrganisationsPanel /> },
          { key: 'roles', label: say(words.tabRoles), children: <RolesPanel /> },
        ]}
      />
      <NewAccountDrawer open={creating} onClose={() => setCreating(false)} />
    </div>
  )
}
