import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { getCase, listCases, listSimilarCases, stepCase, type SolvedCase } from '../../../planning/cases/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { caseWords as words } from './case-words.ts'

/** Everything on screen that tells of cases is asked for anew. */
export function useCasesChanged(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      [getCase, listCases, listSimilarCases].map(endpoint =>
        queries.invalidateQueries({ queryKey: answerKey(endpoint) }),
      ),
    )
  }
}

/** Publishes or withdraws a case. */
export function CaseSteps({ one }: { readonly one: SolvedCase }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useCasesChanged()
  const [asking, setAsking] = useState<'publish' | 'withdraw'>()
  const close = () => setAsking(undefined)
  const isNew = one.version !== one.publishedVersion
  const publish = async () => {
    await call(stepCase, { params: { id: one.id }, body: { step: 'publish', seenVersion: one.version } })
    await changed()
    void message.success(say(words.published))
  }
  const withdraw = async ({ reason }: { readonly reason: string }) => {
    await call(stepCase, { params: { id: one.id }, body: { step: 'withdraw', seenVersion: one.version, reason } })
    await changed()
    void message.success(say(words.withdrawn))
  }
  return (
    <>
      {isNew ? (
        <Button type="primary" disabled={one.faults.length > 0} onClick={() => setAsking('publish')}>
          {say(words.publish)}
        </Button>
      ) : null}
      <Button danger onClick={() => setAsking('withdraw')}>
        {say(words.withdraw)}
      </Button>
      {asking === 'publish' ? (
        <FormDialog title={say(words.publish)} saveLabel={say(words.publish)} onClose={close} onSave={publish}>
          <p>{say(words.publishAsk)}</p>
        </FormDialog>
      ) : null}
      <ReasonDialog
        open={asking === 'withdraw'}
        title={say(words.withdraw)}
        explain={say(words.withdrawAsk)}
        confirmLabel={say(words.withdraw)}
        danger
        onClose={close}
        onSubmit={withdraw}
      />
    </>
  )
}
