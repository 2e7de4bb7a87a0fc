import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { deleteSession, getSession, type Session } from '../../../people/contract.ts'
import { call, onSignedOut, ProblemError } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { SignedInContext, type SignedIn } from '../../shared/session.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { SignInFrame, SignInPage } from './sign-in-page.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { signInWords } from './sign-in-words.ts'

const key = ['session'] as const

/** `null`: nobody is signed in. */
async function askSession(): Promise<Session | null> {
  try {
    return await call(getSession, {}, { mayAskToSignIn: false })
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null
    throw error
  }
}

/** Lets the office in once somebody is signed in and has a password of their own. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient()
  const say = useSay()
  const session = useQuery({ queryKey: key, queryFn: askSession, staleTime: Infinity, retry: false })
  const keep = (next: Session | null) => {
    cache.setQueryData(key, next)
    if (next !== null) return
    // What was shown is forgotten, but for the answer itself: whoever waits for it would not hear of another one under its name.
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] })
    cache.getMutationCache().clear()
  }
  if (session.isPending) return null
  if (session.error !== null) {
    return (
      <SignInFrame title={say(signInWords.title)}>
        <ProblemAlert error={session.error} onRetry={session.refetch} />
      </SignInFrame>
    )
  }
  if (session.data === null) return <SignInPage onSignedIn={keep} />
  if (session.data.mustChangePassword) {
    const why = session.data.mustChangeBecause === 'expired' ? signInWords.changeExpired : signInWords.changeFirst
    return (
      <SignInFrame title={say(signInWords.changeTitle)}>
        <p style={{ marginBottom: 20 }}>{say(why)}</p>
        <ChangePasswordForm onChanged={keep} />
      </SignInFrame>
    )
  }
  return (
    <SignedInPart session={session.data} onSession={keep}>
      {children}
    </SignedInPart>
  )
}

function SignedInPart(props: {
  readonly session: Session
  readonly onSession: (session: Session | null) => void
  readonly children: ReactNode
}) {
  const { session, onSession, children } = props
  const say = useSay()
  const { message } = App.useApp()
  const [changing, setChanging] = useState(false)
  const account = useMemo<SignedIn>(() => {
    const held = new Set<string>(session.permissions)
    return {
      ...session.account,
      idleMinutes: session.idleMinutes,
      may: permission => held.has(permission),
      signOut: async () => {
        await call(deleteSession)
        onSession(null)
      },
      changePassword: () => setChanging(true),
    }
  }, [session, onSession])
  return (
    <SignedInContext value={account}>
      {children}
      <SignInAgainDialog username={session.account.username} />
      <Modal
        open={changing}
        title={say(signInWords.changeTitle)}
        footer={null}
        onCancel={() => setChanging(false)}
        destroyOnHidden
      >
        <ChangePasswordForm
          onChanged={changed => {
            setChanging(false)
            onSession(changed)
            void message.success(say(signInWords.changed))
          }}
        />
      </Modal>
    </SignedInContext>
  )
}

/** Over the page when the session ended: whoever waits goes on after signing in. */
function SignInAgainDialog({ username }: { readonly username: string }) {
  const [open, setOpen] = useState(false)
  const asked = useRef<PromiseWithResolvers<void>>(undefined)
  useEffect(() => {
    onSignedOut(() => {
      asked.current ??= Promise.withResolvers<void>()
      setOpen(true)
      return asked.current.promise
    })
    return () => onSignedOut(undefined)
  }, [])
  const goOn = (session: Session) => {
    if (session.account.username !== username || session.mustChangePassword) location.reload()
    asked.current?.resolve()
    asked.current = undefined
    setOpen(false)
  }
  return <SignInAgain open={open} username={username} onSignedIn={goOn} />
}
