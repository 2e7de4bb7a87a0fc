import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { CDPSession, Page } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import { expect } from 'vitest'
import { views, type Desk, type View } from './desk.ts'

const folder = fileURLToPath(new URL('../../artefacts/screenshots/', import.meta.url))

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Keeps what the page shows as `artefacts/screenshots/NAME.png`; for people to look at, never compared. None with `PICTURES=no`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === 'no') return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

/** Rows of a table from the thirteenth on: they are built like those before them, and cost most of the time. */
const furtherRows = 'tbody tr:nth-child(n+13)'

type Rule = {
  readonly id: string
  readonly enabled: boolean
  readonly impact: string
  readonly tags: readonly string[]
}

/** The rules that axe asks by itself and whose findings can keep people out: what the others find would only be thrown away. */
const weightyRules = axeRules()
  .filter(({ enabled, tags }) => enabled && !tags.includes('experimental') && !tags.includes('deprecated'))
  .filter(({ impact }) => isWeighty(impact))
  .map(({ id }) => id)

function axeRules(): readonly Rule[] {
  // Nothing public tells the weight of a rule before it has found something.
  const { _audit: audit } = createRequire(import.meta.url)('axe-core') as { _audit: { rules: readonly Rule[] } }
  return audit.rules
}

function isWeighty(impact: string | null | undefined): boolean {
  return impact === 'serious' || impact === 'critical'
}

/** Of each tab, past what Playwright wraps around a script: read so, the browser keeps what it compiled from one page to the next. */
const inspectors = new WeakMap<Page, Promise<CDPSession>>()

async function readAxe(page: Page): Promise<void> {
  const inspector = inspectors.get(page) ?? page.context().newCDPSession(page)
  inspectors.set(page, inspector)
  await (await inspector).send('Runtime.evaluate', { expression: axeSource })
}

/**
 * The findings of axe that keep people out: serious and critical ones, each with the rule and the first elements. Of a table it looks at
 * the first twelve rows. Run inside the page, because its security policy lets no foreign script tag in.
 */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // Reading it takes as long as a look with it.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await readAxe(page)
  // No rule that is asked needs what a preload fetches, and of its answer only the findings leave the page.
  const options = { resultTypes: ['violations'], runOnly: weightyRules, preload: false }
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run({ exclude: [['${furtherRows}']] }, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )
  return violations
    .filter(({ impact }) => isWeighty(impact))
    .map(({ id, help, nodes }) => {
      const where = nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary ?? ''})`)
      return `${id}: ${help}\n  ${where.join('\n  ')}${nodes.length > 3 ? `\n  and ${nodes.length - 3} more` : ''}`
    })
}

/** How far the page can be scrolled sideways, in CSS pixels; none where everything fits. */
export async function overflowPx(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

export type Look = { readonly language: Language; readonly view: View }

/** Both languages at the desk and on a phone, in the order in which the least has to be drawn anew. */
export const looks: readonly Look[] = [
  { language: 'zh', view: 'desk' },
  { language: 'zh', view: 'phone' },
  { language: 'en', view: 'phone' },
  { language: 'en', view: 'desk' },
]

/** As `lookFromAllSides`, and leaves the page in Chinese at the desk. */
export async function lookAllRound(desk: Desk, name: string): Promise<void> {
  await lookFromAllSides(desk, name)
  await speak(desk, 'zh')
  await desk.settled()
}

/**
 * Looks at a page in both languages at the desk and on a phone: keeps pictures, and asserts that nothing keeps people out
 * and that nothing has to be scrolled sideways.
 */
export async function lookFromAllSides(desk: Desk, name: string): Promise<void> {
  const { page } = desk
  const faults: string[] = []
  for (const { language, view } of looks) {
    await page.setViewportSize(views[view])
    await speak(desk, language)
    await desk.settled()
    await keepPicture(page, `${name}-${view}-${language}`)
    const where = `${name} ${view} ${language}`
    const tooWide = await overflowPx(page)
    if (tooWide > 0) faults.push(`${where}: ${tooWide} px wider than the screen`)
    // Each language and each width once: the two other pairs differ in nothing that axe could find.
    if ((language === 'zh') === (view === 'desk')) {
      faults.push(...(await accessibilityFaults(page)).map(fault => `${where}: ${fault}`))
    }
  }
  expect(faults).toEqual([])
}

/** Changes the language without the mouse, because a dialog may lie over the switch. */
async function speak({ page }: Desk, language: 'zh' | 'en'): Promise<void> {
  const spoken = (await page.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'zh'
  if (spoken === language) return
  await page.locator('.language-switch').first().dispatchEvent('click')
  await page.locator(`html[lang=${language === 'en' ? 'en' : 'zh-CN'}]`).waitFor({ state: 'attached' })
}
