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
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
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
  const [issuing, setIssuing] = useState(false)
  const [secret, setSecret] = useState<string>()
  return (
    <Panel
      title={say(words.tokens)}
      tools={<Button onClick={() => setIssuing(true)}>{say(words.newToken)}</Button>}
      flush
    >
      <DataTable
        name={say(words.tokens)}
        columns={useColumns()}
        rows={tokens.data?.items}
        rowKey={row => row.id}
        error={tokens.error}
        onRetry={tokens.refetch}
        empty={{ title: say(words.tokensEmpty), hint: say(words.tokensLead) }}
      />
      <NewToken open={issuing} onClose={() => setIssuing(false)} onIssued={setSecret} />
      <Modal
        open={secret !== undefined}
        title={say(words.secretTitle)}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={() => setSecret(undefined)}>
            {say(words.keptIt)}
          </Button>
        }
      >
        <p>{say(words.secretOnce)}</p>
        {secret === undefined ? null : <Secret text={secret} />}
      </Modal>
    </Panel>
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
      render: row => <DateText at={row.expiresAt} />,
      sortable: true,
      width: 120,
    },
    {
      key: 'lastUsed',
      title: say(words.lastUsed),
      value: row => row.lastUsedAt,
      render: row =>
        row.lastUsedAt === null ? (
          <span className="quiet">{say(words.unused)}</span>
        ) : (
          <DateText at={row.lastUsedAt} time />
        ),
      width: 150,
    },
    { key: 'revoke', title: '', value: () => null, render: row => <Revoke token={row} />, width: 80 },
  ]
}

function Revoke({ token }: { readonly token: Token }) {
  const say = useSay()
  const cache = useQueryClient()
  const { modal, message } = App.useApp()
  const ask = () =>
    modal.confirm({
      title: say(words.revoke),
      content: say(words.revokeConfirm(token.label)),
      okText: say(words.revoke),
      okButtonProps: { danger: true },
      cancelText: say(common.cancel),
      onOk: async () => {
        await call(deleteToken, { params: { id: token.id } })
        await cache.invalidateQueries({ queryKey: answerKey(listTokens) })
        void message.success(say(words.saved))
      },
    })
  return (
    <Button type="link" danger size="small" onClick={ask}>
      {say(words.revoke)}
    </Button>
  )
}

type Values = { readonly label: string; readonly permissions: Permission[]; readonly expiresInDays: number }

/** Days that a token may live at most, by the policy of today. */
function longestToken(): number {
  return policyAt('accounts', chinaDate(new Date())).value.tokenMaxDays
}

function NewToken(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly onIssued: (secret: string) => void
}) {
  const say = useSay()
  const cache = useQueryClient()
  const account = useAccount()
  const issuing = useDoing()
  const tokenMaxDays = longestToken()
  const needed = [{ required: true, message: say(words.needed) }]
  const issue = async (body: Values) => {
    const done = await issuing.run(async () => {
      const { secret } = await call(postToken, { body })
      props.onIssued(secret)
      await cache.invalidateQueries({ queryKey: answerKey(listTokens) })
    })
    if (done) props.onClose()
  }
  return (
    <Modal
      open={props.open}
      title={say(words.newToken)}
      okText={say(words.newToken)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'new-token', loading: issuing.busy }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <p className="note-line">{say(words.tokensLead)}</p>
      <Form<Values>
        id="new-token"
        layout="vertical"
        preserve={false}
        initialValues={{ expiresInDays: Math.min(90, tokenMaxDays) }}
        onFinish={values => void issue(values)}
      >
        <Form.Item name="label" label={say(words.label)} extra={say(words.labelHint)} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="permissions" label={say(words.rights)} extra={say(words.rightsHint)} rules={needed}>
          <Checkbox.Group
            className="token-rights"
            options={permissionIds
              .filter(permission => account.may(permission))
              .map(permission => ({ value: permission, label: say(permissions[permission]) }))}
          />
        </Form.Item>
        <Form.Item name="expiresInDays" label={say(words.days)} rules={needed}>
          <InputNumber min={1} max={tokenMaxDays} precision={0} style={{ width: 140 }} />
        </Form.Item>
      </Form>
      {issuing.error === undefined ? null : <ProblemAlert error={issuing.error} />}
    </Modal>
  )
}
