import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { resolveWrittenPlace } from '../../../places/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { placesWords as words } from './places-words.ts'

type Written = { readonly county: string; readonly town?: string; readonly village?: string }

/** Which division a written name means, with every difference named. */
export function NameCheckPanel() {
  const say = useSay()
  const [asked, setAsked] = useState<Written>()
  return (
    <section className="panel name-check">
      <p className="note-line">{say(words.checkLead)}</p>
      <Form<Written> layout="vertical" className="name-form" onFinish={values => setAsked(withoutBlanks(values))}>
        <Form.Item name="county" label={say(words.county)} rules={[{ required: true, message: say(words.needed) }]}>
          <Input maxLength={50} placeholder="垫江" />
        </Form.Item>
        <Form.Item name="town" label={say(words.town)}>
          <Input maxLength={50} placeholder="沙坪" />
        </Form.Item>
        <Form.Item name="village" label={say(words.village)}>
          <Input maxLength={80} placeholder="毕桥" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {say(words.check)}
        </Button>
      </Form>
      {asked === undefined ? null : <Resolution written={asked} />}
    </section>
  )
}

function Resolution({ written }: { readonly written: Written }) {
  const answer = useAnswer(resolveWrittenPlace, { query: written })
  if (answer.error !== null) return <ProblemAlert error={answer.error} onRetry={answer.refetch} />
  if (answer.data === undefined) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  return <Found answer={answer.data} />
}

function Found({ answer }: { readonly answer: AnswerOf<typeof resolveWrittenPlace> }) {
  const say = useSay()
  const { resolved, name, regionCode, refusal, correspondences } = answer
  const same = correspondences.every(({ written, matched }) => written === matched)
  return (
    <div aria-live="polite">
      <Alert
        type={resolved ? 'success' : 'warning'}
        showIcon
        title={resolved ? `${say(words.resolved)} ${name ?? ''}` : say(words.unresolved)}
        description={resolved ? <code>{regionCode}</code> : refusal === undefined ? undefined : say(refusal)}
      />
      {correspondences.length === 0 ? null : (
        <>
          <h3 className="name-heading">{say(same ? words.exact : words.differences)}</h3>
          <ul className="name-differences">
            {correspondences.map(each => (
              <li key={`${each.level} ${each.written}`}>{say(each.words)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
