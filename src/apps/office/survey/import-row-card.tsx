import { UndoOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ImportRow } from '../../../survey/import/contract.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { ImportDuplicate } from './import-duplicate.tsx'
import type { Drafts } from './import-drafts.ts'
import { importWords as words } from './import-words.ts'
import { useFieldName } from './use-field-name.ts'

type RowProblem = ImportRow['problems'][number]

const tones = { refused: 'red', undecided: 'amber', ready: undefined } as const satisfies Record<
  ImportRow['outcome'],
  string | undefined
>

/** One row that needs a person: its problems cell by cell, each with a field to correct it, and a likely duplicate beside it. */
export function ImportRowCard(props: {
  readonly importId: string
  readonly row: ImportRow
  readonly drafts: Drafts
  readonly editable: boolean
}) {
  const say = useSay()
  const { row, drafts, editable } = props
  const outcomes = { refused: words.refused, undecided: words.undecided, ready: words.showWarned } as const
  const tone = tones[row.outcome]
  const [all, setAll] = useState(false)
  return (
    <article className={`import-row ${row.outcome}`}>
      <header>
        <span className="import-row-number">{say(words.row(row.row))}</span>
        <h3 className="long-name">{row.name ?? say(words.unnamed)}</h3>
        <Mark {...(tone === undefined ? {} : { tone })}>{say(outcomes[row.outcome])}</Mark>
        <span className="quiet long-name import-row-place">
          {[row.written['county'], row.written['town'], row.written['village']].filter(Boolean).join(' · ')}
        </span>
        <span className="quiet import-row-sheet">{row.sheet}</span>
      </header>
      <ul className="import-cells">
        {byCell(row).map(({ cell, problems }) => (
          <li key={cell ?? 'row'}>
            <CellFix row={row} cell={cell} problems={problems} drafts={drafts} editable={editable} />
          </li>
        ))}
        {all
          ? otherCells(row).map(cell => (
              <li key={cell}>
                <CellFix row={row} cell={cell} problems={[]} drafts={drafts} editable />
              </li>
            ))
          : null}
      </ul>
      {row.match === undefined ? null : (
        <ImportDuplicate importId={props.importId} row={row} match={row.match} editable={editable} />
      )}
      {editable && otherCells(row).length > 0 ? (
        <Button type="link" size="small" className="import-other" aria-expanded={all} onClick={() => setAll(!all)}>
          {say(all ? words.hideCells : words.otherCells)}
        </Button>
      ) : null}
    </article>
  )
}

type CellProblems = { readonly cell: string | undefined; readonly problems: readonly RowProblem[] }

/** Problems gathered by cell, those about the whole row last. */
function byCell(row: ImportRow): readonly CellProblems[] {
  const groups = Map.groupBy(row.problems, problem => problem.cell)
  return [...groups]
    .map(([cell, problems]) => ({ cell, problems }))
    .sort((a, b) => Number(a.cell === undefined) - Number(b.cell === undefined))
}

function otherCells(row: ImportRow): readonly string[] {
  const shown = new Set(row.problems.map(({ cell }) => cell))
  return Object.values(row.cells).filter(cell => !shown.has(cell))
}

function CellFix(props: {
  readonly row: ImportRow
  readonly cell: string | undefined
  readonly problems: readonly RowProblem[]
  readonly drafts: Drafts
  readonly editable: boolean
}) {
  const say = useSay()
  const fieldName = useFieldName()
  const { row, cell, problems, drafts } = props
  const field = Object.entries(row.cells).find(([, address]) => address === cell)?.[0]
  const written = field === undefined ? undefined : row.written[field]
  const name = field === undefined ? '' : fieldName(field)
  return (
    <div className="cell-fix">
      <span className="cell-where">
        <code>{cell ?? say(words.wholeRow)}</code>
        <span className="cell-field">{name}</span>
      </span>
      {cell === undefined ? (
        <span />
      ) : (
        <CellText
          label={say(words.newText(cell, name))}
          written={written}
          draft={drafts.textOf(row.sheet, cell)}
          editable={props.editable}
          onDraft={text => drafts.write(row.sheet, cell, text === written ? undefined : text)}
        />
      )}
      <div className="cell-words">
        {problems.map(problem => (
          <p key={`${problem.code} ${problem.zh}`} className={`severity-${problem.severity}`}>
            {say(problem)}
          </p>
        ))}
      </div>
    </div>
  )
}

/** What was written, in the field where it is corrected; the original stays visible below once it is changed. */
function CellText(props: {
  readonly label: string
  readonly written: string | undefined
  readonly draft: string | undefined
  readonly editable: boolean
  readonly onDraft: (text: string | undefined) => void
}) {
  const say = useSay()
  const { written, draft } = props
  const original = written === undefined || written === '' ? say(words.emptyCell) : written
  if (!props.editable) return <span className="cell-written long-name">{original}</span>
  return (
    <span className={`cell-edit${draft === undefined ? '' : ' drafted'}`}>
      <span className="cell-edit-line">
        <Input
          size="small"
          aria-label={props.label}
          value={draft ?? written ?? ''}
          placeholder={say(words.emptyCell)}
          maxLength={2000}
          onChange={event => props.onDraft(event.target.value)}
        />
        {draft === undefined ? null : (
          <Button
            size="small"
            type="text"
            icon={<UndoOutlined />}
            aria-label={say(words.undoCell)}
            title={say(words.undoCell)}
            onClick={() => props.onDraft(undefined)}
          />
        )}
      </span>
      {draft === undefined ? null : (
        <span className="quiet long-name">
          {say(words.written)} {original}
        </span>
      )}
    </span>
  )
}
