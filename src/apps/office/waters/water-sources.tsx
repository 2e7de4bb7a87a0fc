import { App, Button } from 'antd'
import { useState } from 'react'
import { removeSource, sourceKinds, type PollutionSource, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { useAccount } from '../../shared/session.tsx'
import { SourceDialog } from './source-dialog.tsx'
import { waterWords as words } from './water-words.ts'

/** Outlets, households, farms, facilities around the water. */
export function WaterSources({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const mayWrite = account.may('water.write')
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<PollutionSource>()
  return (
    <Panel
      title={say(words.sources)}
      id="sources"
      tools={
        mayWrite ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {say(words.addSource)}
          </Button>
        ) : null
      }
    >
      {water.sources.length === 0 ? <span className="quiet">{say(words.noSources)}</span> : null}
      <ul className="row-list">
        {water.sources.map(source => (
          <li key={source.id}>
            <Mark>{say(sourceKinds[source.kind])}</Mark>
            <span className="long-name">{source.name}</span>
            {source.quantity === undefined ? null : <Num value={source.quantity} unit={source.quantityUnit ?? ''} />}
            {source.note === undefined ? null : <span className="quiet long-name">{source.note}</span>}
            {mayWrite ? (
              <Button type="link" size="small" className="row-end" onClick={() => setRemoving(source)}>
                {say(common.remove)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? <SourceDialog water={water} onClose={() => setAdding(false)} /> : null}
      {removing === undefined ? null : <RemoveDialog source={removing} onClose={() => setRemoving(undefined)} />}
    </Panel>
  )
}

function RemoveDialog({ source, onClose }: { readonly source: PollutionSource; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  return (
    <ReasonDialog
      open
      danger
      title={`${say(words.removeSource)} · ${source.name}`}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await call(removeSource, { params: { id: source.id }, body: { reason } })
        await changed()
        void message.success(say(words.done))
      }}
    />
  )
}
