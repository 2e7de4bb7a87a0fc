import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Builds the pages where they are older than anything in `src`: the contracts of every slice go into them. */
export function buildPagesIfOld(): void {
  const page = join(root, 'dist/office/index.html')
  if (existsSync(page) && statSync(page).mtimeMs >= newest(join(root, 'src'))) return
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  for (const app of ['verify', 'office']) {
    execFileSync(
      process.execPath,
      [vite, 'build', '--config', `src/apps/${app}/vite.config.ts`, '--logLevel', 'warn'],
      {
        cwd: root,
        // The test runner's own mode would make React slower and larger than what is shipped.
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
  }
}

function newest(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
  })
  return Math.max(0, ...times)
}
