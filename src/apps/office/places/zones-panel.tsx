import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { listZoneProposals, listZones } from '../../../places/zones/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { ConfidenceMark } from '../../shared/components/citation-note.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { ChangeZone } from './change-zone.tsx'
import { NewZone, type ZoneDraft } from './new-zone.tsx'
import { placesWords as words } from './places-words.ts'

export type Zone = AnswerOf<typeof listZones>['items'][number]

/** Zones that report like counties, with the towns they are made of. */
export function ZonesPanel() {
  const say = useSay()
  const account = useAccount()
  const zones = useAnswer(listZones)
  const [draft, setDraft] = useState<ZoneDraft>()
  const mayChange = account.may('places.import')
  const add = mayChange ? <Button onClick={() => setDraft({})}>{say(words.newZone)}</Button> : undefined
  return (
    <div className="stack">
      <div className="lead-row">
        <p className="note-line">{say(words.zonesLead)}</p>
        {zones.data?.items.length === 0 ? null : add}
      </div>
      {zones.error === null ? null : <ProblemAlert error={zones.error} onRetry={zones.refetch} />}
      {zones.data === undefined && zones.error === null ? <Skeleton active /> : null}
      {zones.data?.items.length === 0 ? (
        <section className="panel">
          <EmptyState title={say(words.zonesEmpty)} hint={say(words.zonesEmptyHint)} action={add} />
        </section>
      ) : null}
      {zones.data?.items.map(zone => (
        <ZoneCard key={zone.code} zone={zone} mayChange={mayChange} />
      ))}
      {mayChange ? <Proposals onChoose={setDraft} /> : null}
      {draft === undefined ? null : <NewZone draft={draft} onClose={() => setDraft(undefined)} />}
    </div>
  )
}

function ZoneCard({ zone, mayChange }: { readonly zone: Zone; readonly mayChange: boolean }) {
  const say = useSay()
  const [changing, setChanging] = useState(false)
  return (
    <Panel
      title={zone.name}
      tools={
        <>
          <code>{zone.code}</code>
          {zone.towns.length === 0 ? <Mark>{say(words.zoneDissolved)}</Mark> : null}
          <ConfidenceMark confidence={zone.confidence} />
          {mayChange ? (
            <Button size="small" onClick={() => setChanging(true)}>
              {say(words.changeZone)}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="note-line">{zone.source}</p>
      <ul className="zone-towns">
        {zone.towns.map(({ statistical, reporting, name }) => (
          <li key={statistical}>
            {name} <code className="quiet">{`${statistical.slice(0, 9)} → ${reporting.slice(0, 9)}`}</code>
          </li>
        ))}
      </ul>
      {zone.formerTowns.length === 0 ? null : (
        <p className="note-line">
          {say(words.formerTowns)}: {zone.formerTowns.map(({ name }) => name).join('、')}
        </p>
      )}
      {changing ? <ChangeZone zone={zone} onClose={() => setChanging(false)} /> : null}
    </Panel>
  )
}

/** Zones the product knows of: chosen, checked, registered. */
function Proposals({ onChoose }: { readonly onChoose: (draft: ZoneDraft) => void }) {
  const say = useSay()
  const proposals = useAnswer(listZoneProposals)
  if (proposals.error !== null) return <ProblemAlert error={proposals.error} onRetry={proposals.refetch} />
  if (proposals.data === undefined || proposals.data.items.length === 0) return null
  return (
    <Panel title={say(words.proposals)}>
      <p className="note-line">{say(words.proposalsHint)}</p>
      <ul className="zone-proposals">
        {proposals.data.items.map(({ code, name, source, confidence, towns }) => (
          <li key={code}>
            <div className="zone-proposal">
              <strong>{name}</strong> <code className="quiet">{code}</code> <ConfidenceMark confidence={confidence} />
              <p className="note-line">{source}</p>
              <p>{towns.map(town => town.name).join('、')}</p>
            </div>
            <Button onClick={() => onChoose({ code, name, source, confidence, towns })}>
              {say(words.registerThis(name))}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
