import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { permissionIds, permissions, type Permission } from '../../../domain/permissions.ts'
import { deleteToken, listTokens, postToken } from '../../../people/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { policyAt } from '../../../policy/policy.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing, type Doing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { Secret } from './one-time-password.tsx'
import { peopleWords as words } from './people-words.ts'

type Token = AnswerOf<typeof listTokens>['items'][number]

/** API tokens: issued with as few rights as needed, for a limited time, revoked at once. */
export function TokensPanel() {
  const say = useSay()
  const tokens = useAnswer(listTokens)
  const revoking = useDoing()
  const [issuing, setIssuing] = useState(false)
  const [issued, setIssued] = useState<Issued>()
  return (
    <Panel
      title={say(words.tokens)}
      tools={<Button onClick={() => setIssuing(true)}>{say(words.newToken)}</Button>}
      flush
    >
      {revoking.error === undefined ? null : <ProblemAlert error={revoking.error} />}
      <DataTable
        name={say(words.tokens)}
        columns={useColumns()}
        rows={tokens.data?.items}
        rowKey={row => row.id}
        error={tokens.error}
        onRetry={tokens.refetch}
        renderActions={row => <Revoke token={row} revoking={revoking} />}
        empty={{ title: say(words.tokensEmpty), hint: say(words.tokensLead) }}
      />
      {issuing ? <NewToken onClose={() => setIssuing(false)} onIssued={setIssued} /> : null}
      <IssuedToken issued={issued} onClose={() => setIssued(undefined)} />
    </Panel>
  )
}

type Issued = { readonly label: string; readonly secret: string }

/** The token shown this once, with the header that carries it; closed only on purpose. */
function IssuedToken({ issued, onClose }: { readonly issued: Issued | undefined; readonly onClose: () => void }) {
  const say = useSay()
  return (
    <Modal
      open={issued !== undefined}
      title={`${say(words.secretTitle)} · ${issued?.label ?? ''}`}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {say(words.keptIt)}
        </Button>
      }
    >
      <p>{say(words.secretOnce)}</p>
      {issued === undefined ? null : <Secret text={issued.secret} />}
      <p className="note-line token-use">
        {say(words.secretUse)} <code>Authorization: Bearer jq_…</code>{' '}
        <a href="/api" target="_blank" rel="noreferrer">
          {say(words.apiPage)}
        </a>
      </p>
    </Modal>
  )
}

function useColumns(): readonly Column<Token>[] {
  const say = useSay()
  return [
    { key: 'label', title: say(words.label), value: row => row.label, always: true, width: 220 },
    { key: 'owner', title: say(words.owner), value: row => row.username, width: 130 },
    {
      key: 'rights',
      title: say(words.rights),
      value: row => row.permissions.map(permission => say(permissions[permission])).join(say({ zh: '、', en: ', ' })),
      width: 300,
    },
    {
      key: 'expires',
      title: say(words.expires),
      value: row => row.expiresAt,
      render: row => (
        <>
          <DateText at={row.expiresAt} />
          {Date.parse(row.expiresAt) > Date.now() ? null : <Mark tone="red">{say(words.expired)}</Mark>}
        </>
      ),
      sortable: true,
      width: 120,
    },
    {
      key: 'lastUsed',
      title: say(words.lastUsed),
      value: row => row.lastUsedAt ?? say(words.unused),
      render: row =>
        row.lastUsedAt === null ? (
          <span className="quiet">{say(words.unused)}</span>
        ) : (
          <DateText at={row.lastUsedAt} time />
        ),
      width: 150,
    },
  ]
}

function Revoke({ token, revoking }: { readonly token: Token; readonly revoking: Doing }) {
  const say = useSay()
  const cache = useQueryClient()
  const { modal, message } = App.useApp()
  const revoke = async () => {
    const done = await revoking.run(() => call(deleteToken, { params: { id: token.id } }))
    // After a refusal too: somebody else may have revoked it.
    await cache.invalidateQueries({ queryKey: answerKey(listTokens) })
    if (done) void message.success(say(words.revoked(token.label)))
  }
  const ask = () =>
    modal.confirm({
      title: say(words.revokeTitle),
      content: <span className="long-name">{say(words.revokeConfirm(token.label))}</span>,
      okText: say(words.revoke),
      okButtonProps: { danger: true },
      cancelText: say(common.cancel),
      onOk: revoke,
    })
  return (
    <Button type="link" danger size="small" aria-label={`${say(words.revoke)} ${token.label}`} onClick={ask}>
      {say(words.revoke)}
    </Button>
  )
}

type Values = { readonly label: string; readonly permissions: Permission[]; readonly expiresInDays: number }

/** Days that a token may live at most, by the policy of today. */
function longestToken(): number {
  return policyAt('accounts', chinaDate(new Date())).value.tokenMaxDays
}

function NewToken(props: { readonly onClose: () => void; readonly onIssued: (issued: Issued) => void }) {
  const say = useSay()
  const cache = useQueryClient()
  const tokenMaxDays = longestToken()
  const issue = async (body: Values) => {
    const { secret } = await call(postToken, { body })
    props.onIssued({ label: body.label, secret })
    await cache.invalidateQueries({ queryKey: answerKey(listTokens) })
  }
  return (
    <FormDialog<Values>
      title={say(words.newToken)}
      explain={<span className="note-line">{say(words.tokensLead)}</span>}
      saveLabel={say(words.issueIt)}
      initialValues={{ expiresInDays: Math.min(90, tokenMaxDays) }}
      onSave={issue}
      onClose={props.onClose}
    >
      <TokenFields tokenMaxDays={tokenMaxDays} />
    </FormDialog>
  )
}

function TokenFields({ tokenMaxDays }: { readonly tokenMaxDays: number }) {
  const say = useSay()
  const needed = { required: true, message: say(words.needed) }
  return (
    <>
      <Form.Item
        name="label"
        label={say(words.label)}
        extra={say(words.labelHint)}
        rules={[{ ...needed, whitespace: true }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="permissions"
        label={say(words.rights)}
        extra={say(words.rightsHint)}
        rules={[{ required: true, message: say(words.rightsNeeded) }]}
      >
        <RightsChoice />
      </Form.Item>
      <Form.Item
        name="expiresInDays"
        label={say(words.days)}
        extra={say(words.daysHint(tokenMaxDays))}
        rules={[needed]}
      >
        <InputNumber min={1} max={tokenMaxDays} precision={0} inputMode="numeric" style={{ width: 140 }} />
      </Form.Item>
    </>
  )
}

/** The rights of the own account. Takes no more from the form than a group of boxes may carry (no `aria-required`). */
function RightsChoice(props: {
  readonly id?: string
  readonly value?: Permission[]
  readonly onChange?: (permissions: Permission[]) => void
}) {
  const say = useSay()
  const account = useAccount()
  const held = permissionIds.filter(permission => account.may(permission))
  return (
    <span id={props.id}>
      <Checkbox.Group<Permission>
        className="token-rights"
        options={held.map(permission => ({ value: permission, label: say(permissions[permission]) }))}
        {...(props.value === undefined ? {} : { value: props.value })}
        onChange={chosen => props.onChange?.(chosen)}
      />
    </span>
  )
}
