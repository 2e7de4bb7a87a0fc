import { Alert, App, Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { listReadings } from '../../../monitoring/contract.ts'
import { classifyWater, type Classification, type Statements } from '../../../planning/contract.ts'
import { continuities, nuisances, waterFunctions } from '../../../planning/rules.ts'
import type { Bilingual } from '../../../domain/words.ts'
import type { Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { formatDate } from '../../shared/components/number-formats.ts'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { causesToday } from '../waters/causes.ts'
import { useClassificationsChanged } from './override-dialog.tsx'
import { planningWords as words } from './planning-words.ts'

type CauseRow = {
  readonly causeId?: string
  readonly sharePercent?: number | null
  readonly text?: string
  /** `source:…`, `reading:…`, `attachment:…` */
  readonly linked?: readonly string[]
}
type Values = {
  readonly causes?: readonly CauseRow[]
  readonly nuisance?: Statements['nuisance']
  readonly continuity?: Statements['continuity']
  readonly functions?: Statements['functions']
  readonly peopleAffected?: number | null | undefined
}

/** Causes with shares and evidence, and what the rule needs to know of the water. */
export function CausesDialog(props: {
  readonly water: Water
  readonly newest: Classification | undefined
  readonly onClose: () => void
}) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useClassificationsChanged()
  const { water, newest } = props
  const save = async (values: Values) => {
    const body = {
      causes: (values.causes ?? []).map(toCause),
      statements: toStatements(values),
      dryRun: false,
      ...(newest === undefined ? {} : { basedOn: newest.id }),
    }
    await call(classifyWater, { params: { id: water.id }, body })
    await changed()
    void message.success(say(words.done))
  }
  return (
    <FormDialog<Values>
      title={`${say(newest === undefined ? words.record : words.recordAgain)} · ${water.name}`}
      width={760}
      initialValues={initialValues(water, newest)}
      before={newest?.override === undefined ? null : <Alert type="warning" showIcon title={say(words.overrideEnds)} />}
      onSave={save}
      onClose={props.onClose}
    >
      <CauseRows water={water} />
      <StatementFields />
    </FormDialog>
  )
}

function CauseRows({ water }: { readonly water: Water }) {
  const say = useSay()
  const evidence = useEvidence(water)
  const needed = [{ required: true, message: say(words.needed) }]
  const causes = [...causesToday()].map(([value, name]) => ({ value, label: say(name) }))
  return (
    <Form.List name="causes">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div className="cause-row" key={key}>
              <Form.Item name={[name, 'causeId']} label={say(words.cause)} rules={needed}>
                <Select options={causes} showSearch={{ optionFilterProp: 'label' }} />
              </Form.Item>
              <Form.Item name={[name, 'sharePercent']} label={say(words.share)} rules={needed}>
                <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={[name, 'text']} label={say(words.evidence)}>
                <Input maxLength={1000} placeholder={say(words.evidenceHint)} />
              </Form.Item>
              <Form.Item name={[name, 'linked']} label={say(words.linked)}>
                <Select mode="multiple" options={evidence} maxTagCount="responsive" />
              </Form.Item>
              <Button type="link" size="small" className="cause-remove" onClick={() => remove(name)}>
                {say(words.removeCause)}
              </Button>
            </div>
          ))}
          <div className="cause-foot">
            <Button onClick={() => add({})}>{say(words.addCause)}</Button>
            <Sum />
          </div>
        </>
      )}
    </Form.List>
  )
}

function Sum() {
  const say = useSay()
  const causes: readonly CauseRow[] = Form.useWatch('causes') ?? []
  const sum = causes.reduce((total, cause) => total + (cause?.sharePercent ?? 0), 0)
  return (
    <output className={sum === 100 ? 'quiet' : 'cause-sum-wrong'}>
      {say(words.sum(sum))}
      {sum === 100 ? '' : say(words.sumWrong)}
    </output>
  )
}

function StatementFields() {
  const say = useSay()
  return (
    <fieldset className="statements">
      <legend>{say(words.statements)}</legend>
      <p className="quiet">{say(words.statementsHint)}</p>
      <div className="form-row">
        <Form.Item name="nuisance" label={say(words.nuisance)}>
          <Radio.Group options={optionsOf(nuisances, say)} />
        </Form.Item>
        <Form.Item name="continuity" label={say(words.continuity)}>
          <Select allowClear options={optionsOf(continuities, say)} />
        </Form.Item>
        <Form.Item name="functions" label={say(words.functions)}>
          <Select mode="multiple" options={optionsOf(waterFunctions, say)} />
        </Form.Item>
        <Form.Item name="peopleAffected" label={say(words.people)}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </fieldset>
  )
}

function optionsOf(vocabulary: Readonly<Record<string, Bilingual>>, say: (words: Bilingual) => string) {
  return Object.entries(vocabulary).map(([value, name]) => ({ value, label: say(name) }))
}

/** What stands beside the water and can show a cause. */
function useEvidence(water: Water) {
  const say = useSay()
  const { language } = useLanguage()
  const readings = useAnswer(listReadings, { query: { waterId: water.id, limit: 50 } })
  const groups = [
    {
      label: say(words.sourcesOf),
      options: water.sources.map(({ id, name }) => ({ value: `source:${id}`, label: name })),
    },
    {
      label: say(words.readingsOf),
      options: (readings.data?.items ?? []).map(({ id, takenAt }) => ({
        value: `reading:${id}`,
        label: `${say(words.readingsOf)} ${formatDate(takenAt, language, false)}`,
      })),
    },
    {
      label: say(words.attachmentsOf),
      options: water.attachments.map(({ id, name }) => ({ value: `attachment:${id}`, label: name })),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

function toCause({ causeId = '', sharePercent, text = '', linked = [] }: CauseRow) {
  const idsOf = (kind: string) =>
    linked.filter(link => link.startsWith(`${kind}:`)).map(link => link.slice(kind.length + 1))
  return {
    causeId,
    sharePercent: sharePercent ?? 0,
    evidence: {
      ...(text.trim() === '' ? {} : { text }),
      sourceIds: idsOf('source'),
      readingIds: idsOf('reading'),
      attachmentIds: idsOf('attachment'),
    },
  }
}

function toStatements({ nuisance, continuity, functions, peopleAffected }: Values): Statements {
  return {
    ...(nuisance === undefined ? {} : { nuisance }),
    ...(continuity === undefined ? {} : { continuity }),
    ...(functions === undefined || functions.length === 0 ? {} : { functions }),
    ...(typeof peopleAffected === 'number' ? { peopleAffected } : {}),
  }
}

/** The newest record to go on from; else the causes that the survey named, still without shares. */
function initialValues(water: Water, newest: Classification | undefined): Values {
  if (newest === undefined) {
    return { causes: water.causes.length === 0 ? [{}] : water.causes.map(causeId => ({ causeId })) }
  }
  const causes = newest.causes.map(({ causeId, sharePercent, evidence }) => ({
    causeId,
    sharePercent,
    ...(evidence.text === undefined ? {} : { text: evidence.text }),
    linked: [
      ...evidence.sourceIds.map(id => `source:${id}`),
      ...evidence.readingIds.map(id => `reading:${id}`),
      ...evidence.attachmentIds.map(id => `attachment:${id}`),
    ],
  }))
  return { causes, ...newest.statements }
}
