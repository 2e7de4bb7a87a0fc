import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form } from 'antd'
import { useState } from 'react'
import { checkWater, createWater, type WaterValues } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { DrawEditor } from '../../shared/map/draw-editor.tsx'
import type { Drawing } from '../../shared/map/drawing.ts'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { isClean, ReviewDialog, type Checked } from './findings.tsx'
import { formWords as words } from './new-water-words.ts'
import { shapeOf } from './shape-of.ts'
import { GroundsFields, valuesOf, WhatFields, type WaterForm } from './water-fields.tsx'
import { watersWords } from './waters-words.ts'
import './water.css'

type Entry = { readonly values: WaterValues } & ReturnType<typeof shapeOf>['given']

/** One water entered by hand: its facts at the left, its shape on the map at the right; checked before it is recorded. */
export default function NewWaterPage() {
  const say = useSay()
  const [drawing, setDrawing] = useState<Drawing>({ kind: 'polygon', vertices: [] })
  const entry = useEntry()
  const submit = (form: WaterForm) => {
    const { position, given } = shapeOf(drawing)
    const located = position === undefined ? {} : { position, coordinateSource: 'cgcs2000' as const }
    void entry.check({ values: { ...valuesOf(form), ...located }, ...given })
  }
  return (
    <>
      <PageHeader
        title={say(words.title)}
        crumbs={[{ label: say(watersWords.title), to: '/waters' }]}
        subtitle={say(words.subtitle)}
      />
      <Form<WaterForm>
        layout="vertical"
        initialValues={{ areaMethod: 'stated', basis: 'not-stated', complaint: false }}
        onFinish={submit}
        scrollToFirstError
        className="entry-form"
      >
        <Panel title={say(words.what)}>
          <WhatFields />
        </Panel>
        <div className="entry-side">
          <Panel title={say(words.where)}>
            <DrawEditor drawing={drawing} onChange={setDrawing} kinds={['polygon', 'line', 'point']} height={340} />
          </Panel>
          <Panel title={say(words.grounds)}>
            <GroundsFields />
          </Panel>
        </div>
        <div className="entry-submit">
          {entry.error === undefined ? null : <ProblemAlert error={entry.error} />}
          <Button type="primary" size="large" htmlType="submit" loading={entry.busy}>
            {say(words.submit)}
          </Button>
        </div>
      </Form>
      <ReviewDialog
        checked={entry.checked}
        busy={entry.busy}
        onConfirm={() => void entry.record()}
        onClose={entry.goBack}
      />
    </>
  )
}

/** Check, review, record: what is clean is recorded at once, the rest once it was confirmed. */
function useEntry() {
  const say = useSay()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [pending, setPending] = useState<Entry>()
  const [checked, setChecked] = useState<Checked>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const guarded = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (thrown) {
      setError(thrown) // shown above the button
      setChecked(undefined)
    } finally {
      setBusy(false)
    }
  }
  const save = async (entry: Entry, acceptDoubts: boolean) => {
    const water = await call(createWater, { body: { ...entry, acceptDoubts } })
    await changed()
    void message.success(`${say(words.recorded)} ${water.code}`)
    await navigate({ to: `/waters/${water.id}` })
  }
  return {
    checked,
    error,
    busy,
    goBack: () => setChecked(undefined),
    check: (entry: Entry) =>
      guarded(async () => {
        const answer = await call(checkWater, { body: entry })
        if (isClean(answer)) return save(entry, false)
        setPending(entry)
        setChecked(answer)
        return undefined
      }),
    record: () => guarded(async () => (pending === undefined ? undefined : save(pending, true))),
  }
}
