import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { BundlePlan } from './bundle-plan.tsx'
import { fundingWords as words } from './funding-words.ts'
import { SavedBundles, SavedBundleView } from './saved-bundles.tsx'
import './funding.css'

const BundlesSearch = z.object({
  tab: z.literal('saved').optional(),
  region: RegionCodeText.optional(),
  bundle: z.uuid().optional(),
  other: z.uuid().optional(),
})

/** The pilot bundle: calculated from the lists, saved, compared. */
export default function BundlesPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(BundlesSearch)
  const region = search.region ?? account.regionCode
  // Whoever only reads, as an auditor, sees what was saved.
  const mayCalculate = account.may('funds.write')
  const saved =
    search.bundle === undefined ? (
      <SavedBundles onOpen={bundle => setSearch({ bundle })} />
    ) : (
      <SavedBundleView
        id={search.bundle}
        other={search.other}
        onOther={other => setSearch({ other })}
        onBack={() => setSearch({ bundle: undefined, other: undefined })}
      />
    )
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(mayCalculate ? words.lead : words.leadSaved)}
        actions={
          mayCalculate ? (
            <RegionPicker
              within={account.regionCode}
              deepest="county"
              value={search.region}
              onChange={code => setSearch({ region: code })}
              placeholder={say(words.division)}
              label={say(words.division)}
              style={{ width: 220 }}
            />
          ) : undefined
        }
      />
      {mayCalculate ? (
        <PageTabs
          label={say(words.title)}
          activeKey={search.tab ?? 'plan'}
          onChange={key => setSearch({ tab: key === 'saved' ? 'saved' : undefined })}
          items={[
            { key: 'plan', label: say(words.tabPlan), children: <BundlePlan key={region} region={region} /> },
            { key: 'saved', label: say(words.tabSaved), children: saved },
          ]}
        />
      ) : (
        saved
      )}
    </div>
  )
}
