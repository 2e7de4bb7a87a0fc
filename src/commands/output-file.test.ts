import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requireWritable, writeOutput } from './output-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-output-'))
})
afterEach(async () => rm(folder, { recursive: true }))

describe('an output file', () => {
  it('holds all parts in order and appears only when complete', async () => {
    const path = join(folder, 'out.csv')
    const answer = await writeOutput(path, async sink => {
      await sink.write(Buffer.from('一,'))
      await sink.write(Buffer.from('二'))
      expect(await readdir(folder)).toEqual(['out.csv.part'])
      await sink.end()
      return 2
    })
    expect(answer).toBe(2)
    expect(await readdir(folder)).toEqual(['out.csv'])
    expect(await readFile(path, 'utf8')).toBe('一,二')
  })

  it('leaves the earlier file alone where writing fails', async () => {
    const path = join(folder, 'out.csv')
    await writeFile(path, 'earlier')
    await expect(
      writeOutput(path, async sink => {
        await sink.write(Buffer.from('half'))
        throw new Error('cut off')
      }),
    ).rejects.toThrow('cut off')
    expect(await readdir(folder)).toEqual(['out.csv'])
    expect(await readFile(path, 'utf8')).toBe('earlier')
  })

  it('is refused before any work where the path is a folder or leads nowhere', async () => {
    await mkdir(join(folder, 'inside'))
    const never = () => Promise.reject(new Error('must not begin'))
    await expect(writeOutput(join(folder, 'inside'), never)).rejects.toThrow('output.is-folder')
    await expect(writeOutput(join(folder, 'gone', 'out.csv'), never)).rejects.toMatchObject({
      code: 'ENOENT',
      path: join(folder, 'gone', 'out.csv'),
    })
  })

  it('can be asked for beforehand without leaving a trace', async () => {
    await requireWritable(join(folder, 'out.xlsx'))
    expect(await readdir(folder)).toEqual([])
    await expect(requireWritable(folder)).rejects.toThrow('output.is-folder')
  })
})
