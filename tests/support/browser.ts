import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { writeFontConfiguration } from './fonts.ts'
import { npmChromium, type ChromiumProgram } from './npm-chromium.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Maps need WebGL, which SwiftShader draws without a graphics card. Pages themselves are put together without it: that way they need
 * about a fifth less of the processor.
 */
const launchArguments = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--font-render-hinting=none',
  // Pages live for seconds: compiling them for speed, beside what they do, costs more than it saves, and so does collecting
  // garbage often. Two fifths less of the processor on eleven pages.
  '--js-flags=--max-opt=1 --min-semi-space-size=32',
]

/**
 * Starts Chromium: the one in `CHROMIUM_PATH`, else an installed one, else the one from npm (also with `CHROMIUM_PATH=npm`).
 *
 * @throws an error naming the program where it does not start
 * @example const browser = await launchBrowser(); ...; await browser.close()
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, libraryFolder } = await chromiumProgram()
  const libraries = [libraryFolder, process.env['LD_LIBRARY_PATH']].filter(part => part !== undefined && part !== '')
  return chromium.launch({
    executablePath,
    args: launchArguments,
    env: {
      ...process.env,
      FONTCONFIG_FILE: await writeFontConfiguration(),
      ...(libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(':') }),
    },
  })
}

/** The program that `launchBrowser` starts; unpacked first where it comes from npm. */
export async function chromiumProgram(): Promise<ChromiumProgram> {
  const wanted = process.env['CHROMIUM_PATH']
  if (wanted === 'npm') return npmChromium()
  if (wanted !== undefined && wanted !== '') return { executablePath: wanted }
  const executablePath = installed.find(path => existsSync(path))
  return executablePath === undefined ? npmChromium() : { executablePath }
}
