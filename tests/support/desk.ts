import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, ConsoleMessage, Page, Request, Response } from 'playwright-core'
import type { Platform } from './server.ts'

export const views = {
  desk: { width: 1440, height: 900 },
  phone: { width: 360, height: 640 },
} as const
export type View = keyof typeof views

export type Visit = {
  /** Who is signed in; nobody where absent. */
  readonly as?: string
  /** A session and storage of the visit's own, for tests that end or change them. */
  readonly alone?: boolean
  /** Below `/office`, with its query. */
  readonly path: string
  /** Refusals that the test provokes, matched against e.g. `401 /api/session`: method and query do not matter. */
  readonly expected?: readonly RegExp[]
}

/** A page of the office, watched. */
export type Desk = {
  readonly page: Page
  /** Waits until nothing loads any more: no requests, skeletons, spinners or running animations. */
  settled(): Promise<void>
  /**
   * Ends the visit; the tab is kept for the next.
   *
   * @returns what went wrong in it: console errors and warnings, uncaught errors, failed requests, refusals nobody expected
   */
  close(): Promise<readonly string[]>
}

export type Office = {
  readonly platform: Platform
  readonly browser: Browser
  /** Shows a page at the desk and in Chinese. */
  readonly open: (visit: Visit) => Promise<Desk>
}

/**
 * Opens pages of a platform in a browser, signed in already. Visits of one person share a session and what the browser keeps,
 * as tabs do.
 *
 * @example
 * const desk = await office.open({ as: 'dianjiang', path: '/waters?list=national' })
 * await desk.page.getByRole('heading', { name: '水体台账' }).waitFor()
 * expect(await desk.close()).toEqual([])
 */
export function officeOf(platform: Platform, browser: Browser): Office {
  const shared = new Map<string, Promise<Room>>()
  const roomFor = ({ as }: Visit, alone: boolean) => {
    if (alone) return newRoom(platform, browser, as)
    const room = shared.get(as ?? '') ?? newRoom(platform, browser, as)
    shared.set(as ?? '', room)
    return room
  }
  return {
    platform,
    browser,
    open: async visit => {
      const { alone = visit.as === undefined } = visit
      const room = await roomFor(visit, alone)
      const tab = room.idle.pop() ?? openTab(await room.context.newPage())
      const faults: string[] = []
      tab.watcher = { expected: visit.expected ?? [], note: fault => void faults.push(fault) }
      await tab.page.setViewportSize(views.desk)
      await show(tab.page, `${platform.address}/office${visit.path}`)
      return {
        page: tab.page,
        settled: () => settle(tab.page, tab.underWay),
        close: async () => {
          tab.watcher = nobody
          if (alone) await room.context.close()
          else room.idle.push(tab)
          return faults
        },
      }
    },
  }
}

/** What one person's browser keeps, and its tabs that nobody looks at: a new one takes longer than most visits. */
type Room = { readonly context: BrowserContext; readonly idle: Tab[] }

type Watcher = { readonly expected: readonly RegExp[]; readonly note: (fault: string) => void }

/** A page with whoever watches it now, and the requests that it waits for. */
type Tab = { readonly page: Page; readonly underWay: ReadonlySet<Request>; watcher: Watcher }

/** Loads the page even where the tab shows it already: to go to a place on it would only scroll there. */
async function show(page: Page, address: string): Promise<void> {
  const onlyScrolls = address.includes('#') && page.url().split('#')[0] === address.split('#')[0]
  await page.goto(address)
  if (onlyScrolls) await page.reload()
}

const nobody: Watcher = { expected: [], note: () => undefined }

function openTab(page: Page): Tab {
  page.setDefaultTimeout(30_000)
  // A visit may end in the middle of work; the next begins all the same.
  page.on('dialog', dialog => (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()))
  const tab = { page, underWay: countRequests(page), watcher: nobody }
  watch(tab)
  return tab
}

/** Everybody sits in China, whatever machine the tests run on, and asked for less motion, so that pages come to rest. */
async function newRoom(platform: Platform, browser: Browser, username?: string): Promise<Room> {
  const context = await browser.newContext({
    viewport: views.desk,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(`localStorage.setItem('jiuqing.language', 'zh')`)
  if (username !== undefined) await context.addCookies([parsed(await platform.signIn(username), platform.address)])
  return { context, idle: [] }
}

function parsed(cookie: string, url: string) {
  const [name = '', ...value] = cookie.split('=')
  return { name, value: value.join('='), url }
}

/** Whoever watches is asked at the moment: a tab is watched by one visit after another. */
function watch(tab: Tab): void {
  const { page } = tab
  const note = (fault: string) => tab.watcher.note(fault)
  page.on('pageerror', error => note(`uncaught: ${error.message}`))
  page.on('console', message => noteConsole(message, note))
  page.on('requestfailed', request => noteFailed(request, note))
  page.on('response', response => noteRefusal(response, tab.watcher.expected, note))
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

/** The requests not answered yet. A refusal that the page does not read to its end is answered too. */
function countRequests(page: Page): ReadonlySet<Request> {
  const underWay = new Set<Request>()
  // A worker that is ended before its script came (a map drawn anew) never has it answered.
  page.on('request', request => void (/-worker-[^/]*\.js$/.test(request.url()) || underWay.add(request)))
  page.on('response', response => underWay.delete(response.request()))
  page.on('requestfailed', request => underWay.delete(request))
  // What a worker asked for is never reported as ended once the worker itself has: a map drawn anew takes a new worker.
  page.on('worker', worker => worker.on('close', () => underWay.clear()))
  return underWay
}

// What runs inside the page stands as text: its words (document, window) are not those of the tests' own program.
const isStill = `(() => {
  const loading = document.querySelector('.ant-skeleton-active, .ant-spin-spinning, .ant-btn-loading')
  const moving = document.getAnimations().some(({ playState, effect }) =>
    playState === 'running' && effect?.getComputedTiming().iterations !== Infinity)
  return document.querySelector('h1') !== null && loading === null && !moving && document.fonts.status === 'loaded'
})()`

const stillAfterFrames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(${isStill}))))`
const giveUpMs = 60_000

/**
 * An answer may make the page ask for more, so both must hold at once, and still hold some frames later. While it waits for answers the page
 * is not asked: each look has it draw frames.
 */
async function settle(page: Page, underWay: ReadonlySet<Request>): Promise<void> {
  const giveUpAt = Date.now() + giveUpMs
  for (let calm = 0; calm < 2;) {
    while (underWay.size > 0 && Date.now() < giveUpAt) await pause(20)
    const still = await page.evaluate<boolean>(stillAfterFrames)
    calm = underWay.size === 0 && still ? calm + 1 : 0
    if (Date.now() < giveUpAt) continue
    const waiting = [...underWay].map(request => request.url())
    throw new Error(`${page.url()} never came to rest; requests under way: ${waiting.join(', ') || 'none'}`)
  }
}
