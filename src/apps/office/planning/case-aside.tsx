import { Link } from '@tanstack/react-router'
import { waterTypes } from '../../../domain/waters.ts'
import type { SolvedCase } from '../../../planning/cases/contract.ts'
import { waterFunctions } from '../../../planning/rules.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { Area, DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { caseWords as words } from './case-words.ts'

/** What stands beside a case: the water in short, and who wrote which version. */
export function CaseAside({ one }: { readonly one: SolvedCase }) {
  const say = useSay()
  return (
    <aside className="plan-aside">
      <Basics one={one} />
      {one.versions.length === 0 ? null : (
        <Panel title={say(words.versions)}>
          <ol className="plan-versions" reversed>
            {one.versions.toReversed().map(({ version, at, by, contentHash }) => (
              <li key={version} title={contentHash}>
                {say(words.versionOf(version))}
                {version === one.publishedVersion ? ` · ${say(words.published)}` : ''} ·{' '}
                <PersonName person={by} brief /> · <DateText at={at} time />
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </aside>
  )
}

function Basics({ one }: { readonly one: SolvedCase }) {
  const say = useSay()
  const { content, outcome } = one
  return (
    <Panel title={say(words.water)}>
      <FactList
        lines={[
          { label: say(words.place), value: one.placeText === '' ? say(words.nothing) : one.placeText, wide: true },
          one.type === undefined ? undefined : { label: say(words.type), value: say(waterTypes[one.type].label) },
          one.areaM2 === undefined ? undefined : { label: say(words.area), value: <Area m2={one.areaM2} exact /> },
          content.functions.length === 0
            ? undefined
            : {
                label: say(words.functions),
                value: content.functions.map(id => say(waterFunctions[id])).join(say({ zh: '、', en: ', ' })),
              },
          content.costYuan === undefined
            ? undefined
            : { label: say(words.cost), value: <Num value={content.costYuan} unit={say(words.yuan)} digits={2} /> },
          outcome.solvedOn === undefined
            ? undefined
            : { label: say(words.solvedOn), value: <DateText at={outcome.solvedOn} /> },
          outcome.relapsedOn === undefined
            ? undefined
            : { label: say(words.relapsedOn), value: <DateText at={outcome.relapsedOn} /> },
          one.water === undefined
            ? undefined
            : {
                label: say(words.water),
                wide: true,
                value: <Link to={`/waters/${one.water.id}`}>{`${one.water.name} ${one.water.code}`}</Link>,
              },
        ]}
      />
    </Panel>
  )
}
