import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import {
  dismissGivenUpJob,
  listGivenUpJobs,
  retryGivenUpJob,
  type GivenUpJob,
} from '../../../platform/given-up-jobs/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { jobsWords as words } from './jobs-words.ts'

/** Runs a job again, or dismisses it with a reason. What its asker can mend is left to them. */
export function JobActions({ job }: { readonly job: GivenUpJob }) {
  const say = useSay()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const trying = useDoing()
  const [dismissing, setDismissing] = useState(false)
  const params = { id: job.id }
  const changed = () => cache.invalidateQueries({ queryKey: answerKey(listGivenUpJobs) })
  const retry = () =>
    trying.run(async () => {
      await call(retryGivenUpJob, { params })
      void message.success(say(words.retried(say(job.label))))
      await changed()
    })
  const dismiss = async ({ reason }: { readonly reason: string }) => {
    await call(dismissGivenUpJob, { params, body: { reason } })
    void message.success(say(words.dismissed))
    await changed()
  }
  return (
    <span className="job-actions">
      {job.mender === 'asker' ? (
        <span className="quiet" title={say(words.askerMendsHint)}>
          {say(words.askerMends)}
        </span>
      ) : (
        <Button size="small" type="primary" loading={trying.busy} onClick={() => void retry()}>
          {say(words.retry)}
        </Button>
      )}
      <Button size="small" onClick={() => setDismissing(true)}>
        {say(words.dismiss)}
      </Button>
      {trying.error === undefined ? null : <ProblemAlert error={trying.error} />}
      <ReasonDialog
        open={dismissing}
        title={say(words.dismissTitle(say(job.label)))}
        explain={say(words.dismissExplain)}
        confirmLabel={say(words.dismiss)}
        danger
        onSubmit={dismiss}
        onClose={() => setDismissing(false)}
      />
    </span>
  )
}
