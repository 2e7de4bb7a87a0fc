import { useQueryClient } from '@tanstack/react-query'
import { Form, Radio } from 'antd'
import { decideScope, listCandidates, type Candidate } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { surveyWords as words } from './survey-words.ts'

/** In scope by hand, or out of it and cleared: with a reason either way. */
export function ScopeDialog(props: { readonly candidate: Candidate | undefined; readonly onClose: () => void }) {
  const say = useSay()
  const cache = useQueryClient()
  const changed = useWatersChanged()
  const { candidate } = props
  if (candidate === undefined) return null
  const decide = async ({ inScope, reason }: { inScope: boolean; reason: string }) => {
    await call(decideScope, {
      params: { id: candidate.waterId },
      body: { inScope, reason, expectedVersion: candidate.version },
    })
    await Promise.all([changed(), cache.invalidateQueries({ queryKey: answerKey(listCandidates) })])
  }
  return (
    <ReasonDialog<{ inScope: boolean }>
      open
      title={`${say(words.decideScope)} · ${candidate.name}`}
      explain={
        <>
          {say(candidate.scope.words)} <span className="quiet">{say(words.scopeExplain)}</span>
        </>
      }
      initialValues={{ inScope: candidate.scope.inScope }}
      onClose={props.onClose}
      onSubmit={decide}
    >
      <Form.Item name="inScope">
        <Radio.Group className="stacked-radios">
          <Radio value>{say(words.scopeIn)}</Radio>
          <Radio value={false}>{say(words.scopeOut)}</Radio>
        </Radio.Group>
      </Form.Item>
    </ReasonDialog>
  )
}
