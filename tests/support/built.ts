import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { productFolder } from '../../src/platform/product-folder.ts'

type Made = 'pages' | 'server'
type Built = { isBuilt(what: Made): boolean; programFile(): string }

// CommonJS without types of its own: the launcher needs it under any Node.
const built = createRequire(import.meta.url)('../../bin/built.cjs') as Built

/** The program as people run it: built where that is not older than the sources. */
export const programFile = (): string => built.programFile()

/** Builds what is older than its sources: tests look at pages, and start the program, as they are shipped. */
export function buildIfOld(what: Made): void {
  if (built.isBuilt(what)) return
  execFileSync('npm', ['run', '--silent', `build:${what}`], {
    cwd: productFolder,
    // The test runner's own mode would make React slower and larger than what is shipped.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
