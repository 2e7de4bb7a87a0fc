import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type ChromiumProgram = {
  readonly executablePath: string
  /** Where the shared libraries lie that came with it; absent for an installed one, which finds its own. */
  readonly libraryFolder?: string
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/jiuqing-chromium/', import.meta.url))

/**
 * The Chromium of the npm package `@sparticuz/chromium` (Linux, x64), unpacked once beside the packages. With it come the
 * libraries that a bare system lacks (NSS, NSPR, Expat), so nothing has to be installed.
 *
 * @throws RangeError on other systems: install Chromium there, or set `CHROMIUM_PATH`
 */
export async function npmChromium(): Promise<ChromiumProgram> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new RangeError(
      `没有适合 ${process.platform}-${process.arch} 的 npm 浏览器，请安装 Chromium 或设置 CHROMIUM_PATH。 No browser on npm for this system: install Chromium or set CHROMIUM_PATH.`,
    )
  }
  const folder = join(cache, await packedVersion())
  if (!existsSync(folder)) await unpackInto(folder)
  return { executablePath: join(folder, 'chromium'), libraryFolder: join(folder, 'al2023', 'lib') }
}

const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))

async function packedVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string } // every package has one
  return version
}

/** Unpacked aside and then renamed: a run that was cut off, or a second one beside it, never leaves half a browser. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const aside = await mkdtemp(`${folder}.`)
  const { inflate } = await import('@sparticuz/chromium')
  const usual = process.env['TMPDIR']
  // The package unpacks into the temporary folder only, and asks for that anew each time.
  process.env['TMPDIR'] = aside
  try {
    for (const packed of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(packageFolder, 'bin', packed))
    }
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
  await chmod(aside, 0o755)
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // otherwise another run was quicker, and its browser is as good
  })
}
