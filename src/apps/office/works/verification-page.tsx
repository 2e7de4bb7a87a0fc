import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { supervisionListIds } from '../../../domain/waters.ts'
import { visitFilterIds } from '../../../works/contract.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { PlanVisitDialog } from './plan-visit.tsx'
import { DrawDialog, SamplesPanel } from './samples-panel.tsx'
import { VisitsPanel } from './visits-panel.tsx'
import { worksWords as words } from './works-words.ts'
import './works.css'

const Search = z.object({
  tab: z.enum(['samples']).optional(),
  region: RegionCodeText.optional(),
  state: z.enum(visitFilterIds).optional(),
  list: z.enum(supervisionListIds).optional(),
})

/** Visits planned, late and done, and the draws of spot checks. */
export default function VerificationPage() {
  const say = useSay()
  const mayVerify = useAccount().may('works.verify')
  const [search, setSearch] = useSearchState(Search)
  const [open, setOpen] = useState<'plan' | 'draw'>()
  const close = () => setOpen(undefined)
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          mayVerify ? (
            <>
              <Button onClick={() => setOpen('draw')}>{say(words.draw)}</Button>
              <Button type="primary" onClick={() => setOpen('plan')}>
                {say(words.planVisit)}
              </Button>
            </>
          ) : undefined
        }
      />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'visits'}
        onChange={key => setSearch({ tab: key === 'samples' ? 'samples' : undefined })}
        items={[
          {
            key: 'visits',
            label: say(words.visits),
            children: <VisitsPanel search={search} onSearch={setSearch} />,
          },
          { key: 'samples', label: say(words.samples), children: <SamplesPanel /> },
        ]}
      />
      {open === 'plan' ? <PlanVisitDialog onClose={close} /> : null}
      {open === 'draw' ? <DrawDialog onClose={close} /> : null}
    </div>
  )
}
