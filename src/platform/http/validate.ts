import { z } from 'zod'
import { Problem } from '../../domain/problems.ts'
import { requestInvalid, type InvalidField } from './problems.ts'

const chinese = z.locales.zhCN().localeError
const english = z.locales.en().localeError

/**
 * Checks a value against a schema; all faults are named at once, in both languages, each with its place.
 *
 * @throws Problem `request.invalid`
 */
export function validated<S extends z.ZodType>(schema: S, value: unknown, part: string): z.output<S> {
  const parsed = schema.safeParse(value, { error: english })
  if (parsed.success) return parsed.data
  const inChinese = schema.safeParse(value, { error: chinese })
  const chineseIssues = inChinese.success ? [] : inChinese.error.issues
  const fields: InvalidField[] = parsed.error.issues.map((issue, index) => ({
    where: [part, ...issue.path.map(String)].join('.'),
    zh: chineseIssues[index]?.message ?? issue.message,
    en: issue.message,
  }))
  throw new Problem(requestInvalid, { fields })
}
