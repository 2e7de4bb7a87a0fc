import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import type { AnnualPlan } from '../../../planning/annual/contract.ts'
import { annualTextIds, annualTexts, targetKinds, type AnnualText } from '../../../planning/annual/rules.ts'
import { fundSources } from '../../../planning/plans/rules.ts'
import { ListMark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { TargetsDialog, TextsDialog } from './annual-dialogs.tsx'
import type { Narrow } from './annual-filters.ts'
import { OutdatedText } from './annual-outdated-text.tsx'
import { TargetMark } from './annual-state-mark.tsx'
import { annualWords as words } from './annual-words.ts'
import { measureOf, unitOf } from './catalogue.ts'

type Shown = { readonly plan: AnnualPlan; readonly narrow: Narrow }

/** The five parts, the money and the counties; every count opens the waters behind it. */
export function AnnualSections(shown: Shown) {
  const say = useSay()
  const { plan } = shown
  const [editing, setEditing] = useState<'texts' | 'targets'>()
  const mayWrite = plan.may.write && plan.shownVersion === plan.version
  const tools = (
    <>
      <Button size="small" onClick={() => setEditing('targets')}>
        {say(words.editTargets)}
      </Button>
      <Button size="small" onClick={() => setEditing('texts')}>
        {say(words.editTexts)}
      </Button>
    </>
  )
  const tables: Partial<Record<AnnualText, ReactNode>> = {
    goals: <Targets {...shown} />,
    measures: <Measures {...shown} />,
  }
  return (
    <div className="stack">
      {annualTextIds.map(id => (
        <Panel key={id} id={id} title={say(annualTexts[id])} tools={id === 'goals' && mayWrite ? tools : undefined}>
          <OutdatedText plan={plan} id={id} mayWrite={mayWrite} />
          <Prose text={plan.texts[id]} />
          {tables[id]}
        </Panel>
      ))}
      <Panel title={say(words.money)}>
        <Money {...shown} />
      </Panel>
      {plan.counties.length > 1 ? (
        <Panel title={say(words.counties)}>
          <Counties {...shown} />
        </Panel>
      ) : null}
      {editing === 'texts' ? <TextsDialog plan={plan} onClose={() => setEditing(undefined)} /> : null}
      {editing === 'targets' ? <TargetsDialog plan={plan} onClose={() => setEditing(undefined)} /> : null}
    </div>
  )
}

function Prose({ text }: { readonly text: string }) {
  const say = useSay()
  return text.trim() === '' ? <p className="quiet">{say(words.nothing)}</p> : <p className="plan-prose">{text}</p>
}

/** A count that opens its waters; none has nothing to open. */
function Opening({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }) {
  if (count === 0) return <Num value={0} />
  return (
    <Button type="link" size="small" className="annual-count" onClick={onOpen}>
      <Num value={count} />
    </Button>
  )
}

function Targets({ plan, narrow }: Shown) {
  const say = useSay()
  if (plan.targets.length === 0) return null
  return (
    <ScrollArea label={say(annualTexts.goals)}>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{say(words.target)}</th>
            <th>{say(words.list)}</th>
            <th className="right">{say(words.planned)}</th>
            <th className="right">{say(words.areaM2)}</th>
            <th className="right">{say(words.byNow)}</th>
            <th className="right">{say(words.done)}</th>
            <th className="right">{say(words.doneArea)}</th>
            <th>{say(words.state)}</th>
          </tr>
        </thead>
        <tbody>
          {plan.targets.map(({ kind, list, waters, areaM2, expectedWaters, doneWaters, doneAreaM2, state }) => (
            <tr key={`${kind} ${list}`}>
              <td>{say(targetKinds[kind])}</td>
              <td>
                <ListMark list={list} />
              </td>
              <td className="right">
                <Opening count={waters} onOpen={() => narrow({ kind, list })} />
              </td>
              <td className="right">
                <Num value={areaM2} />
              </td>
              <td className="right">
                <Opening count={expectedWaters} onOpen={() => narrow({ kind, list, progress: 'expected' })} />
              </td>
              <td className="right">
                <Opening count={doneWaters} onOpen={() => narrow({ kind, list, progress: 'done' })} />
              </td>
              <td className="right">
                <Num value={doneAreaM2} />
              </td>
              <td>
                <TargetMark state={state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

function Measures({ plan, narrow }: Shown) {
  const say = useSay()
  if (plan.measures.length === 0) return null
  return (
    <ScrollArea label={say(annualTexts.measures)}>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{say(words.measure)}</th>
            <th className="right">{say(words.quantity)}</th>
            <th className="right">{say(words.waters)}</th>
            <th className="right">{say(words.cost)}</th>
          </tr>
        </thead>
        <tbody>
          {plan.measures.map(({ measureId, quantity, waters, costYuan }) => {
            const [known, unit] = [measureOf(measureId), unitOf(measureId)]
            return (
              <tr key={measureId}>
                <td>{known === undefined ? measureId : say(known.name)}</td>
                <td className="right">
                  <Num value={quantity} unit={unit === undefined ? '' : say(unit)} digits={2} />
                </td>
                <td className="right">
                  <Opening count={waters} onOpen={() => narrow({ measure: measureId })} />
                </td>
                <td className="right">
                  <Num value={costYuan} digits={2} />
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {say(words.total)}
            </th>
            <td className="right">
              <Num value={plan.costYuan} digits={2} />
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  )
}

function Money({ plan, narrow }: Shown) {
  const say = useSay()
  if (plan.sources.length === 0) return <p className="quiet">{say(words.nothing)}</p>
  return (
    <ScrollArea label={say(words.money)}>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{say(words.source)}</th>
            <th className="right">{say(words.waters)}</th>
            <th className="right">{say(words.amount)}</th>
          </tr>
        </thead>
        <tbody>
          {plan.sources.map(({ source, waters, yuan }) => (
            <tr key={source}>
              <td>{say(fundSources[source])}</td>
              <td className="right">
                <Opening count={waters} onOpen={() => narrow({ source })} />
              </td>
              <td className="right">
                <Num value={yuan} digits={2} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

function Counties({ plan, narrow }: Shown) {
  const say = useSay()
  return (
    <ScrollArea label={say(words.counties)}>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{say(words.county)}</th>
            <th className="right">{say(words.waters)}</th>
            <th className="right">{say(words.areaM2)}</th>
            <th className="right">{say(words.cost)}</th>
            <th className="right">{say(words.completed)}</th>
            <th className="right">{say(words.late)}</th>
            <th>{say(words.origin)}</th>
          </tr>
        </thead>
        <tbody>
          {plan.counties.map(({ county, name, waters, areaM2, costYuan, completed, late, countyPlan }) => (
            <tr key={county}>
              <td>{name}</td>
              <td className="right">
                <Opening count={waters} onOpen={() => narrow({ county })} />
              </td>
              <td className="right">
                <Num value={areaM2} />
              </td>
              <td className="right">
                <Num value={costYuan} digits={2} />
              </td>
              <td className="right">
                <Opening count={completed} onOpen={() => narrow({ county, progress: 'done' })} />
              </td>
              <td className="right">
                <Opening count={late} onOpen={() => narrow({ county, late: 'true' })} />
              </td>
              <td>
                {countyPlan === undefined ? (
                  <span className="quiet">{say(words.fromPlans)}</span>
                ) : (
                  <Link to={`/annual-plans/${countyPlan.id}`}>{countyPlan.number}</Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
