import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { supervisionListIds } from '../../../domain/waters.ts'
import { getLists } from '../../../register/contract.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { Disagreements } from './disagreements.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { ListCards } from './list-cards.tsx'
import { ListWaters } from './list-waters.tsx'
import { registerWords as words } from './register-words.ts'
import './register.css'

export const ListSearch = z.object({
  list: z.enum(supervisionListIds).optional(),
  tab: z.enum(['waiting', 'disagreements']).optional(),
  region: RegionCodeText.optional(),
  water: z.uuid().optional(),
})

/** The three supervision lists: totals, waters, what waits to be listed, and where list and area disagree. */
export default function ListsPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(ListSearch)
  const region = search.region === undefined ? {} : { region: search.region }
  const lists = useAnswer(getLists, { query: region })
  const open = (water: string) => setSearch({ water })
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          <>
            <RegionPicker
              within={account.regionCode}
              deepest="town"
              value={search.region}
              onChange={code => setSearch({ region: code })}
              placeholder={say(words.region)}
              label={say(words.regionLabel)}
              style={{ width: 220 }}
            />
            <Link to="/identification/trial">
              <Button>{say(words.tryEdition)}</Button>
            </Link>
          </>
        }
      />
      <ListCards answer={lists} chosen={search.list} onChoose={list => setSearch({ list, tab: undefined })} />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'lists'}
        onChange={key => setSearch({ tab: key === 'lists' ? undefined : ListSearch.shape.tab.parse(key) })}
        items={[
          {
            key: 'lists',
            label: say(words.tabList),
            children: <ListWaters kind="listed" list={search.list} region={search.region} onOpen={open} />,
          },
          {
            key: 'waiting',
            label: say(words.tabWaiting),
            children: <ListWaters kind="waiting" list={undefined} region={search.region} onOpen={open} />,
          },
          {
            key: 'disagreements',
            label: say(words.tabDisagreements),
            children: <Disagreements list={search.list} region={search.region} onOpen={open} />,
          },
        ]}
      />
      <EntryDrawer waterId={search.water} onClose={() => setSearch({ water: undefined })} />
    </div>
  )
}
