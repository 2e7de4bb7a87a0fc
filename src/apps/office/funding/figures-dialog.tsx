import { Checkbox, Form, InputNumber } from 'antd'
import type { BundleAsk, BundleWater } from '../../../funding/contract.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { fundingWords as words } from './funding-words.ts'
import { wanOf, yuanOf } from './money.ts'

export type Figures = BundleAsk['figures'][number]
type Values = { readonly wan?: number | null; readonly people?: number | null; readonly enterprise: boolean }

/** What the register does not know of a water: its cost, whom it serves, whether an enterprise is responsible. */
export function FiguresDialog(props: {
  readonly water: BundleWater
  readonly yuanPerM2: number
  readonly onSave: (figures: Figures) => void
  readonly onClose: () => void
}) {
  const say = useSay()
  const { water } = props
  const save = async ({ wan, people, enterprise }: Values) =>
    props.onSave({
      waterId: water.waterId,
      ...(wan === undefined || wan === null ? {} : { investmentYuan: yuanOf(wan) }),
      ...(people === undefined || people === null ? {} : { people }),
      enterpriseResponsible: enterprise,
    })
  return (
    <FormDialog<Values>
      title={say(words.enterTitle(water.name))}
      initialValues={{
        wan: water.estimated || water.investmentYuan === undefined ? undefined : wanOf(water.investmentYuan),
        people: water.people,
        enterprise: water.enterpriseResponsible,
      }}
      onSave={save}
      onClose={props.onClose}
    >
      <Form.Item name="wan" label={say(words.cost)} extra={say(words.costHint(String(props.yuanPerM2)))}>
        <InputNumber min={0} precision={4} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="people" label={say(words.people)}>
        <InputNumber min={0} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="enterprise" valuePropName="checked">
        <Checkbox>{say(words.enterprise)}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}
