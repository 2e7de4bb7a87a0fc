import { Button, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { chinaDate, chinaMinute } from '../../../domain/dates.ts'
import type { HandbookItem } from '../../../policy/schemas.ts'
import { recordVisit, type Visit } from '../../../works/contract.ts'
import {
  checklistOf,
  handbookOf,
  findingOf,
  findingsOf,
  measureUnits,
  severities,
  yesNoIds,
  yesNoWords,
  type Answer,
} from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useDraft, type Draft } from '../../shared/hooks/use-draft.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { PartyFields, useParty } from './party-field.tsx'
import { PhotoField } from './photos.tsx'
import { useWorksChanged } from './use-works-changed.ts'
import { worksWords as words } from './works-words.ts'

const ItemValues = z.object({
  choice: z.enum(yesNoIds).optional(),
  number: z.number().nullish(),
  text: z.string().optional(),
  note: z.string().optional(),
  photos: z.array(z.string()).readonly().optional(),
})
type ItemValues = z.output<typeof ItemValues>

/** What is filled in; kept in the browser until it is submitted. */
const Values = z.object({
  items: z.record(z.string(), ItemValues).optional(),
  visitedOn: z.string().optional(),
  note: z.string().optional(),
  who: z.enum(['organisation', 'person', 'me', 'same']).optional(),
  organisation: z.string().optional(),
  accountId: z.string().optional(),
})
type Values = z.output<typeof Values>

/** The checklist of a visit that is to be recorded: one column, so that it is filled in on a phone beside the water. */
export function ChecklistForm({ visit }: { readonly visit: Visit }) {
  const say = useSay()
  const [form] = Form.useForm<Values>()
  const sending = useDoing()
  const changed = useWorksChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const items = checklistOfVisit(visit)
  const party = useParty()
  const draft = useDraft(`jiuqing.visit-draft.${useAccount().id}.${visit.id}`, Values)
  const values = Form.useWatch([], form) as Values | undefined // `useWatch` of everything is typed as anything
  const answers = items.flatMap(item => answerOf(item, values?.items?.[item.id]))
  const findings = findingsOf(items, answers)
  const asked = items.filter(({ answer }) => answer.kind !== 'text')
  const done = asked.filter(({ id }) => answers.some(({ itemId }) => itemId === id)).length
  const send = ({ visitedOn = today, note = '', ...who }: Values) =>
    sending.run(async () => {
      const owner = findings.length === 0 ? undefined : party(who)
      await call(recordVisit, {
        params: { id: visit.id },
        body: {
          handbook: visit.handbook,
          visitedOn,
          answers: answers.map(answer => ({ ...answer, photos: [...answer.photos] })),
          ...(note.trim() === '' ? {} : { note }),
          ...(owner === undefined ? {} : { owner }),
        },
      })
      draft.drop()
      await changed()
    })
  const discard = () => {
    draft.drop()
    form.setFieldsValue({ items: Object.fromEntries(items.map(({ id }) => [id, {}])), note: '', visitedOn: today })
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ visitedOn: today, ...draft.found }}
      onValuesChange={(_change, all) => draft.keep(all)}
      scrollToFirstError={{ focus: true, block: 'center' }}
      onFinish={given => void send(given)}
    >
      <Panel title={say(words.checklist)} flush>
        <div className="checklist">
          {items.map((item, index) => (
            <CheckItem key={item.id} item={item} number={index + 1} visit={visit} values={values?.items?.[item.id]} />
          ))}
          <div className="check-item">
            <Form.Item name="visitedOn" label={say(words.visitedOn)} rules={[{ required: true }]}>
              <Input type="date" max={today} style={{ width: 180 }} />
            </Form.Item>
            <Form.Item name="note" label={say(words.overallNote)}>
              <Input.TextArea rows={2} maxLength={4000} />
            </Form.Item>
            {findings.length === 0 ? null : (
              <PartyFields
                label={`${say(words.owner)} · ${say(words.findings)} ${findings.length}`}
                extra={say(words.ownerHint)}
              />
            )}
            {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
          </div>
        </div>
        <DraftNote draft={draft} onDiscard={discard} />
        <div className="check-foot">
          <span className="number">{say(words.answered(done, asked.length))}</span>
          <Button type="primary" htmlType="submit" loading={sending.busy}>
            {say(words.submit)}
          </Button>
        </div>
      </Panel>
    </Form>
  )
}

/** That what was filled in survives a reload, or that it does not. */
function DraftNote({ draft, onDiscard }: { readonly draft: Draft<Values>; readonly onDiscard: () => void }) {
  const say = useSay()
  if (draft.failed) return <p className="draft-note">{say(words.draftFailed)}</p>
  if (draft.keptAt === undefined) return null
  return (
    <p className="draft-note">
      {say(words.draftKept(chinaMinute(new Date(draft.keptAt))))}{' '}
      <Button type="link" size="small" onClick={onDiscard}>
        {say(words.dropDraft)}
      </Button>
    </p>
  )
}

/** The items of the visit's own edition. */
export function checklistOfVisit(visit: Visit): readonly HandbookItem[] {
  const edition = handbookOf(visit.handbook)
  return edition === undefined ? [] : checklistOf(edition, visit)
}

/** What was filled in so far; none where the item is not answered yet. */
function answerOf({ id, answer: asked }: HandbookItem, values: ItemValues = {}): readonly Answer[] {
  const { choice, number, text = '', note = '', photos = [] } = values
  const frame = { itemId: id, photos, ...(note.trim() === '' ? {} : { note }) }
  if (asked.kind === 'yes-no') return choice === undefined ? [] : [{ ...frame, kind: 'yes-no', value: choice }]
  if (asked.kind === 'photo') return photos.length === 0 ? [] : [{ ...frame, kind: 'photo' }]
  if (asked.kind === 'text') return text.trim() === '' ? [] : [{ ...frame, kind: 'text', text }]
  if (number === undefined || number === null) return []
  return [{ ...frame, kind: 'measure', value: number, unit: asked.unit }]
}

function CheckItem(props: {
  readonly item: HandbookItem
  readonly number: number
  readonly visit: Visit
  readonly values: ItemValues | undefined
}) {
  const say = useSay()
  const { item, values, visit } = props
  const [answer] = answerOf(item, values)
  const finding = answer === undefined ? undefined : findingOf(item, answer)
  const asks = item.answer
  const explained = asks.kind === 'yes-no' ? values?.choice !== undefined && values.choice !== 'yes' : false
  const withPhotos = asks.kind === 'photo' || (asks.kind === 'yes-no' && asks.photo) || finding !== undefined
  return (
    <section className="check-item">
      <h3>
        {props.number}. {say(item.question)}
      </h3>
      <p className="guidance">
        {say(item.guidance)}
        {asks.kind === 'measure' && asks.citation !== undefined ? <CitationNote citation={asks.citation} /> : null}
      </p>
      <AnswerField item={item} />
      {finding === undefined ? null : (
        <p className="mark-row">
          <Mark tone="amber">{say(words.makesFinding(say(severities[finding.severity])))}</Mark>
        </p>
      )}
      {explained || finding !== undefined ? (
        <Form.Item
          name={['items', item.id, 'note']}
          label={say(words.note)}
          rules={explained ? [{ required: true, whitespace: true, message: say(words.noteNeeded) }] : []}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      ) : null}
      {withPhotos ? (
        <Form.Item
          name={['items', item.id, 'photos']}
          label={`${say(words.photos)}${asks.kind === 'photo' ? ` · ${say(words.photosAtLeast(asks.least))}` : ''}`}
        >
          <PhotoField waterId={visit.water.id} label={say(item.question)} />
        </Form.Item>
      ) : null}
    </section>
  )
}

function AnswerField({ item: { id, answer, question } }: { readonly item: HandbookItem }) {
  const say = useSay()
  const needed = [{ required: true, message: say(words.needed) }]
  const name = ['items', id]
  if (answer.kind === 'photo') return null
  if (answer.kind === 'text') {
    return (
      <Form.Item name={[...name, 'text']}>
        <Input.TextArea rows={2} maxLength={4000} aria-label={say(question)} />
      </Form.Item>
    )
  }
  if (answer.kind === 'measure') {
    const unit = say(measureUnits[answer.unit])
    return (
      <Form.Item name={[...name, 'number']} rules={needed}>
        <InputNumber
          min={answer.low}
          max={answer.high}
          suffix={unit}
          style={{ width: 180 }}
          aria-label={`${say(question)} (${unit})`}
        />
      </Form.Item>
    )
  }
  const choices = yesNoIds.filter(value => value !== 'not-applicable' || answer.mayNotApply)
  return (
    <Form.Item name={[...name, 'choice']} rules={needed}>
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        aria-label={say(question)}
        options={choices.map(value => ({ value, label: say(yesNoWords[value]) }))}
      />
    </Form.Item>
  )
}
