import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { getAccountTemplate, importAccounts, maxImportBytes } from '../../../people/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { addressOf, call } from '../../shared/client.ts'
import { CellFaults, SoundImport } from '../../shared/components/checked-import.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccountsChanged } from './use-accounts-changed.ts'
import { peopleWords as words } from './people-words.ts'
import { RegionName } from './region-name.tsx'
import './people.css'

type Report = AnswerOf<typeof importAccounts>

/** Accounts from a workbook: checked first, created all together, passwords shown once. */
export default function AccountsImportPage() {
  const say = useSay()
  const changed = useAccountsChanged()
  const sending = useDoing()
  const [held, setHeld] = useState<{ readonly file: File; readonly report: Report }>()
  const check = (file: File) => {
    setHeld(undefined)
    return sending.run(async () => {
      setHeld({ file, report: await call(importAccounts, { query: { dryRun: 'true' }, body: file }) })
    })
  }
  const create = (file: File) =>
    sending.run(async () => {
      setHeld({ file, report: await call(importAccounts, { query: { dryRun: 'false' }, body: file }) })
      await changed()
    })
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/people' }]}
        title={say(words.importTitle)}
        subtitle={say(words.importLead)}
        actions={
          <Button icon={<DownloadOutlined />} href={addressOf(getAccountTemplate)}>
            {say(words.template)}
          </Button>
        }
      />
      <section className="panel accounts-drop">
        <FileDrop
          accept=".xlsx,.xls,.csv"
          maxBytes={maxImportBytes}
          title={say(words.dropAccounts)}
          hint={say(words.dropAccountsHint)}
          busy={sending.busy}
          onFile={check}
        />
      </section>
      {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
      {held === undefined ? null : (
        <Outcome report={held.report} busy={sending.busy} onCreate={() => void create(held.file)} />
      )}
    </div>
  )
}

function Outcome(props: { readonly report: Report; readonly busy: boolean; readonly onCreate: () => void }) {
  const say = useSay()
  const { report } = props
  const { read, problems } = report
  if (problems.length > 0) {
    const title = say(words.checkedProblems(read, problems.length))
    const columns = { ...words, fault: words.problem }
    return <CellFaults title={title} remedy={say(words.fixAndRetry)} words={columns} problems={problems} />
  }
  const names = report.organisationsCreated.map(({ name }) => name).join(say({ zh: '、', en: ', ' }))
  const rows = report.created.length
  return (
    <>
      <SoundImport
        dryRun={report.dryRun}
        title={say(report.dryRun ? words.checked(rows) : words.createdAll(rows))}
        description={
          <>
            {names === '' ? null : <p>{say(words.newOrganisations(names))}</p>}
            {report.dryRun ? null : <p>{say(words.passwordOnce)}</p>}
          </>
        }
        take={say(words.createAll(rows))}
        busy={props.busy}
        onTake={props.onCreate}
      />
      <Panel title={say(words.tabAccounts)} flush>
        <CreatedTable report={report} />
      </Panel>
    </>
  )
}

type Created = Report['created'][number]

/** After creation its export carries the one-time passwords: the only chance to take them along. */
function CreatedTable({ report }: { readonly report: Report }) {
  const say = useSay()
  const columns: readonly Column<Created>[] = [
    { key: 'name', title: say(words.name), value: row => row.displayName, always: true, width: 140 },
    { key: 'row', title: say(words.row), value: row => row.row, align: 'right', width: 70 },
    { key: 'username', title: say(words.username), value: row => row.username, width: 150 },
    { key: 'role', title: say(words.role), value: row => say(row.roleName), width: 160 },
    { key: 'organisation', title: say(words.organisation), value: row => row.organisationName, width: 220 },
    {
      key: 'region',
      title: say(words.region),
      value: row => row.regionCode,
      render: row => <RegionName code={row.regionCode} />,
      width: 220,
    },
    ...(report.dryRun
      ? []
      : [{ key: 'password', title: say(words.password), value: (row: Created) => row.oneTimePassword, width: 170 }]),
  ]
  return (
    <DataTable
      name={say(words.importTitle)}
      columns={columns}
      rows={report.created}
      rowKey={row => String(row.row)}
      pageSize={100}
    />
  )
}
