import { App, Button, Checkbox, Form, Select } from 'antd'
import { useState } from 'react'
import { decideFile, type File } from '../../../acceptance/contract.ts'
import { fileItems, itemIds, type FileDecision, type ItemId } from '../../../acceptance/rules.ts'
import type { BodyOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'
import { useAcceptanceChanged } from './use-acceptance-changed.ts'

type Props = {
  readonly file: File
  /** What does not pass today: offered as grounds of a refusal. */
  readonly blocking: readonly ItemId[]
}

/** Why a step cannot be accepted just now. */
export const hindrances = {
  running: words.hindranceRunning,
  'objection-open': words.hindranceOpen,
  'objection-upheld': words.hindranceUpheld,
  'own-file': words.hindranceOwn,
  'decided-before': words.hindranceDecided,
} as const

/** Buttons for what this person may decide on the file now; one that cannot be yet says why. */
export function DecisionButtons({ file, blocking }: Props) {
  const say = useSay()
  const [asking, setAsking] = useState<Asked>()
  const forOthers = file.hindrance === 'own-file' || file.hindrance === 'decided-before'
  const why = file.hindrance === undefined ? undefined : say(hindrances[file.hindrance])
  return (
    <>
      {file.allowed
        .flatMap(({ decision, permitted }) => (permitted && decision !== 'lapse' ? [decision] : []))
        .map(decision => {
          const stopped = decision === 'accept' ? why !== undefined : decision === 'refuse' && forOthers
          return (
            <Button
              key={decision}
              type={decision === 'accept' ? 'primary' : 'default'}
              danger={decision === 'revoke' || decision === 'refuse'}
              disabled={stopped}
              {...(stopped && why !== undefined ? { title: why } : {})}
              onClick={() => setAsking(decision)}
            >
              {say(words[decision])}
            </Button>
          )
        })}
      {asking === undefined ? null : (
        <DecisionDialog file={file} blocking={blocking} decision={asking} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}

/** What a person decides; that a file lapses is for the platform. */
type Asked = Exclude<FileDecision, 'lapse'>

type Extra = { readonly items?: ItemId[]; readonly backToWorks?: boolean }

function DecisionDialog(props: Props & { readonly decision: Asked; readonly onClose: () => void }) {
  const { file, decision, blocking } = props
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAcceptanceChanged()
  const atDelisting = file.step === 'delisting'
  const explain = explainOf(decision, atDelisting)
  return (
    <ReasonDialog<Extra>
      open
      title={`${say(words[decision])} · ${file.water.name}`}
      danger={decision === 'revoke' || decision === 'refuse'}
      initialValues={decision === 'refuse' ? { items: [...blocking], backToWorks: false } : {}}
      {...(explain === undefined ? {} : { explain: say(explain) })}
      onClose={props.onClose}
      onSubmit={async ({ reason, items = [], backToWorks = false }) => {
        await call(decideFile, { params: { id: file.id }, body: bodyOf(decision, { reason, items, backToWorks }) })
        await changed()
        void message.success(say(words.done))
      }}
    >
      {decision === 'refuse' ? (
        <>
          <Form.Item name="items" label={say(words.refuseItems)}>
            <Select mode="multiple" options={itemIds.map(value => ({ value, label: say(fileItems[value]) }))} />
          </Form.Item>
          {atDelisting ? null : (
            <Form.Item name="backToWorks" valuePropName="checked">
              <Checkbox>{say(words.backToWorks)}</Checkbox>
            </Form.Item>
          )}
        </>
      ) : null}
    </ReasonDialog>
  )
}

function explainOf(decision: Asked, atDelisting: boolean) {
  if (decision === 'accept') return words.acceptExplain
  if (decision === 'revoke') return words.revokeExplain
  return decision === 'refuse' && atDelisting ? words.refuseAtDelisting : undefined
}

type Given = { readonly reason: string; readonly items: ItemId[]; readonly backToWorks: boolean }

function bodyOf(decision: Asked, { reason, items, backToWorks }: Given): BodyOf<typeof decideFile> {
  switch (decision) {
    case 'refuse':
      return { decision, reason, items, backToWorks }
    case 'accept':
    case 'withdraw':
    case 'revoke':
      return { decision, reason }
  }
}
