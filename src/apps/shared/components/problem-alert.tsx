import { Alert, Button } from 'antd'
import { z } from 'zod'
import type { Bilingual } from '../../../domain/words.ts'
import { ProblemError } from '../client.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'

/** Words of whatever was thrown: the platform's own for a refusal, a general sentence for anything else. */
export function problemWords(error: unknown): Bilingual {
  if (isOfAddress(error)) return common.addressIncomplete
  return error instanceof ProblemError ? error.words : common.unexpectedAnswer
}

const InvalidFields = z.object({ fields: z.array(z.object({ where: z.string() })).min(1) })

/** Whether the platform refused nothing but a part of the path: the page's address was cut off or mistyped; asking again cannot help. */
function isOfAddress(error: unknown): boolean {
  if (!(error instanceof ProblemError) || error.code !== 'request.invalid') return false
  const details = InvalidFields.safeParse(error.details)
  return details.success && details.data.fields.every(({ where }) => where.startsWith('path.'))
}

/**
 * A refusal or failure in the platform's own words, with its number in the log and, where it makes sense, a way to try again.
 *
 * @example {query.error === null ? null : <ProblemAlert error={query.error} onRetry={query.refetch} />}
 */
export function ProblemAlert(props: { readonly error: unknown; readonly onRetry?: (() => unknown) | undefined }) {
  const say = useSay()
  const { error, onRetry } = props
  const known = error instanceof ProblemError ? error : undefined
  const title = known?.code === 'network' ? common.networkTitle : common.somethingWrong
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say(title)}
      description={
        <>
          {say(problemWords(error))}
          {known?.instance === undefined || known.status < 500 ? null : (
            <span className="quiet"> {say(common.reference(known.instance))}</span>
          )}
        </>
      }
      action={
        onRetry === undefined || isOfAddress(error) ? null : (
          <Button size="small" onClick={() => void onRetry()}>
            {say(common.retry)}
          </Button>
        )
      }
    />
  )
}
