import { Alert, Image } from 'antd'
import type { ReactNode } from 'react'
import { getCasePicture, type SolvedCase } from '../../../planning/cases/contract.ts'
import { caseSections, pictureTimeIds, pictureTimes, type CaseSection } from '../../../planning/cases/rules.ts'
import { addressOf } from '../../shared/client.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { causeName, measureName, measureOf, unitOf } from './catalogue.ts'
import { caseWords as words } from './case-words.ts'

/** A case as people read it: before and after first, then how it came about. */
export function CaseDocument({ one }: { readonly one: SolvedCase }) {
  const say = useSay()
  const { content, outcome } = one
  return (
    <div className="stack">
      {outcome.mark === 'relapsed' || outcome.mark === 'clean-again' ? (
        <Alert type="warning" showIcon title={say(outcome.words)} />
      ) : null}
      {content.pictures.length === 0 ? null : <Pictures one={one} />}
      <Part section="present-state">
        <Prose text={content.presentState} />
      </Part>
      <Part section="causes">
        <Causes one={one} />
      </Part>
      <Part section="measures">
        <Prose text={content.measuresText} />
        <Measures one={one} />
      </Part>
      <Part section="outcome">
        <Prose text={content.outcome.text} />
        {outcome.mark === 'unknown' ? null : <p className="quiet">{say(outcome.words)}</p>}
      </Part>
      <Part section="lessons">
        <Prose text={content.lessons} />
      </Part>
      {content.source === undefined ? null : (
        <Part section="source">
          <CitationNote citation={{ ...content.source, clause: content.source.clause ?? '' }} />
        </Part>
      )}
    </div>
  )
}

function Part({ section, children }: { readonly section: CaseSection; readonly children: ReactNode }) {
  const say = useSay()
  return (
    <Panel title={say(caseSections[section])} id={section}>
      {children}
    </Panel>
  )
}

function Prose({ text }: { readonly text: string }) {
  const say = useSay()
  return text === '' ? <p className="quiet">{say(words.nothing)}</p> : <p className="plan-prose">{text}</p>
}

function Pictures({ one }: { readonly one: SolvedCase }) {
  const say = useSay()
  const inOrder = one.content.pictures.toSorted(
    (a, b) => pictureTimeIds.indexOf(a.when) - pictureTimeIds.indexOf(b.when),
  )
  return (
    <Panel title={say(words.pictures)} id="pictures">
      <Image.PreviewGroup>
        <div className="case-pictures">
          {inOrder.map(({ attachmentId, sha256, when, caption }) => (
            <figure key={attachmentId}>
              <Image
                alt={caption === '' ? say(pictureTimes[when]) : caption}
                src={addressOf(getCasePicture, { params: { id: one.id, sha256 } })}
              />
              <figcaption>
                <strong>{say(pictureTimes[when])}</strong> {caption}
              </figcaption>
            </figure>
          ))}
        </div>
      </Image.PreviewGroup>
    </Panel>
  )
}

function Causes({ one: { content } }: { readonly one: SolvedCase }) {
  const say = useSay()
  return (
    <>
      {content.causes.length === 0 ? null : (
        <ul className="plan-causes">
          {content.causes.map(({ causeId, percent, note }) => (
            <li key={causeId}>
              <span>{say(causeName(causeId))}</span> {percent === undefined ? null : <Num value={percent} unit="%" />}
              {note === undefined ? null : <span className="quiet"> {note}</span>}
            </li>
          ))}
        </ul>
      )}
      {content.causesText === '' && content.causes.length > 0 ? null : <Prose text={content.causesText} />}
    </>
  )
}

function Measures({ one: { content } }: { readonly one: SolvedCase }) {
  const say = useSay()
  if (content.measures.length === 0) return null
  const isPriced = content.measures.some(({ quantity, costYuan }) => quantity !== undefined || costYuan !== undefined)
  if (!isPriced) {
    return (
      <ul className="plan-causes">
        {content.measures.map(({ measureId, note }) => (
          <li key={measureId}>
            {say(measureName(measureId))}
            {note === undefined ? null : <span className="quiet"> {note}</span>}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <ScrollArea label={say(caseSections.measures)}>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{say(words.measure)}</th>
            <th className="right">{say(words.quantity)}</th>
            <th className="right">{say(words.costYuan)}</th>
            <th>{say(words.note)}</th>
          </tr>
        </thead>
        <tbody>
          {content.measures.map(({ measureId, quantity, costYuan, note }, index) => {
            const known = measureOf(measureId)
            const unit = unitOf(measureId)
            return (
              <tr key={`${measureId} ${index}`}>
                <td>{known === undefined ? measureId : say(known.name)}</td>
                <td className="right">
                  <Num value={quantity} unit={unit === undefined ? '' : say(unit)} digits={2} />
                </td>
                <td className="right">
                  <Num value={costYuan} digits={2} />
                </td>
                <td>{note}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollArea>
  )
}
