import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { confidences, type Confidence } from '../../../domain/words.ts'
import { listZones, registerZone } from '../../../places/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { ConfidenceMark } from '../../shared/components/citation-note.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { TownList } from './town-list.tsx'
import { placesWords as words } from './places-words.ts'

type Zone = AnswerOf<typeof listZones>['items'][number]

/** Zones that report like counties, with the towns they are made of. */
export function ZonesPanel() {
  const say = useSay()
  const account = useAccount()
  const zones = useAnswer(listZones)
  const [adding, setAdding] = useState(false)
  const add = account.may('places.import') ? (
    <Button onClick={() => setAdding(true)}>{say(words.newZone)}</Button>
  ) : undefined
  return (
    <div className="stack">
      <p className="note-line">{say(words.zonesLead)}</p>
      {zones.error === null ? null : <ProblemAlert error={zones.error} onRetry={zones.refetch} />}
      {zones.data === undefined && zones.error === null ? <Skeleton active /> : null}
      {zones.data?.items.length === 0 ? (
        <section className="panel">
          <EmptyState title={say(words.zonesEmpty)} hint={say(words.zonesEmptyHint)} action={add} />
        </section>
      ) : (
        <div>{add}</div>
      )}
      {zones.data?.items.map(zone => (
        <ZoneCard key={zone.code} zone={zone} />
      ))}
      {adding ? <NewZone onClose={() => setAdding(false)} /> : null}
    </div>
  )
}

function ZoneCard({ zone }: { readonly zone: Zone }) {
  return (
    <Panel
      title={zone.name}
      tools={
        <>
          <code>{zone.code}</code>
          <ConfidenceMark confidence={zone.confidence} />
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
    </Panel>
  )
}

type Values = {
  readonly code: string
  readonly name: string
  readonly source: string
  readonly confidence: Confidence
  readonly towns: string[]
}

function NewZone({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const account = useAccount()
  const cache = useQueryClient()
  const saving = useDoing()
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async (body: Values) => {
    const done = await saving.run(async () => {
      await call(registerZone, { body })
      await cache.invalidateQueries({ queryKey: answerKey(listZones) })
    })
    if (done) onClose()
  }
  return (
    <Modal
      open
      title={say(words.newZone)}
      okText={say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'new-zone', loading: saving.busy }}
      onCancel={onClose}
    >
      <Form<Values> id="new-zone" layout="vertical" onFinish={values => void save(values)}>
        <Form.Item name="name" label={say(words.name)} rules={needed}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="code" label={say(words.zoneCode)} extra={say(words.zoneCodeHint)} rules={needed}>
          <Input maxLength={6} />
        </Form.Item>
        <Form.Item name="towns" label={say(words.zoneTowns)} rules={needed}>
          <TownList within={account.regionCode} />
        </Form.Item>
        <Form.Item name="source" label={say(words.source)} extra={say(words.sourceHint)} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="confidence" label={say(words.confidence)} initialValue="to-be-confirmed">
          <Select options={confidences.map(value => ({ value, label: <ConfidenceMark confidence={value} /> }))} />
        </Form.Item>
      </Form>
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
    </Modal>
  )
}
