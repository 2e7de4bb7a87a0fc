import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CoveragePanel } from './coverage-panel.tsx'
import { NewTaskDrawer } from './new-task.tsx'
import { surveyWords as words } from './survey-words.ts'
import { TasksPanel } from './tasks-panel.tsx'
import './survey.css'

const SurveySearch = z.object({
  tab: z.enum(['tasks']).optional(),
  region: RegionCodeText.optional(),
  state: z.enum(['open', 'closed', 'overdue']).optional(),
})

/** How far the survey has come, division by division, and the tasks behind it. */
export default function SurveyPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(SurveySearch)
  const [setting, setSetting] = useState(false)
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          account.may('survey.manage') ? (
            <Button type="primary" onClick={() => setSetting(true)}>
              {say(words.newTask)}
            </Button>
          ) : undefined
        }
      />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'coverage'}
        onChange={key => setSearch({ tab: key === 'tasks' ? 'tasks' : undefined })}
        items={[
          {
            key: 'coverage',
            label: say(words.tabCoverage),
            children: <CoveragePanel region={search.region} onRegion={region => setSearch({ region })} />,
          },
          {
            key: 'tasks',
            label: say(words.tabTasks),
            children: <TasksPanel state={search.state} onState={state => setSearch({ state })} />,
          },
        ]}
      />
      <NewTaskDrawer open={setting} onClose={() => setSetting(false)} />
    </div>
  )
}
