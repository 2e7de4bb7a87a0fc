import { z } from 'zod'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { ImportAttention, type ImportParts } from './import-attention.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportRemarks } from './import-remarks.tsx'
import { importWords as words } from './import-words.ts'

const Search = z.object({ tab: z.enum(['attention', 'rows', 'remarks']).optional() })

/** What needs a person, every row as it would be written, and what was noticed about sheets and columns. */
export function ImportTabs(props: ImportParts) {
  const say = useSay()
  const { held } = props
  const [search, setSearch] = useSearchState(Search)
  const open = held.refused + held.undecided
  const count = (value: number) => (value === 0 ? '' : ` (${value})`)
  return (
    <PageTabs
      label={say(words.tabAttention)}
      activeKey={search.tab ?? 'attention'}
      onChange={key => setSearch({ tab: Search.shape.tab.parse(key) })}
      items={[
        {
          key: 'attention',
          label: `${say(words.tabAttention)}${count(open)}`,
          children: <ImportAttention {...props} />,
        },
        { key: 'rows', label: say(words.tabPreview), children: <ImportPreview held={held} /> },
        {
          key: 'remarks',
          label: `${say(words.tabRemarks)}${count(held.remarks.length)}`,
          children: <ImportRemarks remarks={held.remarks} />,
        },
      ]}
    />
  )
}
