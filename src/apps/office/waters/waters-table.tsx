import { Button, Skeleton, Table, type TableColumnType } from 'antd'
import { useCallback, useState, type UIEvent } from 'react'
import type { WaterItem } from '../../../waters/contract.ts'
import { DataCards } from '../../shared/components/data-cards.tsx'
import { antColumn, rowBehaviour } from '../../shared/components/table-parts.tsx'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import type { LoadedWaters } from './use-waters.ts'
import type { WaterColumn } from './water-columns.tsx'
import { orderOf, sortOf, type WaterFilters } from './water-filters.ts'
import { watersWords as words } from './waters-words.ts'

/** Pixels before the end of what is loaded at which the next rows are asked for. */
const headroom = 900

/** The list: only the rows in sight exist, so that a hundred thousand scroll as ten do. */
export function WatersTable(props: {
  readonly waters: LoadedWaters
  readonly columns: readonly WaterColumn[]
  readonly filters: WaterFilters
  readonly onFilters: (change: Partial<WaterFilters>) => void
  readonly onOpen: (water: WaterItem) => void
}) {
  const { waters, columns, filters, onFilters } = props
  const say = useSay()
  const phone = usePhone()
  const [height, measure] = useHeight()
  if (waters.rows === undefined) {
    return <Skeleton active title={false} paragraph={{ rows: 12 }} style={{ padding: 16 }} />
  }
  if (phone) return <WaterCards {...props} rows={waters.rows} />
  const loadNearEnd = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const rest = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight
    if (rest < headroom) waters.loadMore()
  }
  return (
    <div className="waters-table data-table" ref={measure}>
      <Table<WaterItem>
        virtual
        size="small"
        aria-label={say(words.title)}
        rowKey="id"
        dataSource={[...waters.rows]}
        columns={columns.map(column => sortedColumn(column, filters))}
        pagination={false}
        showSorterTooltip={false}
        scroll={{ x: columns.reduce((sum, { width = 120 }) => sum + width, 0), y: Math.max(160, height - 42) }}
        onScroll={loadNearEnd}
        onChange={(_pages, _filters, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter
          const column = columns.find(({ key }) => key === columnKey)
          onFilters({ sort: sortOf(column?.sort, order) })
        }}
        {...rowBehaviour<WaterItem>({
          rowKey: row => row.id,
          onOpen: row => onFilters({ chosen: row.id }),
          onEnter: props.onOpen,
          chosen: filters.chosen,
        })}
      />
    </div>
  )
}

function sortedColumn(column: WaterColumn, filters: WaterFilters): TableColumnType<WaterItem> {
  const shown = antColumn(column)
  if (column.sort === undefined) return shown
  return { ...shown, sorter: true, sortOrder: orderOf(filters.sort ?? 'code', column.sort) }
}

function WaterCards(props: {
  readonly waters: LoadedWaters
  readonly rows: readonly WaterItem[]
  readonly columns: readonly WaterColumn[]
  readonly onOpen: (water: WaterItem) => void
}) {
  const say = useSay()
  const { waters } = props
  return (
    <>
      <DataCards
        name={say(words.title)}
        rows={props.rows}
        columns={props.columns}
        rowKey={row => row.id}
        onOpen={props.onOpen}
        all
      />
      {waters.hasMore ? (
        <div style={{ padding: 12, textAlign: 'center' }}>
          <Button loading={waters.loadingMore} onClick={waters.loadMore}>
            {say(common.more)}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** The height an element was given, in CSS pixels. */
function useHeight(): readonly [number, (element: HTMLElement | null) => (() => void) | undefined] {
  const [height, setHeight] = useState(560)
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [height, measure]
}
