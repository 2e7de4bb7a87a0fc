import { UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { shellWords } from './shell-words.ts'

export function AccountMenu() {
  const say = useSay()
  const phone = usePhone()
  const account = useAccount()
  const actions: Record<string, () => void> = {
    password: account.changePassword,
    reference: () => window.open('/api', '_blank', 'noopener'),
    out: () => void account.signOut(),
  }
  const items = [
    { key: 'password', label: say(shellWords.changePassword) },
    { key: 'reference', label: say(shellWords.apiReference) },
    { type: 'divider' as const },
    { key: 'out', label: say(shellWords.signOut) },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => actions[key]?.() }} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} aria-label={`${say(shellWords.account)} ${account.displayName}`}>
        {phone ? null : account.displayName}
      </Button>
    </Dropdown>
  )
}
