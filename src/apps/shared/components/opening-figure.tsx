import { Num } from './numbers.tsx'
import './opening-figure.css'

/** A number that opens what it counts, on the same page. */
export function OpeningFigure(props: { readonly name: string; readonly count: number; readonly onOpen: () => void }) {
  return (
    <button type="button" className="figure-link" aria-label={`${props.name} ${props.count}`} onClick={props.onOpen}>
      <Num value={props.count} />
    </button>
  )
}
