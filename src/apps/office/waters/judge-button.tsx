import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { judgeWater, listVerdictsOfWater } from '../../../identification/contract.ts'
import { getRegisterEntry } from '../../../register/contract.ts'
import type { Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { waterWords as words } from './water-words.ts'

/** Applies the guide in force; asks first, because a verdict may move the water. */
export function JudgeButton({ water, primary = false }: { readonly water: Water; readonly primary?: boolean }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size={primary ? 'medium' : 'small'} type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {say(words.judge)}
      </Button>
      <JudgeDialog water={water} open={open} onClose={() => setOpen(false)} />
    </>
  )
}

function JudgeDialog(props: { readonly water: Water; readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const judge = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const { record } = await call(judgeWater, {
        params: { id: props.water.id },
        body: { expectedVersion: props.water.version },
      })
      await Promise.all([
        changed(),
        cache.invalidateQueries({ queryKey: answerKey(listVerdictsOfWater) }),
        cache.invalidateQueries({ queryKey: answerKey(getRegisterEntry) }),
      ])
      void message.info(`${say(words.judged)} · ${say(record.words)}`, 6)
      props.onClose()
    } catch (thrown) {
      setError(thrown) // shown in the dialog
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={props.open}
      title={say(words.judge)}
      okText={say(words.judge)}
      cancelText={say(common.cancel)}
      confirmLoading={busy}
      onOk={() => void judge()}
      onCancel={props.onClose}
    >
      <p style={{ marginBottom: 12 }}>{say(words.judgeExplain)}</p>
      {error === undefined ? null : <ProblemAlert error={error} />}
    </Modal>
  )
}
