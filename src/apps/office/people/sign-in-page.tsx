import { useEffect, type ReactNode } from 'react'
import type { Session } from '../../../people/contract.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { Brand } from '../shell/brand.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { signInWords } from './sign-in-words.ts'

export function SignInPage({ onSignedIn }: { readonly onSignedIn: (session: Session) => void }) {
  const say = useSay()
  return (
    <SignInFrame title={say(signInWords.title)}>
      <SignInForm onSignedIn={onSignedIn} />
      <p className="sign-in-foot">{say(signInWords.forgotten)}</p>
    </SignInFrame>
  )
}

/** The product's words at the left, a form at the right. */
export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useSay()
  const product = say(common.product)
  useEffect(() => {
    document.title = `${title} - ${product}`
  }, [title, product])
  return (
    <main className="sign-in">
      <div className="sign-in-words">
        <Ripples />
        <Brand small={false} />
        <div style={{ marginBottom: 'auto', marginTop: 'clamp(8px, 12vh, 140px)' }}>
          <h1>{say(signInWords.headline)}</h1>
          <p>{say(signInWords.lead)}</p>
        </div>
      </div>
      <div className="sign-in-form">
        <div className="sign-in-top">
          <LanguageSwitch />
        </div>
        <h2>{title}</h2>
        {children}
      </div>
    </main>
  )
}

/** Level lines of a still pond. */
function Ripples() {
  const lines = [0, 1, 2, 3, 4, 5, 6]
  return (
    <svg className="water" viewBox="0 0 800 360" preserveAspectRatio="xMidYMax slice" aria-hidden="true" fill="none">
      {lines.map(line => (
        <path
          key={line}
          d={`M-20 ${90 + line * 42}c140 ${-34 + line * 3} 250 ${-30 + line * 3} 410 0s280 ${30 - line * 3} 430 ${4 - line}`}
          stroke="#2aa3ab"
          strokeOpacity={0.12 + line * 0.055}
          strokeWidth={1.4}
        />
      ))}
    </svg>
  )
}
