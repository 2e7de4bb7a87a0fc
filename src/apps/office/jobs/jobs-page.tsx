import { z } from 'zod'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { GivenUpJobs } from './given-up-jobs.tsx'
import { jobsWords as words } from './jobs-words.ts'
import './jobs.css'

const Search = z.object({ tab: z.enum(['settled']).optional() })

/** Jobs the platform gave up: run again or dismissed with a reason, and what became of the earlier ones. */
export default function JobsPage() {
  const say = useSay()
  const [search, setSearch] = useSearchState(Search)
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'open'}
        onChange={key => setSearch({ tab: key === 'settled' ? 'settled' : undefined })}
        items={[
          { key: 'open', label: say(words.open), children: <GivenUpJobs show="open" /> },
          { key: 'settled', label: say(words.settled), children: <GivenUpJobs show="settled" /> },
        ]}
      />
    </div>
  )
}
