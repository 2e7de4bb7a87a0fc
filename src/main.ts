import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { productFolder } from './platform/product-folder.ts'

// Compiling hundreds of files takes longer than the rest of a start. Kept beside the packages, where only who installs may
// write; where nobody may, each start compiles anew.
enableCompileCache(join(productFolder, 'node_modules/.cache/jiuqing'))
const { runCommand } = await import('./command-line.ts')
process.exitCode = await runCommand(process.argv.slice(2))
