import { chromiumProgram } from './browser.ts'
import { buildPagesIfOld } from './built.ts'

/** What all browser tests need once, before they begin beside each other: the pages as they are shipped, and the browser unpacked. */
export default async function prepareBrowserTests(): Promise<void> {
  buildPagesIfOld()
  await chromiumProgram()
}
