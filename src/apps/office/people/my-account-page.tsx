import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { permissionIds, permissions } from '../../../domain/permissions.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { peopleWords as words } from './people-words.ts'
import { RegionName } from './region-name.tsx'
import { TokensPanel } from './tokens-panel.tsx'
import './people.css'

/** Who I am here, my password, and the tokens in my name. */
export default function MyAccountPage() {
  const say = useSay()
  const account = useAccount()
  const held = permissionIds.filter(permission => account.may(permission))
  return (
    <div className="stack">
      <PageHeader title={say(words.mine)} />
      <div className="my-account">
        <Panel title={say(words.mineAccount)}>
          <FactList
            lines={[
              { label: say(words.name), value: account.displayName },
              { label: say(words.username), value: account.username },
              { label: say(words.role), value: say(account.roleName) },
              { label: say(words.organisation), value: account.organisationName },
              { label: say(words.region), value: <RegionName code={account.regionCode} />, wide: true },
              {
                label: say(words.mineRights),
                value: held.map(permission => say(permissions[permission])).join(say({ zh: '、', en: ', ' })),
                wide: true,
              },
            ]}
          />
        </Panel>
        <Panel title={say(words.minePassword)}>
          <OwnPassword />
        </Panel>
      </div>
      <TokensPanel />
    </div>
  )
}

function OwnPassword() {
  const say = useSay()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const [round, setRound] = useState(0)
  return (
    <ChangePasswordForm
      key={round}
      onChanged={session => {
        cache.setQueryData(['session'], session)
        void message.success(say(words.minePasswordDone))
        setRound(round + 1)
      }}
    />
  )
}
