import { roleMay, roles, type Permission, type Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import { contains, levelOf, type RegionCode, type RegionRange } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import {
  ownRights,
  regionNotYours,
  roleLevelWrong,
  roleNotYours,
  rolesSeparated,
  usernameMalformed,
  type PasswordFault,
} from './problems.ts'

/** Kinds of organisations. Persisted. */
export const organisationKinds = {
  bureau: { zh: '生态环境部门', en: 'ecology bureau' },
  government: { zh: '人民政府（街道办事处）', en: 'government' },
  department: { zh: '协同部门', en: 'cooperating department' },
  'village-committee': { zh: '村（居）民委员会', en: 'village committee' },
  laboratory: { zh: '监测机构', en: 'monitoring laboratory' },
  operator: { zh: '运行维护单位', en: 'operating company' },
  'expert-group': { zh: '专家组', en: 'expert group' },
  audit: { zh: '督查审计机构', en: 'audit body' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Bilingual>

/** Fields of an account as `account.changed` names them. */
export const accountFields = {
  displayName: { zh: '姓名', en: 'name' },
  role: { zh: '角色', en: 'role' },
  organisationId: { zh: '单位', en: 'organisation' },
  regionCode: { zh: '辖区', en: 'jurisdiction' },
  phone: { zh: '电话', en: 'telephone' },
  email: { zh: '电子邮箱', en: 'e-mail' },
} as const satisfies Record<string, Bilingual>

export type OrganisationKind = keyof typeof organisationKinds

export const organisationKindIds = Object.keys(organisationKinds) as readonly OrganisationKind[] // keys of a const object are exactly its union

const belowCounty = [
  'county-officer',
  'town-chief',
  'village-chief',
  'operator',
  'monitoring-agency',
  'expert',
  'department',
] as const satisfies readonly Role[]

/**
 * Which roles' accounts a role may create and change. Only an administrator makes administrators and auditors
 * (GB/T 22239-2019, level 2: separated administrator and auditor, least privilege).
 */
const grants = {
  administrator: [...belowCounty, 'administrator', 'municipal-officer', 'auditor'],
  'municipal-officer': [],
  'county-officer': belowCounty,
  'town-chief': [],
  'village-chief': [],
  operator: [],
  'monitoring-agency': [],
  expert: [],
  department: [],
  auditor: [],
} as const satisfies Record<Role, readonly Role[]>

/** As much of an actor as the rules ask; `system` is whoever owns the machine. */
export type Manager = {
  readonly accountId: string
  readonly role: Role | 'system'
  readonly range: RegionRange
  readonly may: (permission: Permission) => boolean
}

export type Holding = { readonly role: Role; readonly regionCode: RegionCode }

/** Whether accounts of a role are this person's to create and change, jurisdiction aside. */
export function mayGrant(manager: Pick<Manager, 'role' | 'may'>, role: Role): boolean {
  if (!manager.may('people.manage')) return false
  if (manager.role === 'system') return true
  const granted: readonly Role[] = grants[manager.role]
  return granted.includes(role)
}

/** Whether an existing account is this person's to change. Nobody changes rights of their own; see `refuseOwn`. */
export function mayManage(manager: Manager, holding: Holding): boolean {
  return mayGrant(manager, holding.role) && contains(manager.range, holding.regionCode)
}

/**
 * Refuses an account that this person may not create, or may not turn another one into.
 *
 * @throws Problem `account.role-not-yours`, `account.region-not-yours`, `account.role-level`
 * @example requireGrantable(actor, { role: 'town-chief', regionCode: '500231103000' })
 */
export function requireGrantable(manager: Manager, holding: Holding): void {
  const { name, levels } = roles[holding.role]
  requireMayGrant(manager, holding.role)
  if (!contains(manager.range, holding.regionCode)) {
    throw new Problem(regionNotYours, { regionCode: holding.regionCode })
  }
  if (!fitsLevel(holding)) throw new Problem(roleLevelWrong, { role: holding.role, ...name, levels })
}

/** Whether the role is held at the division's level. */
export function fitsLevel({ role, regionCode }: Holding): boolean {
  const levels: readonly string[] = roles[role].levels
  return levels.includes(levelOf(regionCode))
}

/** @throws Problem `account.role-not-yours` where accounts of the role are not this person's to change */
export function requireMayGrant(manager: Pick<Manager, 'role' | 'may'>, role: Role): void {
  if (!mayGrant(manager, role)) throw new Problem(roleNotYours, { role, ...roles[role].name })
}

/** @throws Problem `account.own-rights` */
export function refuseOwn(manager: Pick<Manager, 'accountId'>, accountId: string): void {
  if (manager.accountId === accountId) throw new Problem(ownRights, {})
}

/** @throws Problem `account.roles-separated` for a change between administrator and auditor */
export function requireSeparation(before: Role, after: Role): void {
  if (isSeparated(before, after)) throw new Problem(rolesSeparated, {})
}

/** Whether two roles may not be held by one person. */
export function isSeparated(one: Role, other: Role): boolean {
  return (one === 'administrator' && other === 'auditor') || (one === 'auditor' && other === 'administrator')
}

/** Lower case, without blanks around it: how a username is kept and compared. */
export function normalUsername(written: string): string {
  return written.normalize('NFKC').trim().toLowerCase()
}

export function isUsername(username: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,31}$/.test(username)
}

/** @throws Problem `account.username-malformed` @returns the username as kept */
export function readUsername(written: string): string {
  const username = normalUsername(written)
  if (!isUsername(username)) throw new Problem(usernameMalformed, { username: written })
  return username
}

export type PasswordRules = { readonly passwordMinLength: number; readonly passwordMinKinds: number }

/**
 * What is wrong with a new password; empty for a good one. A longer text is not stretched by rules of its own: length and
 * kinds come from the policy `accounts`.
 *
 * @example findPasswordFaults('abc', { username: 'wang', rules }) // too short, too few kinds
 */
export function findPasswordFaults(
  password: string,
  { username, old, rules }: { username: string; old?: string; rules: PasswordRules },
): readonly PasswordFault[] {
  const { passwordMinLength: length, passwordMinKinds: kinds } = rules
  const faults: PasswordFault[] = []
  if ([...password].length < length) faults.push({ zh: `至少 ${length} 位`, en: `at least ${length} characters` })
  if (kindsOf(password) < kinds) {
    faults.push({
      zh: `须含小写字母、大写字母、数字、其他符号中的至少 ${kinds} 种`,
      en: `at least ${kinds} of lower case, upper case, digits and other signs`,
    })
  }
  // A name of two or three letters is inside too many good passwords.
  if (username.length >= 4 && password.toLowerCase().includes(username)) {
    faults.push({ zh: '不能包含用户名', en: 'it must not contain the username' })
  }
  if (password === old) faults.push({ zh: '不能与原密码相同', en: 'it must differ from the old one' })
  return faults
}

function kindsOf(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter(kind => kind.test(password)).length
}

/** Whole minutes left, at least one, so that the sentence never says "0 minutes". */
export function minutesLeft(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
}

export type SessionRules = { readonly idleMinutes: number; readonly sessionHours: number }

/** Whether a session still holds: used within the idle time, and not older than a session may become. */
export function isLive(
  session: { readonly createdAt: Date; readonly lastUsedAt: Date },
  now: Date,
  rules: SessionRules,
): boolean {
  const idleMs = now.getTime() - session.lastUsedAt.getTime()
  const ageMs = now.getTime() - session.createdAt.getTime()
  return idleMs < rules.idleMinutes * 60_000 && ageMs < rules.sessionHours * 3_600_000
}

/** Whether a password has outlived the rule. */
export function isPasswordExpired(changedAt: Date, now: Date, maxAgeDays: number): boolean {
  return now.getTime() - changedAt.getTime() >= maxAgeDays * 86_400_000
}

/** As much of an account as a handover asks. */
export type Holder = {
  readonly id: string
  readonly role: Role
  readonly roleName: Bilingual
  readonly regionCode: RegionCode
  readonly range: RegionRange
  readonly disabled: boolean
}

/** Why open work cannot pass to this person; `undefined` where it can: in office, for the same area, with the same rights. */
export function findHandoverFault(from: Holder, to: Holder): Bilingual | undefined {
  if (from.id === to.id) return { zh: '移交人与接收人是同一账号', en: 'giver and receiver are the same account' }
  if (to.disabled) return { zh: '接收人的账号已停用', en: 'the receiver’s account is disabled' }
  if (!contains(to.range, from.regionCode)) {
    return {
      zh: '接收人的辖区不包含移交人的辖区，接手后看不到相关工作',
      en: 'the receiver’s jurisdiction does not hold the giver’s, so the work would be out of sight',
    }
  }
  const lacking = roles[from.role].may.filter(permission => !roleMay(to.role, permission))
  if (lacking.length === 0) return undefined
  return {
    zh: `接收人的角色“${to.roleName.zh}”缺少移交人“${from.roleName.zh}”的权限`,
    en: `the receiver’s role, ${to.roleName.en}, lacks rights of the giver’s, ${from.roleName.en}`,
  }
}

/** The rule for new passwords in a sentence, shown beside the field. */
export function passwordWords({ passwordMinLength: length, passwordMinKinds: kinds }: PasswordRules): Bilingual {
  return {
    zh: `至少 ${length} 位，含小写字母、大写字母、数字、其他符号中的至少 ${kinds} 种，不包含用户名，与原密码不同。`,
    en: `At least ${length} characters with ${kinds} of lower case, upper case, digits and other signs, without the username, different from the old one.`,
  }
}
