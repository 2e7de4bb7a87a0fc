import type { Bilingual } from '../../../domain/words.ts'
import { policyLines } from '../standards/policy-lines.ts'

/** The body of a fact in one line: every value after its name. @example briefOf({ rows: 8 }, say) // 'rows 8' */
export function briefOf(body: unknown, say: (text: Bilingual) => string): string {
  return policyLines(body)
    .map(({ path, value }) => `${path.join('.')} ${typeof value === 'object' ? say(value) : String(value)}`)
    .join('；')
}
