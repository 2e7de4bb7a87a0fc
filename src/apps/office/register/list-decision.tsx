import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { supervisionListIds, supervisionLists, type SupervisionList } from '../../../domain/waters.ts'
import { changeList, listWater, type RegisterEntry } from '../../../register/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { registerWords as words } from './register-words.ts'
import { useRegisterChanged } from './use-register-changed.ts'

type Deed = 'enter' | 'promote' | 'demote' | 'remove'

/** Entering, promoting, demoting and removing: what the stage allows, each with a reason. */
export function ListDecision({ entry }: { readonly entry: RegisterEntry }) {
  const say = useSay()
  const account = useAccount()
  const [deed, setDeed] = useState<Deed>()
  const deeds = possibleDeeds(entry)
  if (!account.may('register.decide')) return <p className="note-line">{say(words.notPermitted)}</p>
  if (deeds.length === 0) return <p className="note-line">{say(words.notHere)}</p>
  return (
    <div className="row-actions">
      {deeds.map(each => (
        <Button
          key={each}
          type={each === 'enter' ? 'primary' : 'default'}
          danger={each === 'remove'}
          onClick={() => setDeed(each)}
        >
          {say(words[each])}
        </Button>
      ))}
      <DeedDialog entry={entry} deed={deed} onClose={() => setDeed(undefined)} />
    </div>
  )
}

function possibleDeeds({ transitions, list }: RegisterEntry): readonly Deed[] {
  const allowed = new Set<string>(transitions.map(({ transition }) => transition))
  if (allowed.has('list')) return ['enter']
  const change = allowed.has('change-list') && list !== undefined
  return [
    ...(change && higher(list).length > 0 ? (['promote'] as const) : []),
    ...(change && lower(list).length > 0 ? (['demote'] as const) : []),
    ...(allowed.has('withdraw') ? (['remove'] as const) : []),
  ]
}

function higher(list: SupervisionList): readonly SupervisionList[] {
  return supervisionListIds.slice(0, supervisionListIds.indexOf(list))
}

function lower(list: SupervisionList): readonly SupervisionList[] {
  return supervisionListIds.slice(supervisionListIds.indexOf(list) + 1)
}

function choicesOf(deed: Deed | undefined, list: SupervisionList | undefined): readonly SupervisionList[] {
  if (deed === 'enter') return supervisionListIds
  if (list === undefined || deed === 'remove') return []
  return deed === 'promote' ? higher(list) : lower(list)
}

const explains = {
  enter: words.enterExplain,
  promote: words.changeExplain,
  demote: words.changeExplain,
  remove: words.removeExplain,
} as const satisfies Record<Deed, { zh: string; en: string }>

function DeedDialog(props: {
  readonly entry: RegisterEntry
  readonly deed: Deed | undefined
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useRegisterChanged()
  const { entry, deed } = props
  const choices = choicesOf(deed, entry.list)
  const first = deed === 'enter' ? entry.derived.list : deed === 'promote' ? choices.at(-1) : choices[0]
  const decide = async ({ list, reason }: { list?: SupervisionList; reason: string }) => {
    const key = { id: entry.waterId }
    const expectedVersion = entry.version
    if (deed === 'enter') {
      const why = reason === undefined || reason.trim() === '' ? {} : { reason }
      await call(listWater, { params: key, body: { ...(list === undefined ? {} : { list }), ...why, expectedVersion } })
    } else await call(changeList, { params: key, body: { list: list ?? null, reason, expectedVersion } })
    await changed()
  }
  if (deed === undefined) return null
  return (
    <ReasonDialog<{ list?: SupervisionList }>
      open
      title={`${say(words[deed])} · ${entry.name}`}
      explain={say(explains[deed])}
      confirmLabel={say(words[deed])}
      danger={deed === 'remove'}
      reasonNeeded={deed !== 'enter'}
      initialValues={first === undefined ? {} : { list: first }}
      onClose={props.onClose}
      onSubmit={decide}
    >
      {choices.length === 0 ? null : (
        <Form.Item name="list" label={say(words.chooseList)} rules={[{ required: true, message: say(words.needed) }]}>
          <Radio.Group>
            {choices.map(list => (
              <Radio key={list} value={list}>
                {say(supervisionLists[list])}
                {list === entry.derived.list ? <span className="quiet"> {say(words.byArea)}</span> : null}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      )}
    </ReasonDialog>
  )
}
