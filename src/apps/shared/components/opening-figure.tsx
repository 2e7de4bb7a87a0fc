import { Num } from './numbers.tsx'
import type { Figure } from './tally.tsx'
import './opening-figure.css'

/** A number that opens what it counts, on the same page. */
export function OpeningFigure(props: { readonly name: string; readonly count: number; readonly onOpen: () => void }) {
  return (
    <button type="button" className="figure-link" aria-label={`${props.name} ${props.count}`} onClick={props.onOpen}>
      <Num value={props.count} />
    </button>
  )
}

/** The same as a figure of a tally. @example <Tally figures={[openingFigure(say(words.late), late, () => open('late'))]} ... /> */
export function openingFigure(label: string, count: number, onOpen: () => void): Pick<Figure, 'label' | 'value'> {
  return { label, value: <OpeningFigure name={label} count={count} onOpen={onOpen} /> }
}
