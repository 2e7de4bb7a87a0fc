import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { waterTypeIds, waterTypes } from '../../../domain/waters.ts'
import { beginCase, saveCase, type CaseContent } from '../../../planning/cases/contract.ts'
import { caseSections } from '../../../planning/cases/rules.ts'
import { waterFunctions } from '../../../planning/rules.ts'
import { waterFunctionIds } from '../../../policy/planning-schemas.ts'
import { call } from '../../shared/client.ts'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { everywhere } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { CaseCauseRows, CaseMeasureRows } from './case-rows.tsx'
import { caseContentOf, type CaseFormValues } from './case-form-values.ts'
import { CasePictures } from './case-pictures.tsx'
import { useCasesChanged } from './case-steps.tsx'
import { caseWords as words } from './case-words.ts'
import './cases.css'
import './plan.css'

/** A case as a form, in the order in which it is read; it may be saved unfinished. */
export function CaseForm(props: {
  /** Absent where it is begun. */
  readonly caseId?: string
  readonly waterId: string | undefined
  readonly seenVersion: number
  readonly content: CaseContent
  readonly onDone: () => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const saving = useDoing()
  const changed = useCasesChanged()
  const { caseId, waterId, seenVersion } = props
  const save = async (form: CaseFormValues) => {
    const content = caseContentOf(form)
    const kept =
      caseId === undefined
        ? await call(beginCase, { body: { ...(waterId === undefined ? {} : { waterId }), content } })
        : await call(saveCase, { params: { id: caseId }, body: { seenVersion, content } })
    await changed()
    void message.success(say(words.saved(kept.version)))
    props.onDone()
    await navigate({ to: `/cases/${kept.id}` })
  }
  return (
    <Form<CaseFormValues>
      layout="vertical"
      className="plan-form stack"
      initialValues={props.content}
      scrollToFirstError
      onFinish={form => void saving.run(() => save(form))}
    >
      <Panel title={say(caseSections.basics)}>
        <BasicFields />
      </Panel>
      <TextPanel section="present-state" name="presentState" most={5000} />
      <Panel title={say(caseSections.causes)}>
        <CaseCauseRows />
        <Form.Item name="causesText" label={say(words.causesText)}>
          <Input.TextArea rows={3} maxLength={3000} />
        </Form.Item>
      </Panel>
      <Panel title={say(caseSections.measures)}>
        <Form.Item name="measuresText" label={say(words.measuresText)}>
          <Input.TextArea rows={4} maxLength={5000} />
        </Form.Item>
        <CaseMeasureRows />
      </Panel>
      <Panel title={say(caseSections.outcome)}>
        <OutcomeFields isOfWater={waterId !== undefined} />
      </Panel>
      <TextPanel section="lessons" name="lessons" most={5000} />
      {waterId === undefined ? null : (
        <Panel title={say(words.choosePictures)}>
          <Form.Item name="pictures" noStyle>
            <CasePictures waterId={waterId} />
          </Form.Item>
        </Panel>
      )}
      <Panel title={say(caseSections.source)}>
        <SourceFields />
      </Panel>
      <div className="plan-form-foot">
        {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
        <Button onClick={props.onDone}>{say(words.cancel)}</Button>
        <Button type="primary" htmlType="submit" loading={saving.busy}>
          {say(words.save)}
        </Button>
      </div>
    </Form>
  )
}

function TextPanel(props: {
  readonly section: 'present-state' | 'lessons'
  readonly name: 'presentState' | 'lessons'
  readonly most: number
}) {
  const say = useSay()
  const title = say(caseSections[props.section])
  return (
    <Panel title={title} id={props.section}>
      <Form.Item name={props.name} label={title} noStyle>
        <Input.TextArea rows={4} maxLength={props.most} showCount aria-label={title} />
      </Form.Item>
    </Panel>
  )
}

function BasicFields() {
  const say = useSay()
  return (
    <>
      <Form.Item name="title" label={say(words.titleField)} rules={[{ required: true, whitespace: true, min: 2 }]}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="plan-row">
        <Form.Item name="type" label={say(words.type)} extra={say(words.isMechanism)}>
          <Select allowClear options={waterTypeIds.map(value => ({ value, label: say(waterTypes[value].label) }))} />
        </Form.Item>
        <Form.Item name="areaM2" label={say(words.areaM2)}>
          <InputNumber min={0.01} max={1e9} />
        </Form.Item>
        <Form.Item name="lengthM" label={say(words.length)}>
          <InputNumber min={0.01} max={1e7} />
        </Form.Item>
        <Form.Item name="costYuan" label={say(words.costYuan)}>
          <InputNumber min={0} max={1e11} precision={2} />
        </Form.Item>
      </div>
      <div className="plan-row">
        <Form.Item name="placeText" label={say(words.placeText)} className="wide">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="regionCode" label={say(words.region)} className="wide">
          <RegionPicker within={everywhere} label={say(words.region)} />
        </Form.Item>
        <Form.Item name="functions" label={say(words.functions)} className="wide">
          <Select
            mode="multiple"
            options={waterFunctionIds.map(value => ({ value, label: say(waterFunctions[value]) }))}
          />
        </Form.Item>
      </div>
    </>
  )
}

function OutcomeFields({ isOfWater }: { readonly isOfWater: boolean }) {
  const say = useSay()
  return (
    <>
      <Form.Item name={['outcome', 'text']} label={say(words.outcomeText)}>
        <Input.TextArea rows={3} maxLength={3000} />
      </Form.Item>
      <div className="plan-row">
        <Form.Item name={['outcome', 'solvedOn']} label={say(isOfWater ? words.solvedOnWater : words.solvedOn)}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name={['outcome', 'relapsedOn']} label={say(words.relapsedOn)}>
          <Input type="date" />
        </Form.Item>
        {isOfWater ? null : (
          <Form.Item name={['outcome', 'knownOn']} label={say(words.knownOn)}>
            <Input type="date" />
          </Form.Item>
        )}
      </div>
    </>
  )
}

function SourceFields() {
  const say = useSay()
  return (
    <div className="plan-row">
      <Form.Item name={['source', 'title']} label={say(words.sourceTitle)} className="wide">
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name={['source', 'clause']} label={say(words.sourceClause)}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name={['source', 'confidence']} label={say(words.confidence)}>
        <Select
          options={[
            { value: 'published', label: say(words.published_) },
            { value: 'secondary', label: say(words.secondary) },
            { value: 'to-be-confirmed', label: say(words.toBeConfirmed) },
          ]}
        />
      </Form.Item>
    </div>
  )
}
