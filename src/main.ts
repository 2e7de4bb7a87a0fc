import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiling hundreds of files takes longer than the rest of a start. Kept beside the packages, where only who installs may
// write; where nobody may, each start compiles anew.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/jiuqing', import.meta.url)))
const { runCommand } = await import('./command-line.ts')
process.exitCode = await runCommand(process.argv.slice(2))
