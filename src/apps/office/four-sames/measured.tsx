import { Link } from '@tanstack/react-router'
import type { SupervisionList } from '../../../domain/waters.ts'
import {
  figureOf,
  measuredParts,
  sameMarks,
  valueOf,
  type FigureId,
  type KindFigureId,
  type Measured,
  type Sameness,
  type SameMark,
} from '../../../reports/four-sames/rules.ts'
import { Mark, type Tone } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'

/** Where a comparison was made: what its links keep. */
export type Where = { readonly regionCode?: string | undefined; readonly year?: number | undefined }

type Behind = { readonly figure: FigureId | KindFigureId; readonly list: SupervisionList; readonly kind?: string }

export function behindSearch({ regionCode, year }: Where, behind: Behind) {
  return { ...behind, ...(regionCode === undefined ? {} : { regionCode }), ...(year === undefined ? {} : { year }) }
}

/** A figure of one list: its number, which opens the waters, and what it was divided by. */
export function MeasuredCell(props: {
  readonly id: FigureId
  readonly list: SupervisionList
  readonly measured: Measured
  readonly where: Where
  readonly name: string
}) {
  const say = useSay()
  const entry = figureOf(props.id)
  const { value, detail } = measuredParts(entry, props.measured)
  if (valueOf(entry.kind, props.measured) === undefined) return <span className="quiet sames-detail">{say(value)}</span>
  return (
    <span className="sames-cell">
      <Link
        to="/four-sames/waters"
        search={behindSearch(props.where, { figure: props.id, list: props.list })}
        className="sames-value"
        aria-label={`${props.name} ${say(value)}`}
      >
        {say(value)}
      </Link>
      <span className="quiet sames-detail">{say(detail)}</span>
    </span>
  )
}

const tones = { look: 'amber', alike: 'green', 'too-few': undefined, nothing: undefined } as const satisfies Record<
  SameMark,
  Tone | undefined
>

/** The mark of a comparison, with why. */
export function SamenessNote({ sameness: { mark, words } }: { readonly sameness: Sameness }) {
  const say = useSay()
  return (
    <span className="sames-note">
      <Mark tone={tones[mark]}>{say(sameMarks[mark])}</Mark>
      <span className="quiet">{say(words)}</span>
    </span>
  )
}
