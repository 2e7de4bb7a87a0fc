import { PaperClipOutlined } from '@ant-design/icons'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { uuidv7 } from '../../../domain/ids.ts'
import {
  earmarkReward,
  putMoneyDocument,
  putMoneyEntry,
  putMoneyException,
  reverseMoneyEntry,
  stepReward,
  type MoneyEntry,
  type MoneyReward,
  type NewMoneyEntry,
  type WaterMoney,
} from '../../../funding/money/contract.ts'
import { moneyKinds, moneySources, rewardStages, roomOf, type MoneySource } from '../../../funding/money/rules.ts'
import type { BodyOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { pictureAndPaperTypes, SendFiles } from '../../shared/components/send-files.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { measureName } from '../planning/catalogue.ts'
import { useYuanText } from './money-parts.tsx'
import { moneyWords as words } from './money-words.ts'
import { useMoneyChanged } from './use-money-changed.ts'

type Dialog = { readonly money: WaterMoney; readonly onClose: () => void }

/** Made with the dialog, so that sending twice enters once. */
function useEntryId(): string {
  return useState(() => uuidv7(Date.now()))[0]
}

/** The day on which the dialog was opened, in China. */
function useToday(): string {
  return useState(() => chinaDate(new Date()))[0]
}

/** Planned, allotted or spent. */
export function EntryDialog({ money, onClose }: Dialog) {
  const say = useSay()
  const changed = useMoneyChanged()
  const entryId = useEntryId()
  const today = useToday()
  const save = async (values: NewMoneyEntry) => {
    const body = withoutBlanks(values) as NewMoneyEntry // what is obligatory was asked for by the form
    await call(putMoneyEntry, { params: { id: money.water.id, entryId }, body })
    await changed()
  }
  const planned = money.measures.filter(({ inPlan }) => inPlan)
  return (
    <FormDialog<NewMoneyEntry>
      title={say(words.record)}
      explain={say(words.recordExplain)}
      initialValues={{ kind: 'spent', on: today }}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="kind" label={say(words.kind)}>
        <Radio.Group
          optionType="button"
          options={(['planned', 'allotted', 'spent'] as const).map(value => ({ value, label: say(moneyKinds[value]) }))}
        />
      </Form.Item>
      <SourceField money={money} />
      <YuanField />
      <Room money={money} />
      {planned.length === 0 ? null : (
        <Form.Item name="measureId" label={say(words.measure)} extra={say(words.measureHint)}>
          <Select
            allowClear
            placeholder={say(words.noMeasure)}
            options={planned.map(({ measureId }) => ({
              value: measureId,
              label: say(measureName(measureId)),
            }))}
          />
        </Form.Item>
      )}
      <DayField />
      <PaperFields waterId={money.water.id} />
      <Form.Item name="note" label={say(words.note)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}

/** What is left to spend of the source chosen. */
function Room({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const text = useYuanText()
  const source = Form.useWatch<MoneySource | undefined>('source')
  const kind = Form.useWatch<string | undefined>('kind')
  if (source === undefined || kind !== 'spent') return null
  const balance = money.balances.find(each => each.source === source)
  return <p className="dialog-explain">{say(words.room(text(balance === undefined ? 0 : roomOf(balance))))}</p>
}

type Exception = BodyOf<typeof putMoneyException>

export function ExceptionDialog({ money, onClose }: Dialog) {
  const say = useSay()
  const changed = useMoneyChanged()
  const entryId = useEntryId()
  const today = useToday()
  const save = async (body: Exception) => {
    await call(putMoneyException, { params: { id: money.water.id, entryId }, body })
    await changed()
  }
  return (
    <ReasonDialog<Omit<Exception, 'reason'>>
      open
      title={say(words.grant)}
      explain={say(words.grantExplain)}
      confirmLabel={say(words.grant)}
      initialValues={{ on: today }}
      onClose={onClose}
      onSubmit={save}
    >
      <SourceField money={money} />
      <YuanField />
      <DayField />
      <PaperFields waterId={money.water.id} fileNeeded={money.policy.fileNeededFor.includes('exception')} />
    </ReasonDialog>
  )
}

export function ReversalDialog({ entry, onClose }: { readonly entry: MoneyEntry; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useMoneyChanged()
  const text = useYuanText()
  return (
    <ReasonDialog
      open
      danger
      title={`${say(words.reverseTitle)}：${say(moneySources[entry.source])} ${say(moneyKinds[entry.kind])} ${text(entry.yuan)} ${say(words.yuan)}`}
      explain={say(words.reverseExplain)}
      confirmLabel={say(words.reverse)}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await call(reverseMoneyEntry, { params: { id: entry.id }, body: { reason } })
        await changed()
      }}
    />
  )
}

type Paper = BodyOf<typeof earmarkReward>

export function EarmarkDialog({ money, onClose }: Dialog) {
  const say = useSay()
  const changed = useMoneyChanged()
  const text = useYuanText()
  const { yuan, words: arithmetic } = money.rewardOffer
  return (
    <FormDialog<Paper>
      title={say(words.earmark)}
      explain={say(words.earmarkExplain)}
      before={
        <p className="money-offer">
          <strong>{yuan === undefined ? null : say(words.earmarkYuan(text(yuan)))}</strong>
          <span className="quiet">{say(arithmetic)}</span>
        </p>
      }
      saveLabel={say(words.earmark)}
      onClose={onClose}
      onSave={async body => {
        await call(earmarkReward, { params: { id: money.water.id }, body: withoutBlanks(body) as Paper }) // the number was asked for
        await changed()
      }}
    >
      <PaperFields waterId={money.water.id} />
    </FormDialog>
  )
}

type Due = WaterMoney['releases'][number]

export function ReleaseDialog(props: Dialog & { readonly reward: MoneyReward; readonly due: Due }) {
  const say = useSay()
  const changed = useMoneyChanged()
  const text = useYuanText()
  const { due, reward } = props
  return (
    <FormDialog<Paper>
      title={say(words.releaseTitle(say(rewardStages[due.stage]), text(due.yuan ?? 0)))}
      explain={say(words.releaseExplain)}
      saveLabel={say(words.release)}
      onClose={props.onClose}
      onSave={async body => {
        const paper = withoutBlanks(body) as Paper // the number was asked for
        await call(stepReward, { params: { id: reward.id }, body: { step: 'release', stage: due.stage, ...paper } })
        await changed()
      }}
    >
      <PaperFields waterId={reward.water.id} fileNeeded={due.evidence.includes('result-file')} />
    </FormDialog>
  )
}

export function EndRewardDialog(props: {
  readonly reward: MoneyReward
  readonly step: 'take-back' | 'cancel'
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useMoneyChanged()
  const { reward, step } = props
  return (
    <ReasonDialog
      open
      danger
      title={say(step === 'cancel' ? words.cancelTitle : words.takeBackTitle)}
      onClose={props.onClose}
      onSubmit={async ({ reason }) => {
        await call(stepReward, { params: { id: reward.id }, body: { step, reason } })
        await changed()
      }}
    />
  )
}

function SourceField({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  return (
    <Form.Item name="source" label={say(words.source)} rules={[{ required: true, message: say(words.needed) }]}>
      <Select
        options={money.policy.sources.map(({ source }) => ({ value: source, label: say(moneySources[source]) }))}
      />
    </Form.Item>
  )
}

function YuanField() {
  const say = useSay()
  return (
    <Form.Item
      name="yuan"
      label={say(words.amount)}
      rules={[{ required: true, type: 'integer', min: 1, message: say(words.wholeYuan) }]}
    >
      <InputNumber<number>
        style={{ width: '100%' }}
        max={100_000_000_000}
        formatter={value => `${value ?? ''}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
        parser={text => Number(text?.replaceAll(',', '') ?? '')}
      />
    </Form.Item>
  )
}

function DayField() {
  const say = useSay()
  const today = useToday()
  return (
    <Form.Item name="on" label={say(words.on)} rules={[{ required: true, message: say(words.needed) }]}>
      <Input type="date" max={today} style={{ width: 180 }} />
    </Form.Item>
  )
}

function PaperFields({ waterId, fileNeeded = false }: { readonly waterId: string; readonly fileNeeded?: boolean }) {
  const say = useSay()
  return (
    <>
      <Form.Item
        name="documentNumber"
        label={say(words.documentNumber)}
        extra={say(words.documentHint)}
        rules={[{ required: true, whitespace: true, min: 2, message: say(words.needed) }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="attachmentId"
        label={say(words.file)}
        extra={say(words.fileHint)}
        rules={[{ required: fileNeeded, message: say(words.needed) }]}
      >
        <FileField waterId={waterId} />
      </Form.Item>
    </>
  )
}

/** Sends the file at once as an attachment of the water; its value is the id. A form control. */
function FileField(props: {
  readonly waterId: string
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string) => void
}) {
  const say = useSay()
  const [name, setName] = useState<string>()
  return (
    <div className="money-file">
      <SendFiles
        {...(props.id === undefined ? {} : { id: props.id })}
        icon={<PaperClipOutlined />}
        caption={say(words.chooseFile)}
        label={say(words.chooseFile)}
        accept={pictureAndPaperTypes}
        keep={(file, { id, sha256 }) =>
          call(putMoneyDocument, {
            params: { id: props.waterId, attachmentId: id },
            query: { name: file.name, sha256 },
            body: file,
          })
        }
        onSent={([sent]) => {
          setName(sent?.name)
          if (sent !== undefined) props.onChange?.(sent.id)
        }}
      />
      {props.value === undefined ? null : (
        <output className="long-name">
          {say(words.fileSent)} {name}
        </output>
      )}
    </div>
  )
}
