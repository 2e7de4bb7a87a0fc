import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { productFolder } from '../../src/platform/product-folder.ts'

type Built = { isBuilt(what: 'pages' | 'server'): boolean; programFile(): string }

// CommonJS without types of its own: the launcher needs it under any Node.
const built = createRequire(import.meta.url)('../../bin/built.cjs') as Built

/** The program as people run it: built where that is not older than the sources. */
export const programFile = (): string => built.programFile()

/** Builds the pages where they are older than anything in `src`: the contracts of every slice go into them. */
export function buildPagesIfOld(): void {
  if (built.isBuilt('pages')) return
  for (const app of ['verify', 'office']) build(`src/apps/${app}/vite.config.ts`)
}

/** Builds the program where it is older than its sources, so that it starts soon in every test. */
export function buildServerIfOld(): void {
  if (!built.isBuilt('server')) build('vite.server.config.ts')
}

function build(config: string): void {
  const vite = join(productFolder, 'node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: productFolder,
    // The test runner's own mode would make React slower and larger than what is shipped.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
