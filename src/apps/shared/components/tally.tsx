import type { ReactNode } from 'react'

export type Figure = {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
  readonly tone?: 'good' | 'warn' | 'bad' | undefined
}

/** A strip of numbers, each with its label and, where it needs one, a note below. */
export function Tally({ figures, label }: { readonly figures: readonly Figure[]; readonly label: string }) {
  return (
    <section className="tally" aria-label={label}>
      {figures.map(({ label, value, note, tone }) => (
        <div key={label}>
          <span className="tally-label">{label}</span>
          <span className={`tally-value ${tone ?? ''}`}>{value}</span>
          {note === undefined ? null : <span className="tally-note">{note}</span>}
        </div>
      ))}
    </section>
  )
}
