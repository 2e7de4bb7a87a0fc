import { Alert } from 'antd'
import { useSay } from '../../shared/i18n/language.tsx'
import type { Review } from './measure-review-page.tsx'
import { measureWords as words } from './measure-words.ts'

const kinds = { 'false-fix': 'error', 'over-engineering': 'warning', note: 'info' } as const

/** What is wrong with measures, each with its kind in bold. */
export function MeasureWarnings({ warnings }: { readonly warnings: Review['warnings'] }) {
  const say = useSay()
  return warnings.map(({ level, concern, words: text }, index) => (
    <Alert
      key={`${concern} ${index}`}
      type={kinds[level]}
      showIcon
      title={
        <>
          <strong>{say(words[level])}</strong> {say(text)}
        </>
      }
    />
  ))
}
