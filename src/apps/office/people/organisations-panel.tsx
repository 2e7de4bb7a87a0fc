import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { listOrganisations, postOrganisation, type Organisation } from '../../../people/contract.ts'
import { organisationKindIds, organisationKinds, type OrganisationKind } from '../../../people/rules.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { useAccountsChanged } from './use-accounts-changed.ts'
import { peopleWords as words } from './people-words.ts'
import { RegionName } from './region-name.tsx'

/** Bureaus, governments, laboratories, companies: who the accounts belong to. */
export function OrganisationsPanel() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<OrganisationKind>()
  const [creating, setCreating] = useState(false)
  const filter = { ...(search === '' ? {} : { search }), ...(kind === undefined ? {} : { kind }) }
  const pages = usePages([...answerKey(listOrganisations), filter], (cursor, signal) =>
    call(listOrganisations, {
      query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <section className="panel">
      <div className="filter-bar">
        <Input.Search
          className="wide"
          allowClear
          placeholder={say(words.searchOrganisations)}
          aria-label={say(words.searchOrganisations)}
          onSearch={text => setSearch(text.trim())}
        />
        <Select
          className="narrow"
          allowClear
          placeholder={say(words.anyKind)}
          aria-label={say(words.kind)}
          value={kind}
          options={kindOptions(say)}
          onChange={setKind}
        />
        {account.may('people.manage') ? (
          <Button onClick={() => setCreating(true)}>{say(words.newOrganisation)}</Button>
        ) : null}
      </div>
      <DataTable
        name={say(words.tabOrganisations)}
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        empty={{ title: say(words.organisationsEmpty) }}
      />
      <MoreRows pages={pages} />
      <NewOrganisation open={creating} onClose={() => setCreating(false)} />
    </section>
  )
}

function kindOptions(say: (text: { zh: string; en: string }) => string) {
  return organisationKindIds.map(id => ({ value: id, label: say(organisationKinds[id]) }))
}

function useColumns(): readonly Column<Organisation>[] {
  const say = useSay()
  return [
    { key: 'name', title: say(words.organisation), value: row => row.name, always: true, sortable: true, width: 260 },
    { key: 'kind', title: say(words.kind), value: row => say(row.kindName), sortable: true, width: 160 },
    {
      key: 'region',
      title: say(words.region),
      value: row => row.regionCode,
      render: row => <RegionName code={row.regionCode} />,
      width: 240,
    },
    {
      key: 'accounts',
      title: say(words.accountsIn),
      value: row => row.accounts,
      render: row => <Num value={row.accounts} />,
      align: 'right',
      sortable: true,
      width: 110,
    },
  ]
}

type Values = { readonly name: string; readonly kind: OrganisationKind; readonly regionCode: string }

function NewOrganisation(props: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const account = useAccount()
  const changed = useAccountsChanged()
  const saving = useDoing()
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async (body: Values) => {
    const done = await saving.run(async () => {
      await call(postOrganisation, { body })
      await changed()
    })
    if (done) props.onClose()
  }
  return (
    <Modal
      open={props.open}
      title={say(words.newOrganisation)}
      okText={say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'new-organisation', loading: saving.busy }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <Form<Values> id="new-organisation" layout="vertical" preserve={false} onFinish={values => void save(values)}>
        <Form.Item name="name" label={say(words.organisation)} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="kind" label={say(words.kind)} rules={needed}>
          <Select options={kindOptions(say)} />
        </Form.Item>
        <Form.Item name="regionCode" label={say(words.region)} rules={needed}>
          <RegionPicker within={account.regionCode} />
        </Form.Item>
      </Form>
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
    </Modal>
  )
}
