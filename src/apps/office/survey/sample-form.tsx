import { Form, Input, InputNumber, Select, type FormRule } from 'antd'
import { useState } from 'react'
import { parameters, type Parameter, type Qualifier } from '../../../domain/parameters.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { putReading } from '../../../monitoring/contract.ts'
import { unitText } from '../../../standards/wording.ts'
import { call } from '../../shared/client.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { instantOf, localText } from './local-time.ts'
import { notAfter } from './form-rules.ts'
import { RecordDialog } from './record-dialog.tsx'
import { surveyWords as words } from './survey-words.ts'

/** The three indicators of the rural guide, and what they are read with. */
const asked = [
  'secchiDepth',
  'waterDepth',
  'dissolvedOxygen',
  'ammoniaNitrogen',
  'oxidationReductionPotential',
] as const satisfies readonly Parameter[]

const qualifierWords = {
  measured: { zh: '实测', en: 'measured' },
  below: { zh: '低于检出限', en: 'below detection' },
  above: { zh: '大于', en: 'more than' },
  'to-bottom': { zh: '见底', en: 'to the bottom' },
  'not-detected': { zh: '未检出（无检出限）', en: 'not detected' },
} as const satisfies Record<Qualifier, Bilingual>

const now = () => localText(new Date())

type Values = {
  readonly takenAt: string
  readonly point?: string
  readonly sample: Readonly<Record<string, { readonly value?: number | null; readonly qualifier?: Qualifier }>>
}

/** One sample at one point: the indicators the guide asks for. */
export function SampleForm(props: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const [takenAt] = useState(now)
  return (
    <RecordDialog<Values>
      title={say(words.addSample)}
      initialValues={{ takenAt, point: '1' }}
      onClose={props.onClose}
      onSave={(id, values) =>
        call(putReading, {
          params: { id },
          body: {
            waterId: props.waterId,
            takenAt: instantOf(values.takenAt),
            point: values.point ?? '1',
            sample: measuredOf(values.sample),
            source: 'survey',
          },
        })
      }
    >
      <div className="two-fields">
        <Form.Item
          name="takenAt"
          label={say(words.takenAt)}
          rules={[{ required: true, message: say(words.needed) }, notAfter(now, say(words.inFuture))]}
        >
          <Input type="datetime-local" max={now()} />
        </Form.Item>
        <Form.Item name="point" label={say(words.point)}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      {asked.map(parameter => (
        <MeasurementRow key={parameter} parameter={parameter} />
      ))}
      <Form.Item name="anyValue" rules={[atLeastOne(say(words.oneValue))]} className="any-value">
        <input type="hidden" />
      </Form.Item>
    </RecordDialog>
  )
}

function atLeastOne(message: string): FormRule {
  return ({ getFieldValue }) => ({
    validator: () => {
      const sample = getFieldValue('sample') as Values['sample'] // the rows below are all of it
      const any = Object.keys(measuredOf(sample)).length > 0
      return any ? Promise.resolve() : Promise.reject(new Error(message))
    },
  })
}

/** Only what was measured: an empty field is no zero. */
function measuredOf(sample: Values['sample']) {
  return Object.fromEntries(
    Object.entries(sample).flatMap(([parameter, { value, qualifier = 'measured' }]) =>
      value === undefined || value === null ? [] : [[parameter, { value, qualifier }]],
    ),
  )
}

function MeasurementRow({ parameter }: { readonly parameter: (typeof asked)[number] }) {
  const say = useSay()
  const { name, unit, plausible } = parameters[parameter]
  const [min, max] = plausible
  const label = say(name)
  return (
    <div className="sample-row">
      <span>{label}</span>
      <Form.Item name={['sample', parameter, 'value']} noStyle>
        <InputNumber min={min} max={max} suffix={unitText(unit).trim()} aria-label={label} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={['sample', parameter, 'qualifier']} initialValue="measured" noStyle>
        <Select
          aria-label={`${label} ${say(words.qualifier)}`}
          options={(Object.keys(qualifierWords) as readonly Qualifier[]) // keys of a const object are exactly its union
            .filter(value => value !== 'to-bottom' || parameter === 'secchiDepth')
            .map(value => ({ value, label: say(qualifierWords[value]) }))}
        />
      </Form.Item>
    </div>
  )
}
