import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { dutyLevelIds } from '../../../domain/duties.ts'
import { getPlanVersion, type Plan, type PlanContent } from '../../../planning/plans/contract.ts'
import {
  costOfPlan,
  fundSources,
  planPersonLevels,
  planSections,
  planTargets,
  type PlanSection,
} from '../../../planning/plans/rules.ts'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { Warnings } from '../surroundings/warnings.tsx'
import { causeName, measureOf, unitOf } from './catalogue.ts'
import { PlanConcerns } from './plan-concerns.tsx'
import { planWords as words } from './plan-words.ts'

/** The plan as people read it, part by part; an older version where one is chosen. */
export function PlanDocument(props: {
  readonly plan: Plan
  readonly version: number | undefined
  readonly onNewest: () => void
}) {
  const { plan, version } = props
  const say = useSay()
  if (version === undefined || version === plan.version) {
    return (
      <div className="stack">
        <Returned plan={plan} />
        <Faults plan={plan} />
        <PlanConcerns plan={plan} />
        <Warnings warnings={plan.surroundingWarnings} />
        <Sections content={plan.content} />
      </div>
    )
  }
  return (
    <div className="stack">
      <Alert
        type="info"
        showIcon
        title={say(words.showing(version))}
        action={
          <Button size="small" onClick={props.onNewest}>
            {say(words.newest)}
          </Button>
        }
      />
      <OldVersion id={plan.id} version={version} />
    </div>
  )
}

function OldVersion({ id, version }: { readonly id: string; readonly version: number }) {
  const old = useAnswer(getPlanVersion, { params: { id, version: String(version) } })
  if (old.error !== null) return <ProblemAlert error={old.error} onRetry={old.refetch} />
  return old.data === undefined ? null : <Sections content={old.data.content} />
}

/** Why a plan came back and until when it is awaited, for whoever mends it. */
function Returned({ plan }: { readonly plan: Plan }) {
  const say = useSay()
  if (plan.state !== 'returned') return null
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.returnedFor(plan.reason ?? ''))}
      description={
        plan.dueOn === undefined ? undefined : (
          <>
            {say(words.due)} <DateText at={plan.dueOn} />
          </>
        )
      }
    />
  )
}

/** Whether nothing was saved since it came back. */
function isAsReturned({ state, stateSince, versions }: Plan): boolean {
  return state === 'returned' && versions.every(({ at }) => Date.parse(at) <= Date.parse(stateSince))
}

function Faults({ plan }: { readonly plan: Plan }) {
  const say = useSay()
  if (plan.state !== 'draft' && plan.state !== 'returned') return null
  if (plan.faults.length === 0) {
    return isAsReturned(plan) ? null : <Alert type="success" showIcon title={say(words.complete)} />
  }
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.faults(plan.faults.length))}
      description={
        <ul className="plan-faults">
          {plan.faults.map(({ code, section, words: text }) => (
            <li key={code}>
              <a href={`#${section}`}>{say(planSections[section])}</a> {say(text)}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function Sections({ content }: { readonly content: PlanContent }) {
  return (
    <>
      <Part section="present-state">
        <Prose text={content.presentState} />
      </Part>
      <Part section="causes">
        <Causes content={content} />
      </Part>
      <Part section="target">
        <Target content={content} />
      </Part>
      <Part section="measures">
        <Measures content={content} />
      </Part>
      <Part section="funding">
        <Funding content={content} />
      </Part>
      <Part section="persons">
        <Persons content={content} />
      </Part>
      <Part section="upkeep">
        <Upkeep content={content} />
      </Part>
    </>
  )
}

function Part({ section, children }: { readonly section: PlanSection; readonly children: ReactNode }) {
  const say = useSay()
  return (
    <Panel title={say(planSections[section])} id={section}>
      {children}
    </Panel>
  )
}

function Nothing() {
  const say = useSay()
  return <p className="quiet">{say(words.nothing)}</p>
}

function Prose({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === '' ? <Nothing /> : <p className="plan-prose">{text}</p>
}

function Causes({ content }: { readonly content: PlanContent }) {
  const say = useSay()
  if (content.causes.length === 0) return <Nothing />
  return (
    <ul className="plan-causes">
      {content.causes.map(({ causeId, percent, note }) => (
        <li key={causeId}>
          <span>{say(causeName(causeId))}</span> <Num value={percent} unit="%" />
          {note === undefined ? null : <span className="quiet"> {note}</span>}
        </li>
      ))}
    </ul>
  )
}

function Target({ content: { target, route } }: { readonly content: PlanContent }) {
  const say = useSay()
  return (
    <>
      {target === undefined ? (
        <Nothing />
      ) : (
        <p>
          {say(planTargets[target.goal])} · {say(words.by)} <DateText at={target.by} />
        </p>
      )}
      {route === undefined || route === '' ? null : (
        <>
          <h3 className="plan-route">{say(words.route)}</h3>
          <Prose text={route} />
        </>
      )}
    </>
  )
}

function Measures({ content }: { readonly content: PlanContent }) {
  const say = useSay()
  if (content.measures.length === 0) return <Nothing />
  return (
    <ScrollArea label={say(planSections.measures)}>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{say(words.measure)}</th>
            <th className="right">{say(words.quantity)}</th>
            <th className="right">{say(words.costYuan)}</th>
            <th>{say(words.from)}</th>
            <th>{say(words.to)}</th>
            <th>{say(words.note)}</th>
          </tr>
        </thead>
        <tbody>
          {content.measures.map((measure, index) => {
            const known = measureOf(measure.measureId)
            const unit = unitOf(measure.measureId)
            return (
              <tr key={`${measure.measureId} ${index}`}>
                <td>{known === undefined ? measure.measureId : say(known.name)}</td>
                <td className="right">
                  <Num value={measure.quantity} unit={unit === undefined ? '' : say(unit)} digits={2} />
                </td>
                <td className="right">
                  <Num value={measure.costYuan} digits={2} />
                </td>
                <td>
                  <DateText at={measure.from} />
                </td>
                <td>
                  <DateText at={measure.to} />
                </td>
                <td className="note">{measure.note}</td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {say(words.costTotal)}
            </th>
            <td className="right">
              <Num value={costOfPlan(content)} digits={2} />
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  )
}

function Funding({ content }: { readonly content: PlanContent }) {
  const say = useSay()
  if (content.funding.length === 0) return <Nothing />
  return (
    <ul className="plan-causes">
      {content.funding.map(({ source, yuan, note }) => (
        <li key={source}>
          <span>{say(fundSources[source])}</span> <Num value={yuan} unit={say(words.yuan)} digits={2} />
          {note === undefined ? null : <span className="quiet"> {note}</span>}
        </li>
      ))}
    </ul>
  )
}

function Persons({ content }: { readonly content: PlanContent }) {
  const say = useSay()
  return (
    <dl className="plan-persons">
      {dutyLevelIds.map(level => {
        const person = content.persons[level]
        return (
          <div key={level}>
            <dt>{say(planPersonLevels[level])}</dt>
            <dd>
              {person === undefined
                ? say(words.nothing)
                : [person.name, person.office, person.officePhone].filter(Boolean).join(' · ')}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Upkeep({ content: { upkeep } }: { readonly content: PlanContent }) {
  const say = useSay()
  if (upkeep === undefined) return <Nothing />
  return (
    <>
      <Prose text={upkeep.duties} />
      <p>
        {say(words.yearly)} <Num value={upkeep.yearlyYuan} unit={say(words.yuan)} digits={2} />
      </p>
    </>
  )
}
