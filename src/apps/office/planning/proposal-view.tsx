import { Alert } from 'antd'
import type { ProposalAnswer } from '../../../planning/contract.ts'
import { measureUnits } from '../../../planning/rules.ts'
import { Num } from '../../shared/components/numbers.tsx'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { planningWords as words } from './planning-words.ts'

type Measure = ProposalAnswer['steps'][number]['measures'][number]
type Yuan = ProposalAnswer['costYuan']

/** The measures that follow from the class, step by step, with quantities, cost range and what to note. */
export function ProposalView({ proposal }: { readonly proposal: ProposalAnswer }) {
  const say = useSay()
  return (
    <section className="proposal">
      <h3>{say(words.proposal)}</h3>
      <p>{say(proposal.words)}</p>
      <p className="proposal-sums">
        <span>
          {say(words.cost)} <YuanText range={proposal.costYuan} />
        </span>
        <span>
          {say(words.upkeepCost)} <YuanText range={proposal.upkeepYuanPerYear} />
        </span>
        {proposal.unpriced === 0 ? null : <span className="quiet">{say(words.unpriced(proposal.unpriced))}</span>}
      </p>
      <ol className="proposal-steps">
        {proposal.steps.map(({ id, name, measures }) => (
          <li key={id}>
            <h4>{say(name)}</h4>
            <ul className="proposal-measures">
              {measures.map(measure => (
                <MeasureLine key={measure.measureId} measure={measure} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <Warnings warnings={proposal.warnings} />
      <div className="citation">
        <CitationNote citation={proposal.citation} />
      </div>
    </section>
  )
}

function MeasureLine({ measure }: { readonly measure: Measure }) {
  const say = useSay()
  const { name, quantity, unit, quantityWords, costYuan, upkeep } = measure
  return (
    <li>
      <span className="measure-name">{say(name)}</span>
      <span className="measure-quantity">
        {quantity === undefined ? null : <Num value={quantity} unit={say(measureUnits[unit])} />}
      </span>
      <span className="measure-cost">{costYuan === undefined ? null : <YuanText range={costYuan} />}</span>
      <span className="quiet measure-why">
        {say(quantityWords)} · {say(words.upkeep)}: {say(upkeep.needs)}
      </span>
    </li>
  )
}

/** 万元 in Chinese, thousand yuan in English; small sums in yuan. */
function YuanText({ range: { low, high } }: { readonly range: Yuan }) {
  const say = useSay()
  const { language } = useLanguage()
  const step = high < 10_000 ? 1 : language === 'zh' ? 10_000 : 1000
  const text = (yuan: number) =>
    (yuan / step).toLocaleString('en-US', { maximumFractionDigits: step === 10_000 ? 2 : 0 })
  return (
    <span className="number nowrap">
      {low === high ? text(low) : `${text(low)}–${text(high)}`}
      <span className="unit">{say(step === 1 ? words.yuan : words.tenThousandYuan)}</span>
    </span>
  )
}

function Warnings({ warnings }: { readonly warnings: ProposalAnswer['warnings'] }) {
  const say = useSay()
  if (warnings.length === 0) return null
  const grave = warnings.some(({ level }) => level !== 'note')
  return (
    <Alert
      type={grave ? 'warning' : 'info'}
      showIcon
      title={say(words.warnings)}
      description={
        <ul className="plain-list">
          {warnings.map(({ concern, measureIds, words: text }) => (
            <li key={`${concern} ${measureIds.join()} ${text.zh}`}>{say(text)}</li>
          ))}
        </ul>
      }
    />
  )
}
