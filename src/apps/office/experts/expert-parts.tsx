import { Link } from '@tanstack/react-router'
import { personWords } from '../../../domain/person-label.ts'
import type { Bilingual } from '../../../domain/words.ts'
import type { ExpertLabel, ExpertLoad, WaterHelp } from '../../../experts/contract.ts'
import { helpPhaseIds, phaseCovers, type PhaseCover } from '../../../experts/rules.ts'
import { visitPhases } from '../../../works/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { expertsWords as words } from './experts-words.ts'
import './experts.css'

/** For tables that leave the page, titles and dialogs. */
export function expertWords({ person, organisation }: ExpertLabel): Bilingual {
  if (person !== undefined) return personWords(person)
  return organisation === undefined ? words.unnamed : { zh: organisation, en: organisation }
}

/** The expert's name, which opens their page. */
export function ExpertName({ expert }: { readonly expert: ExpertLabel }) {
  const say = useSay()
  return (
    <Link to={`/experts/${expert.id}`} className="long-name">
      {expert.person === undefined ? say(expertWords(expert)) : <PersonName person={expert.person} />}
    </Link>
  )
}

/** Names of experts, one below the other; a mark where there are none. */
export function ExpertNames({ experts }: { readonly experts: readonly ExpertLabel[] }) {
  const say = useSay()
  if (experts.length === 0) return <Mark tone="amber">{say(words.noneAssigned)}</Mark>
  return (
    <span className="expert-names">
      {experts.map(expert => (
        <ExpertName key={expert.id} expert={expert} />
      ))}
    </span>
  )
}

type Tone = { readonly tone?: 'red' | 'amber' | 'green' }

const coverTones = {
  visited: { tone: 'green' },
  planned: {},
  due: { tone: 'amber' },
  missed: { tone: 'red' },
  ahead: {},
} as const satisfies Record<PhaseCover, Tone>

/** Which phases of a water an expert has visited; the present one stands out. */
export function CoverMarks({ help }: { readonly help: WaterHelp }) {
  const say = useSay()
  const { cover } = help
  if (cover === undefined) return <span className="quiet">{say(words.noHelp)}</span>
  return (
    <span className="cover-marks">
      {helpPhaseIds.map(phase => (
        <Mark key={phase} {...coverTones[cover[phase]]} {...(phase === help.phase ? { className: 'cover-now' } : {})}>
          {say(visitPhases[phase])} · {say(phaseCovers[cover[phase]])}
        </Mark>
      ))}
    </span>
  )
}

/** For tables that leave the page. */
export function coverWords({ cover }: WaterHelp): Bilingual {
  if (cover === undefined) return words.noHelp
  const parts = helpPhaseIds.map(phase => ({ phase: visitPhases[phase], cover: phaseCovers[cover[phase]] }))
  return {
    zh: parts.map(({ phase, cover: covered }) => `${phase.zh}${covered.zh}`).join('，'),
    en: parts.map(({ phase, cover: covered }) => `${phase.en}: ${covered.en}`).join(', '),
  }
}

/** Waters against the limit, as a bar with its numbers. */
export function LoadBar({ load: { waters, most, over } }: Pick<ExpertLoad, 'load'>) {
  const say = useSay()
  return (
    <span className="load">
      <span className="load-track" aria-hidden>
        <span
          className={`load-bar${over ? ' over' : ''}`}
          style={{ width: `${Math.min(100, (100 * waters) / most)}%` }}
        />
      </span>
      <span className="number">{say(words.loadOf(waters, most))}</span>
      {over ? <Mark tone="red">{say(words.overLimit)}</Mark> : null}
    </span>
  )
}

/** A number, and how many of it are late. */
export function WithLate({ count, late }: { readonly count: number; readonly late: number }) {
  const say = useSay()
  return (
    <span className="with-late">
      <span className="number">{count}</span>
      {late === 0 ? null : <Mark tone="red">{say(words.lateCount(late))}</Mark>}
    </span>
  )
}
