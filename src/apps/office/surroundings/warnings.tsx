import { Alert } from 'antd'
import type { SurroundingsOfWater } from '../../../surroundings/contract.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import './surroundings.css'

/** What is wrong with works around a water, or with measures that they could not take. */
export function Warnings({ warnings }: { readonly warnings: SurroundingsOfWater['warnings'] }) {
  const say = useSay()
  if (warnings.length === 0) return null
  return (
    <div className="sewage-warnings">
      {warnings.map(({ concern, words: text }) => (
        <Alert key={`${concern} ${text.zh}`} type="warning" showIcon title={say(text)} />
      ))}
    </div>
  )
}
