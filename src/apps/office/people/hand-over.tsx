import { App, Checkbox, Form } from 'antd'
import { handOverAccount, type Account } from '../../../people/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { peopleWords as words } from './people-words.ts'
import { OpenWorkOf, untilMoved } from './open-work.tsx'
import { ReceiverPicker } from './receiver-picker.tsx'
import { useAccountsChanged } from './use-accounts-changed.ts'

/** Passes somebody's open work to a colleague. */
export function HandOver(props: { readonly account: Account; readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const me = useAccount()
  const changed = useAccountsChanged()
  const { account } = props
  // Nobody disables the own account: somebody else does, after the handover.
  const mayDisable = account.id !== me.id && !account.disabled
  return (
    <ReasonDialog<{ toAccountId: string; disable?: boolean }>
      open={props.open}
      title={`${say(words.handOver)} · ${account.displayName}`}
      explain={say(words.handOverExplain)}
      confirmLabel={say(words.handOver)}
      initialValues={{ disable: mayDisable }}
      onClose={props.onClose}
      onSubmit={async ({ toAccountId, disable = false, reason }) => {
        const body = { toAccountId, reason, disable }
        const { handoverId, to } = await call(handOverAccount, { params: { id: account.id }, body })
        const { moved, waiting } = await untilMoved(handoverId)
        const said =
          waiting === 0
            ? words.handedOver(to.displayName, moved)
            : words.handOverFollows(to.displayName, moved, waiting)
        void message.success(say(said))
        await changed()
      }}
    >
      <Form.Item
        name="toAccountId"
        label={say(words.handOverTo)}
        extra={say(words.handOverToHint)}
        rules={[{ required: true, message: say(words.handOverToNeeded) }]}
      >
        <ReceiverPicker giver={account} />
      </Form.Item>
      <OpenWorkOf account={account} />
      {mayDisable ? (
        <Form.Item name="disable" valuePropName="checked">
          <Checkbox>{say(words.handOverDisable)}</Checkbox>
        </Form.Item>
      ) : null}
    </ReasonDialog>
  )
}
