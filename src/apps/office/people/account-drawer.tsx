import { App, Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { disableAccount, enableAccount, getAccount, resetPassword, type Account } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText, Missing } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AccountMark } from './account-mark.tsx'
import { EditAccount } from './edit-account.tsx'
import { HandOver } from './hand-over.tsx'
import { OneTimePassword, type ShownPassword } from './one-time-password.tsx'
import { peopleWords as words } from './people-words.ts'
import { RegionName } from './region-name.tsx'
import { useAccountsChanged } from './use-accounts-changed.ts'

/** One account: who it is, and what can be done with it. */
export function AccountDrawer(props: { readonly id: string | undefined; readonly onClose: () => void }) {
  const { id } = props
  const account = useAnswer(getAccount, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  return (
    <Drawer
      open={id !== undefined}
      onClose={props.onClose}
      size={500}
      title={<h2 className="drawer-title long-name">{account.data?.displayName ?? ''}</h2>}
      destroyOnHidden
    >
      {account.error === null ? null : <ProblemAlert error={account.error} onRetry={account.refetch} />}
      {account.data === undefined && account.error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {account.data === undefined ? null : <AccountView account={account.data} />}
    </Drawer>
  )
}

function AccountView({ account }: { readonly account: Account }) {
  const say = useSay()
  const [editing, setEditing] = useState(false)
  if (editing) return <EditAccount account={account} onDone={() => setEditing(false)} />
  return (
    <div className="stack">
      <FactList
        lines={[
          { label: say(words.username), value: account.username },
          { label: say(words.state), value: <AccountMark account={account} /> },
          { label: say(words.role), value: say(account.roleName) },
          { label: say(words.organisation), value: account.organisationName ?? <Missing /> },
          { label: say(words.region), value: <RegionName code={account.regionCode} />, wide: true },
          { label: say(words.phone), value: account.phone ?? <Missing /> },
          { label: say(words.email), value: account.email ?? <Missing /> },
          {
            label: say(words.lastSignIn),
            value: account.lastSignedInAt === null ? say(words.never) : <DateText at={account.lastSignedInAt} time />,
          },
          { label: say(words.created), value: <DateText at={account.createdAt} /> },
        ]}
      />
      {account.manageable ? (
        <AccountActions account={account} onEdit={() => setEditing(true)} />
      ) : (
        <p className="note-line">{say(words.notManageable)}</p>
      )}
    </div>
  )
}

function AccountActions({ account, onEdit }: { readonly account: Account; readonly onEdit: () => void }) {
  const say = useSay()
  const changed = useAccountsChanged()
  const [asking, setAsking] = useState<'switch' | 'handover'>()
  const { disabled } = account
  const own = account.id === useAccount().id
  const close = () => setAsking(undefined)
  return (
    <>
      <div className="row-actions account-actions">
        <Button type="primary" onClick={onEdit}>
          {say(words.edit)}
        </Button>
        {own ? null : <ResetPassword account={account} />}
        <Button onClick={() => setAsking('handover')}>{say(words.handOver)}</Button>
        {own ? null : (
          <Button danger={!disabled} onClick={() => setAsking('switch')}>
            {say(disabled ? words.enable : words.disable)}
          </Button>
        )}
      </div>
      {own ? <p className="note-line">{say(words.ownAccount)}</p> : null}
      <ReasonDialog
        open={asking === 'switch'}
        title={`${say(disabled ? words.enable : words.disable)} · ${account.displayName}`}
        explain={say(disabled ? words.enableExplain : words.disableExplain)}
        danger={!disabled}
        onClose={close}
        onSubmit={async ({ reason }) => {
          await call(disabled ? enableAccount : disableAccount, { params: { id: account.id }, body: { reason } })
          await changed()
        }}
      />
      <HandOver account={account} open={asking === 'handover'} onClose={close} />
    </>
  )
}

function ResetPassword({ account }: { readonly account: Account }) {
  const say = useSay()
  const { modal } = App.useApp()
  const changed = useAccountsChanged()
  const resetting = useDoing()
  const [shown, setShown] = useState<ShownPassword>()
  const ask = () =>
    modal.confirm({
      title: say(words.reset),
      content: say(words.resetConfirm(account.displayName)),
      okText: say(words.reset),
      cancelText: say(common.cancel),
      onOk: () =>
        resetting.run(async () => {
          const { oneTimePassword } = await call(resetPassword, { params: { id: account.id } })
          setShown({ name: account.displayName, username: account.username, password: oneTimePassword })
          await changed()
        }),
    })
  return (
    <>
      <Button loading={resetting.busy} onClick={ask}>
        {say(words.reset)}
      </Button>
      {resetting.error === undefined ? null : <ProblemAlert error={resetting.error} />}
      <OneTimePassword shown={shown} onClose={() => setShown(undefined)} />
    </>
  )
}
