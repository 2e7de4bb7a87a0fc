import { describe, expect, it } from 'vitest'
import { bearerToken, clearSessionCookie, sessionCookie, writeSessionCookie } from './cookies.ts'

describe('the session cookie', () => {
  it('is found among others and is absent where blank', () => {
    expect(sessionCookie('a=1; jiuqing.session_token=xyz; b=2')).toBe('xyz')
    for (const header of [undefined, '', 'a=1', 'jiuqing.session_token=', 'xjiuqing.session_token=1']) {
      expect(sessionCookie(header)).toBeUndefined()
    }
  })

  it('is never readable by scripts, and never sent in the clear where the platform has https', () => {
    expect(writeSessionCookie('s', true)).toBe('jiuqing.session_token=s; Path=/; HttpOnly; SameSite=Lax; Secure')
    expect(writeSessionCookie('s', false)).not.toContain('Secure')
    expect(clearSessionCookie(true)).toContain('Max-Age=0')
  })
})

describe('a bearer token', () => {
  it('is read in any case of the word, and other kinds of authorization are not', () => {
    expect([bearerToken('Bearer jq_1'), bearerToken('bearer  jq_1 ')]).toEqual(['jq_1', 'jq_1'])
    expect([bearerToken(undefined), bearerToken('Basic abc'), bearerToken('Bearer')]).toEqual(Array(3).fill(undefined))
  })
})
