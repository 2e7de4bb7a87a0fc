import { Alert, App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { PlacesImportReport } from '../../../places/contract.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { placesWords as words } from './places-words.ts'

type State = 'refused' | 'same' | 'sound' | 'imported'

const tones = { refused: 'error', same: 'info', sound: 'info', imported: 'success' } as const satisfies Record<
  State,
  string
>

/** What a file of divisions would change or has changed, and what is wrong in it. */
export function EditionReport(props: {
  readonly file: File
  readonly report: PlacesImportReport
  readonly busy: boolean
  readonly onKeep: () => Promise<unknown>
}) {
  const say = useSay()
  const { file, report } = props
  const state = stateOf(report)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' }) // the file was chosen above, and the answer stands below the screen
  }, [])
  const told = {
    refused: words.editionRefused(report.refused),
    same: words.editionSame,
    sound: words.dryRun,
    imported: words.imported,
  } as const satisfies Record<State, unknown>
  return (
    <div className="stack edition-report" ref={top}>
      <Alert
        type={tones[state]}
        showIcon
        title={[say(told[state]), report.edition === '' ? '' : `${say(words.edition)} ${report.edition}`]
          .filter(Boolean)
          .join(' · ')}
        description={
          <>
            <p className="long-name">{file.name}</p>
            {state === 'sound' ? <Keep {...props} /> : null}
          </>
        }
      />
      {report.problems.length === 0 ? null : <Problems report={report} />}
      {state === 'refused' ? null : <Changes report={report} />}
    </div>
  )
}

function stateOf({ dryRun, refused, created, updated, retired }: PlacesImportReport): State {
  if (refused > 0) return 'refused'
  if (!dryRun) return 'imported'
  return created + updated + retired === 0 ? 'same' : 'sound'
}

/** Imports on purpose: the question names the numbers, because divisions that are gone can no longer be chosen. */
function Keep(props: {
  readonly report: PlacesImportReport
  readonly busy: boolean
  readonly onKeep: () => Promise<unknown>
}) {
  const say = useSay()
  const { modal } = App.useApp()
  const ask = () =>
    modal.confirm({
      title: `${say(words.importNow)} · ${props.report.edition}`,
      content: `${say(words.importCounts(props.report))}${say(words.importConfirm)}`,
      okText: say(words.importNow),
      okButtonProps: { danger: props.report.retired > 0 },
      cancelText: say(common.cancel),
      onOk: props.onKeep,
    })
  return (
    <Button type="primary" loading={props.busy} onClick={ask}>
      {say(words.importNow)}
    </Button>
  )
}

function Changes({ report }: { readonly report: PlacesImportReport }) {
  const say = useSay()
  const first = report.changes.length === 0 && report.created > 0
  return (
    <>
      <Tally
        label={say(words.changes)}
        figures={[
          { label: say(words.created), value: <Num value={report.created} /> },
          { label: say(words.updated), value: <Num value={report.updated} /> },
          {
            label: say(words.retiredCount),
            value: <Num value={report.retired} />,
            tone: report.retired > 0 ? 'warn' : undefined,
          },
          { label: say(words.unchanged), value: <Num value={report.unchanged} /> },
        ]}
      />
      <DataTable
        name={say(words.changes)}
        columns={[
          { key: 'words', title: say(words.changes), value: row => say(row.words), always: true },
          { key: 'code', title: say(words.code), value: row => row.code, width: 150 },
        ]}
        rows={report.changes}
        rowKey={row => `${row.kind} ${row.code}`}
        empty={{ title: say(first ? words.firstEdition : words.noChanges) }}
      />
    </>
  )
}

function Problems({ report }: { readonly report: PlacesImportReport }) {
  const say = useSay()
  return (
    <DataTable
      name={say(words.problems)}
      columns={[
        {
          key: 'words',
          title: say(words.problems),
          value: row => say(row),
          render: row => <span className={`severity-${row.severity}`}>{say(row)}</span>,
          always: true,
        },
        {
          key: 'cell',
          title: say(words.cell),
          value: row => [row.sheet, row.cell].filter(Boolean).join(' '),
          width: 260,
        },
      ]}
      rows={report.problems}
      rowKey={row => `${row.sheet ?? ''} ${row.cell ?? ''} ${row.code} ${row.zh}`}
    />
  )
}
