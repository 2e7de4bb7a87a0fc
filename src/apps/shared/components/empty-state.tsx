import type { ReactNode } from 'react'

/** What stands where there is nothing: says so, and what to do next. */
export function EmptyState(props: {
  readonly title: string
  readonly hint?: ReactNode
  readonly action?: ReactNode
  /** Stands for a whole page: the title is its heading. */
  readonly page?: boolean
}) {
  return (
    <div className="empty-state">
      <svg width="96" height="56" viewBox="0 0 96 56" fill="none" aria-hidden="true">
        <ellipse cx="48" cy="40" rx="40" ry="11" fill="#e3f1f1" />
        <ellipse cx="48" cy="40" rx="25" ry="6.5" stroke="#9cc9cb" strokeWidth="1.5" />
        <ellipse cx="48" cy="40" rx="12" ry="3" stroke="#5fa6aa" strokeWidth="1.5" />
        <path d="M48 9c4 5 6 8.2 6 11.200a6 6 0 0 1-12 0C42 17.2 44 14 48 9Z" fill="#5fa6aa" />
      </svg>
      {props.page === true ? <h1>{props.title}</h1> : <strong>{props.title}</strong>}
      {props.hint === undefined ? null : <p>{props.hint}</p>}
      {props.action === undefined ? null : <div className="empty-action">{props.action}</div>}
    </div>
  )
}
