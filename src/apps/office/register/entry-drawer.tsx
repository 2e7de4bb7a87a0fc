import { Link } from '@tanstack/react-router'
import { Alert, Drawer, Skeleton } from 'antd'
import { getRegisterEntry, type RegisterEntry } from '../../../register/contract.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { FactList } from '../../shared/components/fact-list.tsx'
import { ColourMark, ListMark, Mark, StageMark } from '../../shared/components/marks.tsx'
import { Area, DateText } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { ColourChoice } from './colour-choice.tsx'
import { ListDecision } from './list-decision.tsx'
import { Numbers } from './numbers-section.tsx'
import { registerWords as words } from './register-words.ts'

/** Everything the register says about one water, and what can be decided here. */
export function EntryDrawer(props: { readonly waterId: string | undefined; readonly onClose: () => void }) {
  const say = useSay()
  const { waterId } = props
  const entry = useAnswer(getRegisterEntry, { params: { id: waterId ?? '' } }, { enabled: waterId !== undefined })
  return (
    <Drawer
      open={waterId !== undefined}
      onClose={props.onClose}
      size={560}
      title={<h2 className="drawer-title long-name">{entry.data?.name ?? say(words.decideTitle)}</h2>}
      extra={waterId === undefined ? null : <Link to={`/waters/${waterId}`}>{say(words.openWater)}</Link>}
      destroyOnHidden
    >
      {entry.error === null ? null : <ProblemAlert error={entry.error} onRetry={entry.refetch} />}
      {entry.data === undefined && entry.error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {entry.data === undefined ? null : <Entry entry={entry.data} />}
    </Drawer>
  )
}

function Entry({ entry }: { readonly entry: RegisterEntry }) {
  const say = useSay()
  return (
    <div className="stack register-entry">
      <FactList
        lines={[
          { label: say(words.code), value: entry.code },
          {
            label: say(words.onList),
            value: entry.list === undefined ? say(words.notListed) : <ListMark list={entry.list} />,
          },
          { label: say(words.stage), value: <StageMark stage={entry.stage} cycle={entry.cycle} /> },
          { label: say(words.since), value: <DateText at={entry.stageSince} /> },
          { label: say(words.ofArea), value: <Area m2={entry.areaM2} exact /> },
          { label: say(words.derivedTitle), value: say(entry.derived.words), wide: true },
        ]}
      />
      {entry.warnings.map(warning => (
        <Alert key={warning.zh} type="warning" showIcon title={say(warning)} />
      ))}
      <ListDecision entry={entry} />
      <Colour entry={entry} />
      <Numbers waterId={entry.waterId} />
    </div>
  )
}

function Colour({ entry }: { readonly entry: RegisterEntry }) {
  const say = useSay()
  const { value, byHand, words: reason, citation } = entry.colour
  return (
    <section className="register-part">
      <h3>{say(words.colourTitle)}</h3>
      <p className="register-colour">
        {value === 'none' ? <Mark>{say(words.none)}</Mark> : <ColourMark colour={value} />}
        <span>{say(byHand ? words.byHand : words.byPolicy)}</span>
        <ColourChoice entry={entry} />
      </p>
      <p className="note-line">{say(reason)}</p>
      {byHand ? null : <CitationNote citation={citation} />}
    </section>
  )
}
