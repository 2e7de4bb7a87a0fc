import { App, Checkbox, Form } from 'antd'
import { useState } from 'react'
import { correctWater, type Water, type WaterChanges } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { changesOf, formOf } from './corrections.ts'
import { withDoubts } from './draw-dialog.tsx'
import { formWords as words } from './new-water-words.ts'
import { GroundsFields, WhatFields, type WaterForm } from './water-fields.tsx'
import { waterWords } from './water-words.ts'

type Extra = WaterForm & { readonly acceptDoubts?: boolean }

/** Corrects fields with a reason. Only what was changed is sent; what somebody else changed meanwhile is never overwritten. */
export function CorrectDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [doubtful, setDoubtful] = useState(false)
  const save = async ({ reason, acceptDoubts = false, ...form }: Extra & { readonly reason: string }) => {
    const changes: WaterChanges = changesOf(formOf(water), form)
    await withDoubts(
      () =>
        call(correctWater, {
          params: { id: water.id },
          body: { expectedVersion: water.version, changes, reason, acceptDoubts },
        }),
      setDoubtful,
    )
    await changed()
    void message.success(say(words.saved))
  }
  return (
    <ReasonDialog<Extra>
      open
      width={720}
      title={`${say(words.correctTitle)} · ${water.name}`}
      confirmLabel={say(words.correctSubmit)}
      initialValues={formOf(water)}
      onClose={onClose}
      onSubmit={save}
    >
      <WhatFields />
      <GroundsFields />
      {doubtful ? (
        <Form.Item name="acceptDoubts" valuePropName="checked">
          <Checkbox>{say(waterWords.saveAnyway)}</Checkbox>
        </Form.Item>
      ) : null}
    </ReasonDialog>
  )
}
