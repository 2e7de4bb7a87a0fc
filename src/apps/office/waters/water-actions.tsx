import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { getRegisterEntry, type RegisterEntry } from '../../../register/contract.ts'
import type { Water } from '../../../waters/contract.ts'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { ColourDialog } from './colour-dialog.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { JudgeButton } from './judge-button.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { SheetMenu } from './sheet-menu.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { TransitionDialog } from './transition-dialog.tsx'
import { waterWords as words } from './water-words.ts'

type Step = RegisterEntry['transitions'][number]
type Opened =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'correct' | 'colour' | 'split' | 'merge' }

/** What can be done with a water: the steps its stage allows and this account may take, correction, colour, sheet. */
export function WaterActions({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const [opened, setOpened] = useState<Opened>()
  const entry = useAnswer(getRegisterEntry, { params: { id: water.id } })
  const steps = entry.data?.transitions.filter(({ permitted }) => permitted) ?? []
  const judged = steps.some(({ transition }) => transition === 'identify' || transition === 'clear')
  const moves = steps.filter(({ transition }) => transition !== 'identify' && transition !== 'clear')
  const open = (step: Step) =>
    setOpened(
      step.transition === 'split' || step.transition === 'merge' ? { kind: step.transition } : { kind: 'step', step },
    )
  return (
    <>
      {judged ? <JudgeButton water={water} primary /> : null}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items:
            moves.length === 0
              ? [{ key: 'none', disabled: true, label: say(words.noActions) }]
              : moves.map(step => ({
                  key: step.transition,
                  label: say(step.label),
                  danger: step.way === 'back',
                  onClick: () => open(step),
                })),
        }}
      >
        <Button type={judged ? 'default' : 'primary'} loading={entry.isPending}>
          {say(words.actions)} <DownOutlined />
        </Button>
      </Dropdown>
      {account.may('water.write') ? (
        <Button onClick={() => setOpened({ kind: 'correct' })}>{say(words.correct)}</Button>
      ) : null}
      {account.may('register.decide') ? (
        <Button onClick={() => setOpened({ kind: 'colour' })}>{say(words.setColour)}</Button>
      ) : null}
      <SheetMenu water={water} />
      <OpenedDialog water={water} opened={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}

function OpenedDialog(props: {
  readonly water: Water
  readonly opened: Opened | undefined
  readonly onClose: () => void
}) {
  const { water, opened, onClose } = props
  if (opened === undefined) return null
  if (opened.kind === 'step') return <TransitionDialog water={water} step={opened.step} onClose={onClose} />
  if (opened.kind === 'correct') return <CorrectDialog water={water} onClose={onClose} />
  if (opened.kind === 'colour') return <ColourDialog water={water} onClose={onClose} />
  if (opened.kind === 'split') return <SplitDialog water={water} onClose={onClose} />
  return <MergeDialog water={water} onClose={onClose} />
}
