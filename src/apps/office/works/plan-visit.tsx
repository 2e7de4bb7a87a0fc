import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { chinaDate, dayAfter } from '../../../domain/dates.ts'
import { visitPhaseIds, visitRoleIds } from '../../../policy/schemas.ts'
import { listWaters } from '../../../waters/contract.ts'
import { planSampleVisits, planVisit } from '../../../works/contract.ts'
import { visitPhases, visitRoles, type VisitPhase, type VisitRole } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { PartyFields, useParty, type PartyValues } from './party-field.tsx'
import { useWorksChanged } from './use-works-changed.ts'
import { worksWords as words } from './works-words.ts'

type Values = PartyValues & {
  readonly waterId?: string
  readonly phase: VisitPhase
  readonly role: VisitRole
  readonly dueOn: string
}

/** Plans a visit to a water (`waterId`, or one to choose), or one to each of a draw. */
export function PlanVisitDialog(props: {
  readonly waterId?: string
  readonly sampleId?: string
  /** What is chosen at first; `visitor` may be somebody of elsewhere. */
  readonly proposed?: {
    readonly phase: VisitPhase
    readonly role: VisitRole
    readonly visitor: { readonly id: string; readonly label: string } | { readonly organisation: string }
  }
  readonly onClose: () => void
}) {
  const say = useSay()
  const party = useParty()
  const changed = useWorksChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async ({ waterId = props.waterId ?? '', phase, role, dueOn, ...who }: Values) => {
    const plan = { phase, role, dueOn, visitor: party(who) ?? { organisation: '' } }
    if (props.sampleId === undefined) await call(planVisit, { body: { ...plan, waterId } })
    else await call(planSampleVisits, { params: { id: props.sampleId }, body: plan })
    await changed()
  }
  return (
    <FormDialog<Values>
      title={say(words.planVisit)}
      explain={say(words.planExplain)}
      initialValues={{ dueOn: dayAfter(today, 14), phase: 'after', role: 'county', ...proposedValues(props.proposed) }}
      onClose={props.onClose}
      onSave={save}
    >
      {props.waterId === undefined && props.sampleId === undefined ? (
        <Form.Item name="waterId" label={say(words.water)} rules={needed}>
          <WaterPicker />
        </Form.Item>
      ) : null}
      <Form.Item name="phase" label={say(words.phase)} rules={needed}>
        <Select options={visitPhaseIds.map(value => ({ value, label: say(visitPhases[value]) }))} />
      </Form.Item>
      <Form.Item name="role" label={say(words.role)} rules={needed}>
        <Select options={visitRoleIds.map(value => ({ value, label: say(visitRoles[value]) }))} />
      </Form.Item>
      <PartyFields
        label={say(words.visitor)}
        known={props.proposed !== undefined && 'id' in props.proposed.visitor ? props.proposed.visitor : undefined}
      />
      <Form.Item name="dueOn" label={say(words.dueOn)} rules={needed}>
        <Input type="date" min={today} style={{ width: 180 }} />
      </Form.Item>
    </FormDialog>
  )
}

function proposedValues(proposed: Parameters<typeof PlanVisitDialog>[0]['proposed']) {
  if (proposed === undefined) return {}
  const { visitor, ...rest } = proposed
  if ('id' in visitor) return { ...rest, who: 'person', accountId: visitor.id }
  return { ...rest, who: 'organisation', organisation: visitor.organisation }
}

export function WaterPicker(props: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string) => void
}) {
  const say = useSay()
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const found = useAnswer(listWaters, { query: { limit: 20, ...(asked === '' ? {} : { search: asked }) } })
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      placeholder={say(words.chooseWater)}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map(({ id, code, name }) => ({ value: id, label: `${name} · ${code}` }))}
      onChange={id => props.onChange?.(id)}
    />
  )
}
