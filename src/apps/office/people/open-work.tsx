import { Form } from 'antd'
import type { Account } from '../../../people/contract.ts'
import { getHandover, getOpenWork, type OpenWork } from '../../../reports/handover/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import type { Bilingual } from '../../../domain/words.ts'
import { peopleWords as words } from './people-words.ts'

/** What a handover would move, as soon as it is known to whom. Stands inside the form that asks. */
export function OpenWorkOf({ account }: { readonly account: Account }) {
  const say = useSay()
  const toAccountId: string | undefined = Form.useWatch('toAccountId')
  const query = toAccountId === undefined ? {} : { toAccountId }
  const work = useAnswer(getOpenWork, { params: { id: account.id }, query }, { staleMs: 0 })
  return (
    <Form.Item label={say(words.handOverWork)} className="handover-work">
      {work.isError ? (
        <ProblemAlert error={work.error} onRetry={work.refetch} />
      ) : (
        <WorkLines lines={linesOf(work.data, toAccountId)} />
      )}
    </Form.Item>
  )
}

function WorkLines({ lines }: { readonly lines: readonly Bilingual[] }) {
  const say = useSay()
  return (
    <ul aria-live="polite">
      {lines.map(line => (
        <li key={line.en}>{say(line)}</li>
      ))}
    </ul>
  )
}

function linesOf(work: OpenWork | undefined, toAccountId: string | undefined): readonly Bilingual[] {
  if (work === undefined) return [words.handOverCounting]
  const { moves, stays } = work.imports
  if (moves + stays === 0) return [words.handOverNothing]
  const passes = toAccountId === undefined ? words.handOverOwnImports(moves) : words.handOverImports(moves)
  return [passes, ...(stays === 0 ? [] : [words.handOverStays(stays)])]
}

/** A job moves the work within a second or two; after so long it is said to follow. */
const waitMs = 15_000
const pollMs = 500

export async function untilMoved(id: string): Promise<{ readonly moved: number; readonly waiting: number }> {
  const until = Date.now() + waitMs
  for (;;) {
    const { imports } = await call(getHandover, { params: { id } })
    if (imports.waiting === 0 || Date.now() > until) return imports
    await new Promise(resolve => setTimeout(resolve, pollMs))
  }
}
