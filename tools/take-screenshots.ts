import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { demoPassword } from '../src/commands/demo.ts'
import type { Language } from '../src/domain/words.ts'
import { launchBrowser } from '../tests/support/browser.ts'

// Pictures of the two READMEs, taken from a running demonstration:
//   npm run demo            (in another terminal)
//   npx node tools/take-screenshots.ts http://127.0.0.1:8080

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = join(root, 'docs', 'images')
const size = { width: 1440, height: 900 } as const
/** Map tiles and charts are drawn after the last answer of the server. */
const settleMs = 9000

const views: readonly { readonly name: string; readonly open: (page: Page, address: string) => Promise<void> }[] = [
  { name: 'overview', open: (page, address) => visit(page, `${address}/office/`) },
  { name: 'waters', open: (page, address) => visit(page, `${address}/office/waters`) },
  { name: 'water', open: openNamedPond },
  { name: 'lists', open: (page, address) => visit(page, `${address}/office/lists`) },
  { name: 'import', open: openFaultyImport },
]

/** Three invented ponds. */
const faultyList = [
  '县级行政区划,乡镇/街道,行政村名称,水体名称,水体类型,水域面积(m2),长(m),宽(m),起点经度,起点纬度,监管清单级别,主要污染问题,治理完成时间,治理后是否常年有水',
  '永川区,朱沱镇,四望山村,回龙堰塘,坑塘,2400,60,40,105.85213,29.02147,国家,a,2025年6月,是',
  '永川区,朱沱镇,四望山村,学堂塘,魚塘,900,45,20,105.85368,29.02239,市级,a;b,2025年13月,是',
  '永川区,朱沱镇,四望山村,新塘,坑塘,9000000000,30,20,29.02311,105.85402,市级,a,2025年6月,是',
].join('\n')

const [, , address] = process.argv
if (address === undefined) {
  console.error('usage: node tools/take-screenshots.ts ADDRESS')
  process.exitCode = 2
} else {
  await takeAll(address)
}

async function takeAll(address: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const browser = await launchBrowser()
  try {
    for (const language of ['zh', 'en'] as const) await takeIn(browser, address, language)
  } finally {
    await browser.close()
  }
}

async function takeIn(browser: Browser, address: string, language: Language): Promise<void> {
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
  })
  await context.addInitScript(`localStorage.setItem('jiuqing.language', '${language}')`)
  await context.request.post(`${address}/api/session`, { data: { username: 'municipal', password: demoPassword } })
  const page = await context.newPage()
  for (const { name, open } of views) {
    await open(page, address)
    await page.waitForTimeout(settleMs)
    const file = join(folder, `${name}-${language}.webp`)
    const { size } = await sharp(await page.screenshot())
      .webp({ quality: 82, effort: 6 })
      .toFile(file)
    console.log(`${file} ${Math.round(size / 1024)} KB`)
  }
  await context.close()
}

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' })
}

/** 水井大田水塘: one of the four waters whose facts are real. */
async function openNamedPond(page: Page, address: string): Promise<void> {
  const answer = await page.request.get(`${address}/api/waters?search=${encodeURIComponent('水井大田')}&limit=1`)
  const { items }: { items: { id: string }[] } = await answer.json()
  await visit(page, `${address}/office/waters/${items[0]?.id ?? ''}`)
}

/** A list of three invented ponds, two of them with faults, shown as the page explains them. */
async function openFaultyImport(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/office/import`)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '排查清单.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${faultyList}`) })
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/)
}
