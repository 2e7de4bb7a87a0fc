import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import type { CellProblem } from '../../../domain/shapes.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { useSay } from '../i18n/language.tsx'
import { DataTable } from './data-table.tsx'
import { Panel } from './page-header.tsx'

/** What an import of all rows or none came to: sound so far, with the button that takes it in, or taken in. */
export function SoundImport(props: {
  readonly dryRun: boolean
  readonly title: string
  readonly description: ReactNode
  readonly take: string
  readonly busy: boolean
  readonly onTake: () => void
}) {
  const { dryRun, title, description } = props
  return (
    <Alert
      type={dryRun ? 'info' : 'success'}
      showIcon
      title={title}
      description={description}
      action={
        dryRun ? (
          <Button type="primary" loading={props.busy} onClick={props.onTake}>
            {props.take}
          </Button>
        ) : null
      }
    />
  )
}

/** Every fault of a file that was not taken in, with its cell. */
export function CellFaults(props: {
  readonly title: string
  readonly remedy: string
  readonly words: { readonly cell: Bilingual; readonly sheet: Bilingual; readonly fault: Bilingual }
  readonly problems: readonly CellProblem[]
}) {
  const say = useSay()
  const { cell, sheet, fault } = props.words
  return (
    <Panel title={props.title} tools={props.remedy} flush>
      <DataTable
        name={say(fault)}
        columns={[
          { key: 'cell', title: say(cell), value: row => row.cell, always: true, width: 90 },
          { key: 'sheet', title: say(sheet), value: row => row.sheet, width: 140 },
          { key: 'fault', title: say(fault), value: row => say(row) },
        ]}
        rows={props.problems}
        rowKey={row => `${row.sheet} ${row.cell} ${row.code} ${row.zh}`}
      />
    </Panel>
  )
}
