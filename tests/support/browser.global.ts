import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { chromiumProgram } from './browser.ts'
import { buildIfOld } from './built.ts'
import { writeExampleFolder } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly exampleFolder: string
  }
}

/**
 * What all browser tests need once, before they begin beside each other: the pages as they are shipped, the browser unpacked, and the
 * example, of which each half of them gets a copy.
 */
export default async function prepareBrowserTests(project: TestProject): Promise<() => Promise<void>> {
  buildIfOld('pages')
  const [example] = await Promise.all([writeExampleFolder(), chromiumProgram()])
  project.provide('exampleFolder', example)
  return () => rm(example, { recursive: true, force: true })
}
