import { useNavigate } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useEffect } from 'react'
import { z } from 'zod'
import { draftCase } from '../../../planning/cases/contract.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { emptyCase } from './case-form-values.ts'
import { CaseForm } from './case-form.tsx'
import { caseWords as words } from './case-words.ts'

const Asked = z.object({ water: z.uuid().optional() })

/** A case is begun: drafted from the records of a solved water, or by hand for one elsewhere. */
export default function NewCasePage() {
  const say = useSay()
  const navigate = useNavigate()
  const [{ water }] = useSearchState(Asked)
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/cases' }]}
        title={say(water === undefined ? words.writeElsewhere : words.write)}
      />
      {water === undefined ? (
        <CaseForm
          waterId={undefined}
          seenVersion={0}
          content={emptyCase}
          onDone={() => void navigate({ to: '/cases' })}
        />
      ) : (
        <DraftedForm waterId={water} />
      )}
    </div>
  )
}

function DraftedForm({ waterId }: { readonly waterId: string }) {
  const navigate = useNavigate()
  const draft = useAnswer(draftCase, { params: { id: waterId } })
  const there = draft.data?.caseId
  useEffect(() => {
    if (there !== undefined) void navigate({ to: `/cases/${there}`, replace: true })
  }, [there, navigate])
  if (draft.error !== null) return <ProblemAlert error={draft.error} onRetry={draft.refetch} />
  if (draft.data === undefined || there !== undefined) return <Skeleton active paragraph={{ rows: 12 }} />
  return (
    <CaseForm
      waterId={waterId}
      seenVersion={0}
      content={draft.data.content}
      onDone={() => void navigate({ to: `/waters/${waterId}` })}
    />
  )
}
