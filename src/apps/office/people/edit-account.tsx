import { App, Button, Form, Input } from 'antd'
import { patchAccount, type Account } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccountsChanged } from './use-accounts-changed.ts'
import { AccountFields } from './account-fields.tsx'
import { peopleWords as words } from './people-words.ts'

type Values = {
  readonly displayName: string
  readonly role: Account['role']
  readonly organisationId: string
  readonly regionCode: string
  readonly phone?: string
  readonly email?: string
  readonly reason: string
}

/** Changes an account; only what differs is sent, with the reason. */
export function EditAccount({ account, onDone }: { readonly account: Account; readonly onDone: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAccountsChanged()
  const saving = useDoing()
  const save = async (values: Values) => {
    const done = await saving.run(async () => {
      await call(patchAccount, { params: { id: account.id }, body: changesOf(account, values) })
      await changed()
    })
    if (!done) return
    void message.success(say(words.saved))
    onDone()
  }
  return (
    <Form<Values>
      layout="vertical"
      onFinish={values => void save(values)}
      initialValues={{
        displayName: account.displayName,
        role: account.role,
        organisationId: account.organisationId,
        regionCode: account.regionCode,
        phone: account.phone ?? undefined,
        email: account.email ?? undefined,
      }}
    >
      <AccountFields withUsername={false} />
      <Form.Item
        name="reason"
        label={say(common.reason)}
        extra={say(common.reasonHint)}
        rules={[{ required: true, whitespace: true, min: 4, message: say(common.reasonNeeded) }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
      <div className="row-actions">
        <Button type="primary" htmlType="submit" loading={saving.busy}>
          {say(common.save)}
        </Button>
        <Button onClick={onDone}>{say(common.cancel)}</Button>
      </div>
    </Form>
  )
}

function changesOf(account: Account, values: Values) {
  const { displayName, role, organisationId, regionCode, reason } = values
  const phone = blankAsNull(values.phone)
  const email = blankAsNull(values.email)
  return {
    reason,
    ...(displayName === account.displayName ? {} : { displayName }),
    ...(role === account.role ? {} : { role }),
    ...(organisationId === account.organisationId ? {} : { organisationId }),
    ...(regionCode === account.regionCode ? {} : { regionCode }),
    ...(phone === account.phone ? {} : { phone }),
    ...(email === account.email ? {} : { email }),
  }
}

function blankAsNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim()
}
