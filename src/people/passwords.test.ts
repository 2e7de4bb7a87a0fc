import { describe, expect, it } from 'vitest'
import { fitsPassword, generatePassword, hashPassword, isOutdated } from './passwords.ts'
import { findPasswordFaults } from './rules.ts'

describe('password hashes', () => {
  it('fit the password they were made from and no other', async () => {
    const hash = await hashPassword('Chang-Zhi-2026')
    expect(await fitsPassword('Chang-Zhi-2026', hash)).toBe(true)
    expect(await fitsPassword('Chang-Zhi-2027', hash)).toBe(false)
    expect(await fitsPassword('', hash)).toBe(false)
  })

  it('are Argon2id with a salt of their own', async () => {
    const [one, other] = await Promise.all([hashPassword('same'), hashPassword('same')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(other)
  })

  it('fit however the input method composes the same signs', async () => {
    expect(await fitsPassword('Ａ１－é', await hashPassword('A1-é'))).toBe(true)
  })

  it('never fit where nobody has the name, after as much work', async () => {
    expect(await fitsPassword('anything', undefined)).toBe(false)
    const hash = await hashPassword('x')
    const timed = async (stored: string | undefined) => {
      const start = performance.now()
      for (let round = 0; round < 5; round++) await fitsPassword('wrong', stored)
      return performance.now() - start
    }
    await timed(hash)
    const ratio = (await timed(undefined)) / (await timed(hash))
    // The same derivation; generous, because other work shares the machine.
    expect(ratio).toBeGreaterThan(0.2)
    expect(ratio).toBeLessThan(5)
  })

  it('made at another cost still fit and are known as outdated', async () => {
    const cheap = '$argon2id$v=19$m=8192,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$' + 'A'.repeat(43)
    expect(isOutdated(cheap)).toBe(true)
    expect(isOutdated(await hashPassword('x'))).toBe(false)
    expect(await fitsPassword('x', cheap)).toBe(false)
  })
})

describe('generated passwords', () => {
  it('keep the rules, hold no signs that look alike, and never repeat', () => {
    const made = Array.from({ length: 500 }, generatePassword)
    expect(new Set(made).size).toBe(500)
    for (const password of made) {
      expect(password).toMatch(/^(?:[a-km-zA-HJ-NP-Z2-9]{4}-){3}[a-km-zA-HJ-NP-Z2-9]{4}$/)
      const rules = { passwordMinLength: 8, passwordMinKinds: 3 }
      expect(findPasswordFaults(password, { username: 'wangmin', rules })).toEqual([])
    }
  })
})
