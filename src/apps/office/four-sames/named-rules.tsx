import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import type { getFourSames } from '../../../reports/four-sames/contract.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { fourSamesWords as words } from './four-sames-words.ts'

type NamedRule = AnswerOf<typeof getFourSames>['namedRules'][number]

/** The rules in force that name the lists on purpose; no other knows them. */
export function NamedRules({ rules }: { readonly rules: readonly NamedRule[] }) {
  const say = useSay()
  const columns: readonly Column<NamedRule>[] = [
    { key: 'rule', title: say(words.rule), value: row => say(row.words), always: true, width: 460 },
    {
      key: 'treatment',
      title: say(words.treatment),
      value: ({ differs }) => say(differs ? words.differs : words.sameRule),
      render: ({ differs }) => (
        <Mark tone={differs ? 'amber' : 'green'}>{say(differs ? words.differs : words.sameRule)}</Mark>
      ),
      width: 100,
    },
    {
      key: 'since',
      title: say(words.since),
      value: row => row.inForceFrom,
      render: row => <DateText at={row.inForceFrom} />,
      width: 120,
    },
    {
      key: 'source',
      title: say(words.source),
      value: ({ citation }) => `${citation.title} ${citation.clause}`,
      render: ({ citation }) => <CitationNote citation={citation} />,
      width: 340,
    },
  ]
  return (
    <Panel title={say(words.rules)} flush>
      <p className="quiet sames-kind-head">{say(words.rulesLead)}</p>
      <DataTable name={say(words.rules)} columns={columns} rows={rules} rowKey={({ id }) => id} />
    </Panel>
  )
}
