import { TabbedPage } from '../../shared/components/tabbed-page.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { GivenUpJobs } from './given-up-jobs.tsx'
import { jobsWords as words } from './jobs-words.ts'
import './jobs.css'

/** Jobs the platform gave up: run again or dismissed with a reason, and what became of the earlier ones. */
export default function JobsPage() {
  const say = useSay()
  return (
    <TabbedPage
      title={say(words.title)}
      lead={say(words.lead)}
      tabs={[
        { key: 'open', label: say(words.open), children: <GivenUpJobs show="open" /> },
        { key: 'settled', label: say(words.settled), children: <GivenUpJobs show="settled" /> },
      ]}
    />
  )
}
