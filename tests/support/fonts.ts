import { mkdir, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../node_modules/.cache/jiuqing-fonts/', import.meta.url))
const weights = ['400Regular', '500Medium', '600SemiBold', '700Bold']

/**
 * Writes a font configuration with Noto Sans SC from npm alone, so that pages show Chinese, and look the same, on every machine.
 *
 * @returns path of the file, for `FONTCONFIG_FILE`
 */
export async function writeFontConfiguration(): Promise<string> {
  const family = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc'))
  const folders = weights.map(weight => `  <dir>${join(family, weight)}</dir>`)
  const generic = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    name => `  <alias binding="same"><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  )
  await mkdir(cache, { recursive: true })
  const file = join(cache, 'fonts.conf')
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders,
    `  <cachedir>${join(cache, 'cache')}</cachedir>`,
    ...generic,
    '</fontconfig>',
    '',
  ]
  // Aside first: a browser that starts meanwhile would read half of it, and show no Chinese.
  const aside = `${file}.${process.pid}`
  await writeFile(aside, lines.join('\n'))
  await rename(aside, file)
  return file
}
