import { DownloadOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Popover, Skeleton, Table } from 'antd'
import { useState, type ReactNode } from 'react'
import { saveCsv, saveXlsx, type Cell, type TableFile } from '../export/table-file.ts'
import { usePhone } from '../hooks/use-phone.ts'
import { useScrollFocus } from '../hooks/use-scroll-focus.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { DataCards } from './data-cards.tsx'
import { EmptyState } from './empty-state.tsx'
import { ProblemAlert } from './problem-alert.tsx'
import { actionColumn, antColumn, rowBehaviour } from './table-parts.tsx'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  /** What is exported and sorted by; `undefined` and `null` leave the cell empty. */
  readonly value: (row: Row) => Cell
  /** What is shown, where it is more than the value. */
  readonly render?: (row: Row) => ReactNode
  readonly width?: number
  readonly align?: 'left' | 'right' | 'center'
  /** Sorted here on the page. Tables that hold only part of the rows leave it out and sort on the platform. */
  readonly sortable?: boolean
  /** Cannot be hidden; the first such column is the title of a card on a phone. */
  readonly always?: boolean
  readonly hiddenAtFirst?: boolean
}

export type DataTableProps<Row> = {
  /** What the table is: name of exported files and label for screen readers. */
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  readonly error?: unknown
  readonly onRetry?: () => unknown
  readonly loading?: boolean
  readonly empty?: { readonly title: string; readonly hint?: ReactNode; readonly action?: ReactNode }
  /** Makes rows reachable with the keyboard (Enter opens) and clickable. */
  readonly onOpen?: (row: Row) => void
  readonly chosen?: string | undefined
  /** Buttons and links of a row: its last cell, the foot of its card on a phone; never exported, never hidden. */
  readonly renderActions?: (row: Row) => ReactNode
  /** More tools at the left of the toolbar. */
  readonly tools?: ReactNode
  readonly count?: ReactNode
  /** More can be fetched: what is here is not all. */
  readonly isBeginning?: boolean
  /** Replaces the page's own export, where the platform exports more rows than are shown. */
  readonly exportMenu?: ReactNode
  readonly pageSize?: number
  readonly summary?: ReactNode
}

/**
 * The dense table of every page: sorting, column choice, export as CSV and Excel, keyboard, skeleton, empty and error states;
 * cards on a phone.
 *
 * @example
 * <DataTable name={say(words.title)} columns={columns} rows={query.data?.items} rowKey={row => row.id}
 *   error={query.error} onRetry={query.refetch} onOpen={row => open(row.id)} empty={{ title: ..., hint: ... }} />
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const phone = usePhone()
  const frame = useScrollFocus<HTMLDivElement>()
  const { columns, rows, rowKey, name } = props
  const [hidden, setHidden] = useHiddenColumns(columns)
  const shown = columns.filter(column => column.always === true || !hidden.has(column.key))
  if (props.error !== undefined && props.error !== null) {
    return (
      <div style={{ padding: 16 }}>
        <ProblemAlert error={props.error} onRetry={props.onRetry} />
      </div>
    )
  }
  return (
    <div className="data-table" ref={frame}>
      <TableTools {...props} hidden={hidden} onHide={setHidden} shown={shown} />
      {rows === undefined ? (
        <Skeleton active paragraph={{ rows: 6 }} title={false} style={{ padding: 16 }} />
      ) : rows.length === 0 ? (
        <NothingHere empty={props.empty} />
      ) : phone ? (
        <DataCards {...props} rows={rows} columns={shown} />
      ) : (
        <Table<Row>
          size="small"
          aria-label={name}
          dataSource={[...rows]}
          columns={[...shown.map(antColumn), ...actionColumn(props.renderActions)]}
          rowKey={rowKey}
          loading={props.loading ?? false}
          pagination={
            rows.length <= (props.pageSize ?? 50)
              ? false
              : {
                  defaultPageSize: props.pageSize ?? 50,
                  showSizeChanger: true,
                  size: 'small',
                  style: { paddingInline: 12 },
                }
          }
          scroll={{ x: 'max-content' }}
          {...rowBehaviour({ rowKey, onOpen: props.onOpen, chosen: props.chosen })}
          {...(props.summary === undefined ? {} : { summary: () => props.summary })}
        />
      )}
    </div>
  )
}

function NothingHere({ empty }: { readonly empty: DataTableProps<object>['empty'] }) {
  const say = useSay()
  return <EmptyState {...(empty ?? { title: say(common.emptyTitle) })} />
}

function TableTools<Row>(
  props: DataTableProps<Row> & {
    readonly hidden: ReadonlySet<string>
    readonly shown: readonly Column<Row>[]
    readonly onHide: (hidden: ReadonlySet<string>) => void
  },
) {
  const say = useSay()
  const rows = props.rows ?? []
  return (
    <div className="table-tools">
      {props.tools}
      <span className="table-count">
        {props.count ??
          (props.rows === undefined
            ? ''
            : say((props.isBeginning === true ? common.rowsSoFar : common.rows)(rows.length)))}
      </span>
      <span className="table-buttons">
        <ColumnChoice columns={props.columns} hidden={props.hidden} onHide={props.onHide} />
        {props.exportMenu ?? <ExportMenu disabled={rows.length === 0} table={() => tableFileOf(props, props.shown)} />}
      </span>
    </div>
  )
}

function tableFileOf<Row>({ name, rows }: DataTableProps<Row>, shown: readonly Column<Row>[]): TableFile {
  return {
    name,
    headers: shown.map(({ title }) => title),
    rows: (rows ?? []).map(row => shown.map(column => column.value(row))),
  }
}

/** Saves what a table shows. */
export function ExportMenu({ table, disabled }: { readonly table: () => TableFile; readonly disabled: boolean }) {
  const say = useSay()
  const items = [
    { key: 'xlsx', label: say(common.exportXlsx) },
    { key: 'csv', label: say(common.exportCsv) },
  ]
  const save = ({ key }: { key: string }) => (key === 'csv' ? saveCsv(table()) : void saveXlsx(table()))
  return (
    <Dropdown menu={{ items, onClick: save }} trigger={['click']} disabled={disabled}>
      <Button size="small" icon={<DownloadOutlined />}>
        {say(common.export)}
      </Button>
    </Dropdown>
  )
}

export function ColumnChoice<Row>(props: {
  readonly columns: readonly Column<Row>[]
  readonly hidden: ReadonlySet<string>
  readonly onHide: (hidden: ReadonlySet<string>) => void
}) {
  const say = useSay()
  const choices = props.columns.filter(column => column.always !== true)
  if (choices.length < 2) return null
  const content = (
    <Checkbox.Group
      style={{ flexDirection: 'column', gap: 6 }}
      options={choices.map(({ key, title }) => ({ value: key, label: title }))}
      value={choices.filter(({ key }) => !props.hidden.has(key)).map(({ key }) => key)}
      onChange={kept => props.onHide(new Set(choices.map(({ key }) => key).filter(key => !kept.includes(key))))}
    />
  )
  return (
    <Popover content={content} trigger="click" placement="bottomRight" title={say(common.columns)}>
      <Button size="small" icon={<SettingOutlined />}>
        {say(common.columns)}
      </Button>
    </Popover>
  )
}

/** Column choice, remembered in this browser for each set of columns. */
export function useHiddenColumns<Row>(
  columns: readonly Column<Row>[],
): readonly [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const key = `jiuqing.columns.${columns.map(column => column.key).join('-')}`
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    const kept = localStorage.getItem(key)
    return new Set(
      kept === null
        ? columns.filter(column => column.hiddenAtFirst === true).map(column => column.key)
        : kept.split(','),
    )
  })
  const keep = (next: ReadonlySet<string>) => {
    localStorage.setItem(key, [...next].join(','))
    setHidden(next)
  }
  return [hidden, keep]
}
