import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readableBinaries, type PackagedBinaries } from './postgres-binaries.ts'

const nobody = { uid: 65534, gid: 65534 }
let folder: string
let home: string
let packaged: PackagedBinaries

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-binaries-')) // open to its owner alone
  home = join(folder, 'data')
  packaged = { folder: join(folder, 'package', 'native'), packageFile: join(folder, 'package', 'package.json') }
  for (const name of ['bin', 'lib']) await mkdir(join(packaged.folder, name), { recursive: true, mode: 0o700 })
  await mkdir(home)
  await writeFile(join(packaged.folder, 'bin', 'postgres'), 'program 1', { mode: 0o700 })
  await writeFile(join(packaged.folder, 'lib', 'libpq.so.5'), 'library', { mode: 0o600 })
  await symlink('libpq.so.5', join(packaged.folder, 'lib', 'libpq.so'))
  await sayVersion('18.4.0')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const sayVersion = (version: string) => writeFile(packaged.packageFile, JSON.stringify({ version }))

describe.skipIf(process.platform === 'win32')('binaries that the account of the database cannot reach', () => {
  it('are copied beside the data, for every account to read and run', async () => {
    const binaries = await readableBinaries(packaged, home, nobody)
    expect(binaries).toBe(join(home, 'postgres-binaries', '18.4.0'))
    expect((await stat(join(binaries, 'bin'))).mode & 0o777).toBe(0o755)
    expect((await stat(join(binaries, 'bin', 'postgres'))).mode & 0o777).toBe(0o755)
    expect((await stat(join(binaries, 'lib', 'libpq.so.5'))).mode & 0o777).toBe(0o644)
    expect(await readFile(join(binaries, 'lib', 'libpq.so'), 'utf8')).toBe('library')
  })

  it('are copied once', async () => {
    const binaries = await readableBinaries(packaged, home, nobody)
    await writeFile(join(packaged.folder, 'bin', 'postgres'), 'program 2')
    expect(await readableBinaries(packaged, home, nobody)).toBe(binaries)
    expect(await readFile(join(binaries, 'bin', 'postgres'), 'utf8')).toBe('program 1')
  })

  it('are copied anew when another version is installed, and of the one before nothing is left', async () => {
    await readableBinaries(packaged, home, nobody)
    await writeFile(join(packaged.folder, 'bin', 'postgres'), 'program 2')
    await rm(join(packaged.folder, 'lib', 'libpq.so'))
    await sayVersion('18.5.0')
    const binaries = await readableBinaries(packaged, home, nobody)
    expect(await readdir(join(home, 'postgres-binaries'))).toEqual(['18.5.0'])
    expect(await readFile(join(binaries, 'bin', 'postgres'), 'utf8')).toBe('program 2')
    expect(await readdir(join(binaries, 'lib'))).toEqual(['libpq.so.5'])
  })

  it('are copied anew where a copy was cut off, or made by a version that did not say its own', async () => {
    const copies = join(home, 'postgres-binaries')
    await mkdir(join(copies, 'bin'), { recursive: true })
    await mkdir(join(copies, 'new', 'bin'), { recursive: true })
    await readableBinaries(packaged, home, nobody)
    expect(await readdir(copies)).toEqual(['18.4.0'])
  })
})

describe('binaries in reach', () => {
  it('are used where they are', async () => {
    expect(await readableBinaries(packaged, home, {})).toBe(packaged.folder)
    expect(await readdir(home)).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('of another account too', async () => {
    for (const path of [folder, join(folder, 'package'), packaged.folder]) await chmod(path, 0o755)
    expect(await readableBinaries(packaged, home, nobody)).toBe(packaged.folder)
  })
})
