import { useQuery } from '@tanstack/react-query'
import { App, Form, Select } from 'antd'
import { useState } from 'react'
import {
  listDuplicates,
  listWaters,
  mergeReasonIds,
  mergeReasons,
  mergeWaters,
  type Water,
  type WaterItem,
} from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { waterWords as words } from './water-words.ts'

type Values = { readonly into: string; readonly why: (typeof mergeReasonIds)[number] }

/** Merges this water into another that stays; likely duplicates are offered first. */
export function MergeDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [search, setSearch] = useState('')
  const likely = useAnswer(listDuplicates, { params: { id: water.id } })
  const query = { search, region: `${water.countyCode}000000`, limit: 20 }
  const found = useQuery({
    queryKey: answerKey(listWaters, { query }),
    queryFn: () => call(listWaters, { query }),
    enabled: search.trim() !== '',
  })
  const offered = search.trim() === '' ? likely.data?.items.map(item => item.water) : found.data?.items
  const candidates: readonly WaterItem[] = (offered ?? []).filter(({ id }) => id !== water.id)
  const submit = async ({ into, why, reason }: Values & { readonly reason: string }) => {
    const target = candidates.find(({ id }) => id === into)
    if (target === undefined) return
    await call(mergeWaters, {
      params: { id: target.id },
      body: {
        expectedVersion: target.version,
        merged: [{ id: water.id, expectedVersion: water.version }],
        why,
        reason,
      },
    })
    await changed()
    void message.success(say(words.done))
  }
  return (
    <ReasonDialog<Values>
      open
      title={`${say(words.mergeTitle)} · ${water.name}`}
      explain={say(words.mergeExplain)}
      onClose={onClose}
      onSubmit={submit}
    >
      <Form.Item name="into" label={say(words.mergeInto)} rules={[{ required: true, message: say(words.fieldNeeded) }]}>
        <Select
          showSearch={{ onSearch: setSearch, filterOption: false }}
          placeholder={say(words.mergeSearch)}
          loading={found.isFetching}
          options={candidates.map(({ id, name, code }) => ({ value: id, label: `${name} ${code}` }))}
        />
      </Form.Item>
      <Form.Item name="why" label={say(words.unitReason)} rules={[{ required: true, message: say(words.fieldNeeded) }]}>
        <Select options={mergeReasonIds.map(id => ({ value: id, label: say(mergeReasons[id]) }))} />
      </Form.Item>
    </ReasonDialog>
  )
}
