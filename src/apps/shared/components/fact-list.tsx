import type { ReactNode } from 'react'

export type FactLine = { readonly label: string; readonly value: ReactNode; readonly wide?: boolean }

/** Labels and values in columns that fold on a narrow page; lines without a value are left out. */
export function FactList({ lines }: { readonly lines: readonly (FactLine | undefined)[] }) {
  return (
    <dl className="fact-list">
      {lines.map(line =>
        line === undefined ? null : (
          <div key={line.label} className={line.wide === true ? 'wide' : undefined}>
            <dt>{line.label}</dt>
            <dd className="long-name">{line.value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
