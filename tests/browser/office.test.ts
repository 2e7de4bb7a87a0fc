import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { officeOf, type Office } from '../support/desk.ts'
import { buildPagesIfOld } from '../support/pages-built.ts'
import { startPlatform } from '../support/server.ts'

let office: Office

beforeAll(async () => {
  buildPagesIfOld()
  const [platform, browser] = await Promise.all([startPlatform(), launchBrowser()])
  office = officeOf(platform, browser)
})
afterAll(async () => {
  await office.browser.close()
  await office.platform.stop()
})

describe('the office', () => {
  it('opens', async () => {
    const desk = await office.open({ as: 'dianjiang', path: '/' })
    await desk.page.getByRole('heading', { level: 1 }).waitFor()
    await desk.close()
    expect(desk.faults).toEqual([])
  })
})
