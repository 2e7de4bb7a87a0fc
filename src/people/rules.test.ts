import { describe, expect, it } from 'vitest'
import { roleIds, roleMay, roles, type Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import { regionRange } from '../domain/regions.ts'
import {
  findHandoverFault,
  findPasswordFaults,
  isLive,
  isPasswordExpired,
  isUsername,
  mayGrant,
  mayManage,
  minutesLeft,
  normalUsername,
  requireGrantable,
  requireSeparation,
  type Manager,
} from './rules.ts'

function manager(role: Role, region: string): Manager {
  return { accountId: 'm', role, range: regionRange(region), may: permission => roleMay(role, permission) }
}

function refusalOf(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.kind.code
    throw error
  }
}

describe('who may grant', () => {
  it('nobody grants a role without holding people.manage', () => {
    for (const granter of roleIds.filter(role => !roleMay(role, 'people.manage'))) {
      for (const role of roleIds) expect(mayGrant(manager(granter, '500231000000'), role)).toBe(false)
    }
  })

  it('administrators grant every role; county officers neither administrator, auditor nor municipal officer', () => {
    const granted = (by: Role) => roleIds.filter(role => mayGrant(manager(by, '500231000000'), role))
    expect(granted('administrator')).toEqual(roleIds)
    const kept = roleIds.filter(role => !granted('county-officer').includes(role))
    expect(kept.toSorted()).toEqual(['administrator', 'auditor', 'municipal-officer'])
  })

  it('a jurisdiction ends at its border on both sides', () => {
    const officer = manager('county-officer', '500231000000')
    const at = (regionCode: string) => mayManage(officer, { role: 'village-chief', regionCode })
    expect([at('500230999999'), at('500231000000'), at('500231999999'), at('500232000000')]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('a role is held only at its levels', () => {
    const administrator = manager('administrator', '500000000000')
    const codes = { province: '500000000000', county: '500231000000', town: '500231103000', village: '500231103205' }
    for (const role of roleIds) {
      const levels: readonly string[] = roles[role].levels
      for (const [level, regionCode] of Object.entries(codes)) {
        const expected = levels.includes(level) ? undefined : 'account.role-level'
        expect(refusalOf(() => requireGrantable(administrator, { role, regionCode }))).toBe(expected)
      }
    }
  })

  it('administrator and auditor do not turn into each other; every other change is free', () => {
    for (const before of roleIds) {
      for (const after of roleIds) {
        const pair = [before, after].toSorted().join()
        const expected = pair === 'administrator,auditor' ? 'account.roles-separated' : undefined
        expect(refusalOf(() => requireSeparation(before, after))).toBe(expected)
      }
    }
  })
})

describe('usernames', () => {
  it('have 2 to 32 plain characters and do not begin with a sign', () => {
    expect(['li', 'a'.repeat(32), 'wang.min_2-x', '9a'].map(isUsername)).toEqual([true, true, true, true])
    expect(['', 'a', 'a'.repeat(33), '.wang', 'Wang', '王敏', 'wang min'].some(isUsername)).toBe(false)
  })

  it('are compared in one spelling, full-width letters included', () => {
    expect(normalUsername(' Ｗａｎｇ.Min ')).toBe('wang.min')
  })
})

describe('new passwords', () => {
  const rules = { passwordMinLength: 8, passwordMinKinds: 3 }
  const faults = (password: string, old?: string) =>
    findPasswordFaults(password, { username: 'wangmin', rules, ...(old === undefined ? {} : { old }) }).length

  it('need the length and the kinds, both sides of each limit', () => {
    expect([faults('Abcdef1'), faults('Abcdefg1')]).toEqual([1, 0])
    expect([faults('abcdefg1'), faults('abcdef-1')]).toEqual([1, 0])
    expect(faults('')).toBe(2)
  })

  it('count characters, not code units', () => {
    expect(faults('𠮷𠮷𠮷aA1')).toBe(1)
  })

  it('hold neither the username in any case, nor are they the old one', () => {
    expect(faults('x-WangMin-1')).toBe(1)
    expect([faults('Abcdefg1', 'Abcdefg1'), faults('Abcdefg1', 'Abcdefg2')]).toEqual([1, 0])
  })

  it('may hold a username so short that it is inside many words', () => {
    expect(findPasswordFaults('Believe-1', { username: 'li', rules })).toEqual([])
  })
})

describe('times', () => {
  const start = new Date('2026-11-23T00:00:00Z')
  const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
  const rules = { idleMinutes: 30, sessionHours: 12 }

  it('a session holds until, not at, its idle and its greatest age', () => {
    const idle = (minutes: number) => isLive({ createdAt: start, lastUsedAt: start }, after(minutes), rules)
    expect([idle(29.99), idle(30)]).toEqual([true, false])
    const old = (minutes: number) => isLive({ createdAt: start, lastUsedAt: after(minutes) }, after(minutes), rules)
    expect([old(719.99), old(720)]).toEqual([true, false])
  })

  it('minutes left are whole and never none', () => {
    expect([minutesLeft(after(15), start), minutesLeft(after(14.01), start), minutesLeft(start, start)]).toEqual([
      15, 15, 1,
    ])
  })

  it('a password expires on its last day', () => {
    const day = 24 * 60
    expect([isPasswordExpired(start, after(90 * day - 1), 90), isPasswordExpired(start, after(90 * day), 90)]).toEqual([
      false,
      true,
    ])
  })
})

describe('a handover', () => {
  const holder = (id: string, role: Role, regionCode: string, disabled = false) => ({
    id,
    role,
    regionCode,
    disabled,
    roleName: roles[role].name,
    range: regionRange(regionCode),
  })
  const giver = holder('a', 'village-chief', '500231103205')

  it('goes to an equal or to whoever covers the place with at least the same rights', () => {
    expect(findHandoverFault(giver, holder('b', 'village-chief', '500231103205'))).toBeUndefined()
    expect(findHandoverFault(giver, holder('b', 'town-chief', '500231103000'))).toBeUndefined()
    expect(findHandoverFault(giver, holder('b', 'county-officer', '500231000000'))).toBeUndefined()
  })

  it('does not go to a neighbour, a weaker role, the same or a disabled account', () => {
    expect(findHandoverFault(giver, holder('b', 'village-chief', '500231103206'))?.zh).toContain('辖区')
    expect(findHandoverFault(giver, holder('b', 'expert', '500231000000'))?.zh).toContain('权限')
    expect(findHandoverFault(giver, giver)?.zh).toContain('同一账号')
    expect(findHandoverFault(giver, holder('b', 'village-chief', '500231103205', true))?.zh).toContain('停用')
  })
})
