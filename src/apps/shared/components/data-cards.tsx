import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import type { Column } from './data-table.tsx'

const step = 40

/** The rows of a table as cards, for narrow windows. */
export function DataCards<Row>(props: {
  readonly name: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly chosen?: string | undefined
  readonly renderActions?: (row: Row) => ReactNode
  /** Shows every row given: the caller loads more itself. */
  readonly all?: boolean
}) {
  const say = useSay()
  const [pages, setPages] = useState(1)
  const shown = props.all === true ? props.rows.length : pages * step
  return (
    <>
      <ul className="data-cards" aria-label={props.name}>
        {props.rows.slice(0, shown).map(row => (
          <li key={props.rowKey(row)}>
            <DataCard {...props} row={row} />
            {props.renderActions === undefined ? null : <div className="card-actions">{props.renderActions(row)}</div>}
          </li>
        ))}
      </ul>
      {props.rows.length <= shown ? null : (
        <div style={{ padding: 12, textAlign: 'center' }}>
          <Button onClick={() => setPages(pages + 1)}>{say(common.more)}</Button>
        </div>
      )}
    </>
  )
}

function DataCard<Row>(props: {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly chosen?: string | undefined
}) {
  const { row, columns, onOpen } = props
  const [title, ...others] = [...columns].sort((a, b) => Number(b.always ?? false) - Number(a.always ?? false))
  const content = (
    <>
      <span className="card-title long-name">
        {title === undefined ? null : onOpen === undefined ? shownIn(title, row) : title.value(row)}
      </span>
      {others
        .filter(column => ![null, undefined, ''].includes(blankable(column.value(row))))
        .map(column => (
          <span className="card-line" key={column.key}>
            <span>{column.title}</span>
            <span>{shownIn(column, row)}</span>
          </span>
        ))}
    </>
  )
  const className = `data-card${props.rowKey(row) === props.chosen ? ' chosen' : ''}`
  if (onOpen === undefined) return <div className={className}>{content}</div>
  return (
    <button type="button" className={className} onClick={() => onOpen(row)}>
      {content}
    </button>
  )
}

function blankable(value: unknown): string | null | undefined {
  return value === null || value === undefined ? value : String(value)
}

function shownIn<Row>(column: Column<Row>, row: Row) {
  return column.render === undefined ? column.value(row) : column.render(row)
}
