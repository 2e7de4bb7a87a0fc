import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { listAccounts, postAccount } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { AccountFields } from './account-fields.tsx'
import { OneTimePassword, type ShownPassword } from './one-time-password.tsx'
import { peopleWords as words } from './people-words.ts'

type Values = z.input<NonNullable<(typeof postAccount)['body']>>

/** A form for one account; afterwards the password, shown once. */
export function NewAccountDrawer(props: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const cache = useQueryClient()
  const saving = useDoing()
  const [shown, setShown] = useState<ShownPassword>()
  const [form] = Form.useForm<Values>()
  const save = (values: Values) =>
    saving.run(async () => {
      const { account, oneTimePassword } = await call(postAccount, { body: withoutBlanks(values) })
      setShown({ name: account.displayName, username: account.username, password: oneTimePassword })
      await cache.invalidateQueries({ queryKey: answerKey(listAccounts) })
    })
  const close = () => {
    setShown(undefined)
    saving.forget()
    form.resetFields()
    props.onClose()
  }
  return (
    <>
      <Drawer
        open={props.open && shown === undefined}
        onClose={close}
        size={480}
        title={say(words.newAccount)}
        footer={
          <div className="row-actions">
            <Button type="primary" htmlType="submit" form="new-account" loading={saving.busy}>
              {say(words.create)}
            </Button>
            <Button onClick={close}>{say(common.cancel)}</Button>
          </div>
        }
      >
        <Form<Values> id="new-account" form={form} layout="vertical" onFinish={values => void save(values)}>
          <AccountFields withUsername />
          {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
        </Form>
      </Drawer>
      <OneTimePassword shown={shown} onClose={close} />
    </>
  )
}
