import { Checkbox } from 'antd'
import { useState } from 'react'
import type { ReadingsReport } from '../../../monitoring/import/contract.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { readingsImportWords as words, severityWords } from './readings-import-words.ts'

type Problem = ReadingsReport['problems'][number]

const order = { refuse: 0, warn: 1, info: 2 } as const satisfies Record<Problem['severity'], number>
const tones = { refuse: { tone: 'red' }, warn: { tone: 'amber' }, info: {} } as const

/** Every bad cell with its address, what is wrong and what to do; notes on how cells were read only where asked for. */
export function ReadingsProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const say = useSay()
  const count = (severity: Problem['severity']) => problems.filter(one => one.severity === severity).length
  const notes = count('info')
  const [withNotes, setWithNotes] = useState(notes === problems.length)
  const shown = problems
    .filter(({ severity }) => withNotes || severity !== 'info')
    .toSorted((a, b) => order[a.severity] - order[b.severity])
  return (
    <Panel title={say(words.problems)} tools={say(words.problemsCount(count('refuse'), count('warn')))} flush>
      <DataTable
        name={say(words.problems)}
        columns={useColumns()}
        rows={shown}
        rowKey={row => `${row.sheet} ${row.row} ${row.cell ?? ''} ${row.code} ${row.zh}`}
        pageSize={50}
        tools={
          notes === 0 || notes === problems.length ? null : (
            <Checkbox checked={withNotes} onChange={({ target }) => setWithNotes(target.checked)}>
              {say(words.notesToo(notes))}
            </Checkbox>
          )
        }
      />
    </Panel>
  )
}

function useColumns(): readonly Column<Problem>[] {
  const say = useSay()
  const where = ({ cell, row }: Problem) => cell ?? say(row > 0 ? words.rowOf(row) : words.wholeSheet)
  return [
    { key: 'cell', title: say(words.cell), value: where, always: true, width: 100 },
    {
      key: 'level',
      title: say(words.level),
      value: row => say(severityWords[row.severity]),
      render: row => <Mark {...tones[row.severity]}>{say(severityWords[row.severity])}</Mark>,
      width: 110,
    },
    { key: 'problem', title: say(words.problem), value: row => say(row) },
    { key: 'sheet', title: say(words.sheet), value: row => row.sheet, width: 140 },
  ]
}
