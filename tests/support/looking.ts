import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import { views, type View } from './desk.ts'

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

/**
 * The findings of axe that keep people out: serious and critical ones, each with the rule and the first elements. Of a table it looks at
 * the first twelve rows. Run inside the page, because its security policy lets no foreign script tag in.
 */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // Reading it takes as long as a look with it.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axeSource)
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ exclude: [['${furtherRows}']] }, { resultTypes: ['violations'] })`,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
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

/** Both languages at the desk and on a phone. */
export const looks: readonly Look[] = (['zh', 'en'] as const).flatMap(
  language => (Object.keys(views) as View[]).map(view => ({ language, view })), // keys of a const object are exactly its union
)
