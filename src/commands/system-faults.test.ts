import { open } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { systemFault } from './system-faults.ts'

describe('a fault of the system', () => {
  it('names the file that is not there', async () => {
    const fault = systemFault(await open('/no/such/file').catch((error: unknown) => error))
    expect(fault?.zh).toContain('/no/such/file')
    expect(fault?.en).toContain('/no/such/file')
  })

  it('says that a folder is not a file', async () => {
    const handle = await open('.')
    const fault = systemFault(await handle.readFile().catch((error: unknown) => error))
    await handle.close()
    expect(fault?.en).toContain('folder')
  })

  it('names the port that another program holds', async () => {
    const first = createServer().listen(0, '127.0.0.1')
    await once(first, 'listening')
    const address = first.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const second = createServer().listen(port, '127.0.0.1')
    const [error] = await once(second, 'error')
    first.close()
    expect(systemFault(error)?.en).toContain(`127.0.0.1:${port}`)
    expect(systemFault(error)?.zh).toContain('--port')
  })

  it('points at DATABASE_URL where nothing listens, also where several addresses refused', async () => {
    const [error]: unknown[] = await once(connect(1, '127.0.0.1'), 'error')
    expect(systemFault(error)?.en).toContain('DATABASE_URL')
    expect(systemFault(new AggregateError([error]))?.zh).toContain('ECONNREFUSED')
  })

  it('points at the rights that a refused database user lacks', () => {
    const refused = Object.assign(new Error('permission denied to create role'), { code: '42501' })
    expect(systemFault(refused)?.en).toContain('CREATEROLE')
  })

  it('leaves bugs alone', () => {
    expect(systemFault(new TypeError('x is not a function'))).toBeUndefined()
    expect(systemFault(Object.assign(new Error('odd'), { code: 'ERR_ODD' }))).toBeUndefined()
    expect(systemFault(new AggregateError([]))).toBeUndefined()
    expect(systemFault('a text')).toBeUndefined()
  })
})
