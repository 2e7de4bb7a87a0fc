import { Input, Select } from 'antd'
import { roleIds, roles } from '../../../domain/permissions.ts'
import { listAccounts, type Account } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AccountDrawer } from './account-drawer.tsx'
import { AccountMark } from './account-mark.tsx'
import type { PeopleSearch } from './people-search.ts'
import { peopleWords as words } from './people-words.ts'
import { RegionName } from './region-name.tsx'

type Props = { readonly search: PeopleSearch; readonly onSearch: (change: Partial<PeopleSearch>) => void }

/** Accounts by filter; a row opens what can be done with it. */
export function AccountsPanel({ search, onSearch }: Props) {
  const say = useSay()
  const filter = {
    ...(search.search === undefined || search.search.trim() === '' ? {} : { search: search.search }),
    ...(search.role === undefined ? {} : { role: search.role }),
    ...(search.region === undefined ? {} : { region: search.region }),
    ...(search.disabled === undefined ? {} : { disabled: search.disabled }),
  }
  const pages = usePages([...answerKey(listAccounts), filter], (cursor, signal) =>
    call(listAccounts, {
      query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <section className="panel">
      <AccountFilters search={search} onSearch={onSearch} />
      <DataTable
        name={say(words.tabAccounts)}
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => onSearch({ account: row.id })}
        chosen={search.account}
        empty={{ title: say(words.accountsEmpty), hint: say(words.accountsEmptyHint) }}
        pageSize={100}
      />
      <MoreRows pages={pages} />
      <AccountDrawer id={search.account} onClose={() => onSearch({ account: undefined })} />
    </section>
  )
}

function AccountFilters({ search, onSearch }: Props) {
  const say = useSay()
  const account = useAccount()
  return (
    <div className="filter-bar">
      <Input.Search
        className="wide"
        allowClear
        defaultValue={search.search}
        placeholder={say(words.searchAccounts)}
        aria-label={say(words.searchAccounts)}
        onSearch={text => onSearch({ search: text.trim() === '' ? undefined : text.trim() })}
      />
      <Select
        className="narrow"
        allowClear
        placeholder={say(words.anyRole)}
        aria-label={say(words.role)}
        value={search.role}
        options={roleIds.map(id => ({ value: id, label: say(roles[id].name) }))}
        onChange={role => onSearch({ role })}
      />
      <span className="narrow">
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          onChange={region => onSearch({ region })}
          placeholder={say(words.anyRegion)}
          label={say(words.region)}
        />
      </span>
      <Select
        className="narrow"
        allowClear
        placeholder={say(words.anyState)}
        aria-label={say(words.state)}
        value={search.disabled}
        options={[
          { value: 'false' as const, label: say(words.inUse) },
          { value: 'true' as const, label: say(words.disabled) },
        ]}
        onChange={disabled => onSearch({ disabled })}
      />
    </div>
  )
}

function useColumns(): readonly Column<Account>[] {
  const say = useSay()
  return [
    { key: 'name', title: say(words.name), value: row => row.displayName, always: true, width: 130 },
    { key: 'username', title: say(words.username), value: row => row.username, width: 110 },
    { key: 'role', title: say(words.role), value: row => say(row.roleName), width: 150 },
    { key: 'organisation', title: say(words.organisation), value: row => row.organisationName, width: 170 },
    {
      key: 'region',
      title: say(words.region),
      value: row => row.regionCode,
      render: row => <RegionName code={row.regionCode} />,
      width: 180,
    },
    { key: 'phone', title: say(words.phone), value: row => row.phone, width: 130 },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(row.disabled ? words.disabled : words.inUse),
      render: row => <AccountMark account={row} />,
      width: 140,
    },
    {
      key: 'lastSignIn',
      title: say(words.lastSignIn),
      value: row => row.lastSignedInAt,
      render: row =>
        row.lastSignedInAt === null ? (
          <span className="quiet">{say(words.never)}</span>
        ) : (
          <DateText at={row.lastSignedInAt} time />
        ),
      width: 150,
    },
  ]
}
