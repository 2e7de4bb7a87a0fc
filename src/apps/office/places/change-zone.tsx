import { useQueryClient } from '@tanstack/react-query'
import { App, Form } from 'antd'
import { changeZone } from '../../../places/zones/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { RegionList } from '../../shared/components/region-list.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { placesWords as words } from './places-words.ts'
import type { Zone } from './zones-panel.tsx'

/** Towns join or leave a zone, for a stated reason. */
export function ChangeZone({ zone, onClose }: { readonly zone: Zone; readonly onClose: () => void }) {
  const say = useSay()
  const account = useAccount()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const known = new Map([...zone.towns, ...zone.formerTowns].map(({ statistical, name }) => [statistical, name]))
  return (
    <ReasonDialog<{ towns: readonly string[] }>
      open
      title={say(words.changeZoneTitle(zone.name))}
      explain={say(words.changeZoneExplain)}
      initialValues={{ towns: zone.towns.map(({ statistical }) => statistical) }}
      onClose={onClose}
      onSubmit={async ({ towns, reason }) => {
        const changed = await call(changeZone, { params: { code: zone.code }, body: { towns: [...towns], reason } })
        await cache.invalidateQueries()
        void message.success(say(words.zoneSaved(changed.name, changed.accounts)))
      }}
    >
      <Form.Item name="towns" label={say(words.zoneTowns)}>
        <RegionList level="town" within={account.regionCode} names={known} label={say(words.addTown)} />
      </Form.Item>
    </ReasonDialog>
  )
}
