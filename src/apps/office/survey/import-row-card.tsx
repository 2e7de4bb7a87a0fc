import { SwapOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ImportRow } from '../../../survey/import/contract.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { cellsBySeverity, otherCells, swapOf, type CellProblems } from './import-cells.ts'
import { ImportDuplicate } from './import-duplicate.tsx'
import type { Drafts } from './import-drafts.ts'
import { importWords as words, standingWords } from './import-words.ts'
import { RegisterPlace } from './register-place.tsx'
import { useFieldName } from './use-field-name.ts'

const tones = { refused: 'red', undecided: 'amber', ready: undefined } as const satisfies Record<
  ImportRow['outcome'],
  string | undefined
>

type Props = {
  readonly importId: string
  readonly fileName: string
  readonly row: ImportRow
  readonly drafts: Drafts
  readonly editable: boolean
}

/** One row that needs a person: its problems cell by cell, each with a field to correct it, and a likely duplicate beside it. */
export function ImportRowCard(props: Props) {
  const say = useSay()
  const { row } = props
  const tone = tones[row.outcome]
  return (
    <article className={`import-row ${row.outcome}${isOpen(props) ? ' open' : ''}`}>
      <header>
        <span className="import-row-number">{say(words.row(row.row))}</span>
        <h3 className="long-name">{row.name ?? say(words.unnamed)}</h3>
        <Mark tone={tone}>{say(markOf(row))}</Mark>
        <span className="quiet long-name import-row-place">
          {[row.written['county'], row.written['town'], row.written['village']].filter(Boolean).join(' · ')}
        </span>
        <span className="quiet import-row-sheet">{row.sheet}</span>
      </header>
      <RowCells {...props} />
      {row.match === undefined ? null : <ImportDuplicate {...props} match={row.match} />}
    </article>
  )
}

/** A certain match decided itself: such a row stands with what else there is to say of it. */
function markOf({ standing, decision }: ImportRow) {
  return standing === 'undecided' && decision !== undefined ? words.settled : standingWords[standing].label
}

/** Still waits for a person: not decided, and nothing corrected in it since it was checked. */
function isOpen({ row, drafts }: Props): boolean {
  if (row.outcome === 'ready') return false
  return !Object.values(row.cells).some(cell => drafts.textOf(row.sheet, cell) !== undefined)
}

/** What must be corrected first, then what deserves a look; mere notes and sound cells on demand. */
function RowCells(props: Props) {
  const say = useSay()
  const { row, editable } = props
  const [more, setMore] = useState<'notes' | 'cells'>()
  const groups = cellsBySeverity(row)
  const shown = [
    ...groups.pressing,
    ...(more === 'notes' ? groups.notes : []),
    ...(more === 'cells' ? otherCells(row).map(cell => ({ cell, problems: [] })) : []),
  ]
  const toggle = (kind: 'notes' | 'cells') => setMore(more === kind ? undefined : kind)
  return (
    <>
      <ul className="import-cells">
        {shown.map(({ cell, problems }) => (
          <li key={cell ?? 'row'}>
            <CellFix {...props} cell={cell} problems={problems} />
          </li>
        ))}
      </ul>
      <div className="row-actions import-more">
        {groups.notes.length === 0 ? null : (
          <Button type="link" size="small" aria-expanded={more === 'notes'} onClick={() => toggle('notes')}>
            {say(more === 'notes' ? words.hideNotes : words.notes(groups.notes.length))}
          </Button>
        )}
        {editable && otherCells(row).length > 0 ? (
          <Button type="link" size="small" aria-expanded={more === 'cells'} onClick={() => toggle('cells')}>
            {say(more === 'cells' ? words.hideCells : words.otherCells)}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function CellFix(props: Props & Partial<CellProblems> & Pick<CellProblems, 'problems'>) {
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
          onDraft={text => drafts.write(row.sheet, cell, text === (written ?? '') ? undefined : text)}
        />
      )}
      <div className="cell-words">
        {problems.map(problem => (
          <p key={`${problem.code} ${problem.zh}`} className={`severity-${problem.severity}`}>
            {say(problem)}
          </p>
        ))}
        {props.editable ? <QuickFix {...props} field={field} /> : null}
      </div>
    </div>
  )
}

/** What can be put right with one click where the problem says how. */
function QuickFix(props: Props & Pick<CellProblems, 'problems'> & { readonly field: string | undefined }) {
  const say = useSay()
  const { row, drafts, field = '' } = props
  const has = (code: string) => props.problems.some(problem => problem.code === code)
  const swapped = has('coordinate.swapped') && !isOfferedAtLongitude(row, field) ? swapOf(row, field) : []
  return (
    <>
      {swapped.length === 0 ? null : (
        <Button
          size="small"
          onClick={() => swapped.forEach(({ cell, text }) => drafts.write(row.sheet, cell, text))}
          icon={<SwapOutlined />}
        >
          {say(words.swap)}
        </Button>
      )}
      {has('place.absent') && field === 'village' ? <RegisterPlace {...props} /> : null}
    </>
  )
}

/** Both cells of an end are named as swapped: one offer is enough. */
function isOfferedAtLongitude(row: ImportRow, field: string): boolean {
  if (!field.endsWith('Latitude')) return false
  const longitude = row.cells[field.replace('Latitude', 'Longitude')]
  return row.problems.some(({ code, cell }) => code === 'coordinate.swapped' && cell === longitude)
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
