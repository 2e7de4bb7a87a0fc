import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { outcomeIds } from '../../../identification/contract.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { BulkPanel } from './bulk-panel.tsx'
import { identificationWords as words } from './identification-words.ts'
import { JudgeDrawer } from './judge-drawer.tsx'
import { VerdictsPanel } from './verdicts-panel.tsx'
import { WaitingPanel } from './waiting-panel.tsx'
import './identification.css'

const Search = z.object({
  tab: z.enum(['verdicts', 'bulk']).optional(),
  region: RegionCodeText.optional(),
  bases: z.enum(['none', 'some']).optional(),
  outcome: z.enum(outcomeIds).optional(),
  judge: z.uuid().optional(),
})

/** Waters waiting for a verdict, verdicts given, and judging a whole division. */
export default function IdentificationPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(Search)
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          <>
            <RegionPicker
              within={account.regionCode}
              value={search.region}
              onChange={region => setSearch({ region })}
              placeholder={say(words.region)}
              label={say(words.regionLabel)}
              style={{ width: 220 }}
            />
            <Link to="/identification/trial">
              <Button>{say(words.toTrial)}</Button>
            </Link>
          </>
        }
      />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'waiting'}
        onChange={key => setSearch({ tab: key === 'waiting' ? undefined : Search.shape.tab.parse(key) })}
        items={[
          {
            key: 'waiting',
            label: say(words.tabWaiting),
            children: (
              <WaitingPanel
                region={search.region}
                bases={search.bases}
                onBases={bases => setSearch({ bases })}
                onJudge={judge => setSearch({ judge })}
              />
            ),
          },
          {
            key: 'verdicts',
            label: say(words.tabVerdicts),
            children: (
              <VerdictsPanel
                region={search.region}
                outcome={search.outcome}
                onOutcome={outcome => setSearch({ outcome })}
              />
            ),
          },
          { key: 'bulk', label: say(words.tabBulk), children: <BulkPanel /> },
        ]}
      />
      <JudgeDrawer waterId={search.judge} onClose={() => setSearch({ judge: undefined })} />
    </div>
  )
}
