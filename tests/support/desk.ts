import type { Browser, BrowserContext, ConsoleMessage, Page, Request, Response } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import type { Platform } from './server.ts'

export const views = {
  desk: { width: 1440, height: 900 },
  phone: { width: 360, height: 640 },
} as const
export type View = keyof typeof views

export type Visit = {
  /** Whose cookie the browser holds; nobody is signed in where absent. */
  readonly as?: string
  /** Below `/office`, with its query. */
  readonly path: string
  readonly language?: Language
  readonly view?: View
  /** Refusals that the test provokes, matched against e.g. `401 /api/session`: method and query do not matter. */
  readonly expected?: readonly RegExp[]
}

/** A page of the office, watched. */
export type Desk = {
  readonly page: Page
  /** What went wrong in the page so far: console errors, uncaught errors, failed requests, refusals nobody expected. */
  readonly faults: readonly string[]
  /** Waits until nothing loads any more: no requests, skeletons, spinners or running animations. */
  settled(): Promise<void>
  /** Closes the page. @throws where anything went wrong in it */
  close(): Promise<void>
}

export type Office = {
  readonly platform: Platform
  readonly browser: Browser
  readonly open: (visit: Visit) => Promise<Desk>
  /** The session of this person has ended: the next visit signs in anew. */
  readonly forget: (username: string) => void
}

/**
 * Opens pages of a platform in a browser; each visit has storage of its own and is signed in already.
 *
 * @example
 * const desk = await office.open({ as: 'dianjiang', path: '/waters?list=national' })
 * await desk.page.getByRole('heading', { name: '水体台账' }).waitFor()
 * await desk.close()
 */
export function officeOf(platform: Platform, browser: Browser): Office {
  const cookies = new Map<string, Promise<string>>()
  const cookieOf = (username: string) => {
    const held = cookies.get(username) ?? platform.signIn(username)
    cookies.set(username, held)
    return held
  }
  return {
    platform,
    browser,
    forget: username => void cookies.delete(username),
    open: async visit => {
      const context = await contextOf(browser, visit)
      if (visit.as !== undefined) await context.addCookies([parsed(await cookieOf(visit.as), platform.address)])
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      const faults = watch(page, visit.expected ?? [])
      const underWay = countRequests(page)
      await page.goto(`${platform.address}/office${visit.path}`)
      return {
        page,
        faults,
        settled: () => settle(page, underWay),
        close: () => closeSound(context, faults),
      }
    },
  }
}

/** Everybody reads a fixed language and the clock of China, whatever machine the tests run on. */
async function contextOf(browser: Browser, { view = 'desk', language = 'zh' }: Visit): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: views[view],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(chosen => {
    if (localStorage.getItem('jiuqing.language') === null) localStorage.setItem('jiuqing.language', chosen)
  }, language)
  return context
}

function parsed(cookie: string, url: string) {
  const [name = '', ...value] = cookie.split('=')
  return { name, value: value.join('='), url }
}

function watch(page: Page, expected: readonly RegExp[]): readonly string[] {
  const faults: string[] = []
  const note = (fault: string) => void faults.push(fault)
  page.on('pageerror', error => note(`uncaught: ${error.message}`))
  page.on('console', message => noteConsole(message, note))
  page.on('requestfailed', request => noteFailed(request, note))
  page.on('response', response => noteRefusal(response, expected, note))
  return faults
}

function noteConsole(message: ConsoleMessage, note: (fault: string) => void): void {
  if (message.type() !== 'error' && message.type() !== 'warning') return
  // The browser repeats every refused request there; those are judged by their answers.
  if (message.text().startsWith('Failed to load resource')) return
  // SwiftShader's own remark about reading pixels back, not the page's.
  if (message.text().includes('GPU stall due to ReadPixels')) return
  note(`console ${message.type()}: ${message.text()}`)
}

/** A request given up by the page itself (an answer no longer needed) has not failed. */
function noteFailed(request: Request, note: (fault: string) => void): void {
  const why = request.failure()?.errorText ?? 'unknown'
  if (why !== 'net::ERR_ABORTED') note(`failed: ${request.method()} ${request.url()} ${why}`)
}

function noteRefusal(response: Response, expected: readonly RegExp[], note: (fault: string) => void): void {
  if (response.status() < 400) return
  const refusal = `${response.status()} ${new URL(response.url()).pathname}`
  if (!expected.some(pattern => pattern.test(refusal))) note(`answered ${response.status()}: ${response.url()}`)
}

/** The requests on their way, as long as the page stays. */
function countRequests(page: Page): ReadonlySet<Request> {
  const underWay = new Set<Request>()
  page.on('request', request => underWay.add(request))
  page.on('requestfinished', request => underWay.delete(request))
  page.on('requestfailed', request => underWay.delete(request))
  return underWay
}

// What runs inside the page stands as text: its words (document, window) are not those of the tests' own program.
const isStill = `(() => {
  const loading = document.querySelector('.ant-skeleton-active, .ant-spin-spinning, .ant-btn-loading')
  const moving = document.getAnimations().some(({ playState, effect }) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity)
  return document.querySelector('h1') !== null && loading === null && !moving && document.fonts.status === 'loaded'
})()`

const nextFrames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))`
const giveUpMs = 60_000

/** An answer may make the page ask for more, so both must hold at once, and still hold some frames later. */
async function settle(page: Page, underWay: ReadonlySet<Request>): Promise<void> {
  const giveUpAt = Date.now() + giveUpMs
  for (let calm = 0; calm < 2;) {
    await page.evaluate(nextFrames)
    calm = underWay.size === 0 && (await page.evaluate<boolean>(isStill)) ? calm + 1 : 0
    if (Date.now() < giveUpAt) continue
    const waiting = [...underWay].map(request => request.url())
    throw new Error(`${page.url()} never came to rest; requests under way: ${waiting.join(', ') || 'none'}`)
  }
}

async function closeSound(context: BrowserContext, faults: readonly string[]): Promise<void> {
  await context.close()
  if (faults.length > 0) throw new Error(`the page had faults:\n${faults.join('\n')}`)
}
