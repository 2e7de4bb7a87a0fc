import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** What the first map of a page shows, as raw RGB; the whole picture as the reader sees it, read from the screen. */
export async function mapPixels(page: Page): Promise<Buffer> {
  const picture = await page.locator('.map-canvas').first().screenshot({ animations: 'disabled' })
  return sharp(picture).removeAlpha().raw().toBuffer()
}

/** How many pixels of two pictures of the same size differ so that an eye sees it. */
export function differingPixels(one: Buffer, other: Buffer): number {
  let count = 0
  for (let at = 0; at < Math.min(one.length, other.length); at += 3) {
    const distance = [0, 1, 2].reduce((sum, part) => sum + Math.abs((one[at + part] ?? 0) - (other[at + part] ?? 0)), 0)
    if (distance > 40) count += 1
  }
  return count
}
