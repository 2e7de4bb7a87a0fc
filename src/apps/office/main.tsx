import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider, type ThemeConfig } from 'antd'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { ProblemError } from '../shared/client.ts'
import { antdLocales } from '../shared/i18n/antd-locale.ts'
import { LanguageProvider, useLanguage } from '../shared/i18n/language.tsx'
import 'antd/dist/antd.css'
import '../shared/look.css'
import '../shared/desk.css'
import { theme } from '../shared/theme.ts'
import { SessionGate } from './people/session-gate.tsx'
import { router } from './router.tsx'

/** A refusal stays one however often it is asked; only a failed connection is tried again. */
function worthRetrying(count: number, error: unknown): boolean {
  return count < 2 && error instanceof ProblemError && (error.code === 'network' || error.status === 503)
}

// Schemas of the contracts compile themselves with `new Function` where they may; the page's security policy forbids it.
z.config({ jitless: true })

const cache = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, refetchOnWindowFocus: false } },
})

/** Whoever asked the system for less motion gets none: nothing here then waits for the end of a transition. */
const quietTheme: ThemeConfig = {
  ...theme,
  // Styles come as a file, not from each page as it is shown: opening one costs a third less of the browser.
  zeroRuntime: true,
  token: { ...theme.token, motion: !matchMedia('(prefers-reduced-motion: reduce)').matches },
}

function Office() {
  const { language } = useLanguage()
  return (
    <ConfigProvider theme={quietTheme} locale={antdLocales[language]} button={{ autoInsertSpace: false }}>
      <App style={{ height: '100%' }}>
        <SessionGate>
          <RouterProvider router={router} />
        </SessionGate>
      </App>
    </ConfigProvider>
  )
}

/** After an update of the platform the old page asks for parts that are gone: load the new page, once in ten seconds at most. */
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('jiuqing.reloaded') ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem('jiuqing.reloaded', String(Date.now()))
  location.reload()
})

const place = document.getElementById('app')
if (place === null) throw new Error('index.html lacks #app')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <LanguageProvider>
        <Office />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
