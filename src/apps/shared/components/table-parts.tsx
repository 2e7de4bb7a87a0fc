import type { TableColumnType, TableProps } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Column } from './data-table.tsx'

/** A column as the table kit wants it. */
export function antColumn<Row extends object>(column: Column<Row>): TableColumnType<Row> {
  const { render, value, sortable } = column
  return {
    key: column.key,
    title: column.title,
    align: column.align ?? 'left',
    ...(column.width === undefined ? {} : { width: column.width }),
    render: (_value: unknown, row: Row) => (render === undefined ? value(row) : render(row)),
    ...(sortable === true ? { sorter: (a: Row, b: Row) => compareCells(value(a), value(b)) } : {}),
  }
}

/** The last column, where rows have buttons of their own. It has no name: the buttons have. */
export function actionColumn<Row extends object>(
  renderActions: ((row: Row) => ReactNode) | undefined,
): readonly TableColumnType<Row>[] {
  if (renderActions === undefined) return []
  return [{ key: 'actions', className: 'row-actions-cell', render: (_value: unknown, row: Row) => renderActions(row) }]
}

/** Numbers by size, words by the reading order of Chinese, missing values last. */
export function compareCells(a: unknown, b: unknown): number {
  const missing = Number(a === null || a === undefined) - Number(b === null || b === undefined)
  if (missing !== 0) return missing
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN')
}

/** Rows that open: reachable by Tab, moved along with the arrow keys, opened with Enter or a click. */
export function rowBehaviour<Row extends object>(props: {
  readonly rowKey: (row: Row) => string
  readonly onOpen: ((row: Row) => void) | undefined
  /** What Enter and a double click do, where a click only chooses. */
  readonly onEnter?: (row: Row) => void
  readonly chosen: string | undefined
}): Pick<TableProps<Row>, 'onRow' | 'rowClassName'> {
  const { onOpen, rowKey, chosen } = props
  const enter = props.onEnter ?? onOpen
  if (onOpen === undefined || enter === undefined) return {}
  return {
    rowClassName: row => (rowKey(row) === chosen ? 'openable chosen' : 'openable'),
    onRow: row => ({
      tabIndex: 0,
      onClick: () => onOpen(row),
      onDoubleClick: () => enter(row),
      onKeyDown: event => moveOrOpen(event, () => enter(row)),
    }),
  }
}

function moveOrOpen(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  if (event.key === 'Enter') open()
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const next = event.currentTarget[step[event.key]]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}
