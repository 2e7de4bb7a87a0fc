import { App, Checkbox, Form, Select } from 'antd'
import { useState } from 'react'
import { handOverAccount, listAccounts, type Account } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccountsChanged } from './use-accounts-changed.ts'
import { peopleWords as words } from './people-words.ts'

/** Passes somebody's open work to a colleague. */
export function HandOver(props: { readonly account: Account; readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAccountsChanged()
  const { account } = props
  return (
    <ReasonDialog<{ toAccountId: string; disable?: boolean }>
      open={props.open}
      title={`${say(words.handOver)} · ${account.displayName}`}
      explain={say(words.handOverExplain)}
      confirmLabel={say(words.handOver)}
      initialValues={{ disable: true }}
      onClose={props.onClose}
      onSubmit={async ({ toAccountId, disable, reason }) => {
        await call(handOverAccount, {
          params: { id: account.id },
          body: { toAccountId, reason, disable: disable ?? false },
        })
        void message.success(say(words.handedOver))
        await changed()
      }}
    >
      <Form.Item
        name="toAccountId"
        label={say(words.handOverTo)}
        rules={[{ required: true, message: say(words.needed) }]}
      >
        <AccountPicker except={account.id} />
      </Form.Item>
      <Form.Item name="disable" valuePropName="checked">
        <Checkbox>{say(words.handOverDisable)}</Checkbox>
      </Form.Item>
    </ReasonDialog>
  )
}

function AccountPicker(props: {
  readonly except: string
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly id?: string
}) {
  const say = useSay()
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const found = useAnswer(listAccounts, {
    query: { limit: 30, disabled: 'false', ...(asked === '' ? {} : { search: asked }) },
  })
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      value={props.value ?? null}
      placeholder={say(words.searchAccounts)}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      options={(found.data?.items ?? [])
        .filter(({ id }) => id !== props.except)
        .map(({ id, displayName, username, organisationName }) => ({
          value: id,
          label: [displayName, username, organisationName].filter(Boolean).join(' · '),
        }))}
      onChange={id => {
        if (id !== null) props.onChange?.(id)
      }}
    />
  )
}
