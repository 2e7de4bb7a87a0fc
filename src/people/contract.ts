import { z } from 'zod'
import { permissionIds, roleIds } from '../domain/permissions.ts'
import { BilingualText, InstantText, LimitQuery, ReasonText, RegionCodeText } from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  accountNotFound,
  handoverImpossible,
  importHeaderMissing,
  importTooLong,
  lastAdministrator,
  organisationExists,
  organisationNotFound,
  ownRights,
  passwordWeak,
  passwordWrong,
  regionNotYours,
  regionUnknown,
  roleLevelWrong,
  roleNotYours,
  rolesSeparated,
  sessionNeeded,
  signInDisabled,
  signInLocked,
  signInRefused,
  tokenBeyondRights,
  tokenInvalid,
  tokenNotFound,
  tokenTooLong,
  usernameMalformed,
  usernameTaken,
} from './problems.ts'
import { organisationKindIds } from './rules.ts'

const tag = 'people'

const RoleId = z.enum(roleIds)
const PermissionId = z.enum(permissionIds)
const PasswordText = z.string().min(1).max(200)
const NameText = z.string().trim().min(1).max(100)
const PhoneText = z
  .string()
  .trim()
  .regex(/^\+?[\d -]{5,20}$/)
const Key = z.object({ id: z.uuid() })

export const Session = z.object({
  account: z.object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    role: RoleId,
    roleName: BilingualText,
    organisationId: z.uuid(),
    organisationName: z.string(),
    /** `000000000000` is the whole country: the first administrator. */
    regionCode: RegionCodeText,
  }),
  permissions: z.array(PermissionId),
  mustChangePassword: z.boolean(),
  /** Why: the first password or one after a reset; or one older than the rule allows. */
  mustChangeBecause: z.enum(['first', 'expired']).nullable(),
  via: z.enum(['session', 'token']),
  /** The session ends after so many minutes without use. */
  idleMinutes: z.int(),
})
export type Session = z.output<typeof Session>

export const postSession = endpoint({
  method: 'POST',
  path: '/session',
  tag,
  summary: { zh: '登录', en: 'Sign in' },
  may: 'anyone',
  body: z.object({ username: z.string().trim().min(1).max(100), password: PasswordText }),
  answer: Session,
  problems: [signInRefused, signInLocked, signInDisabled],
  perMinute: 20,
})

/** A page that refreshes by itself sends `jiuqing-unattended: 1`, so that nobody stays signed in by leaving it open. */
export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  tag,
  summary: { zh: '当前登录', en: 'Who is signed in' },
  may: 'signed-in',
  answer: Session,
  problems: [tokenInvalid],
})

export const deleteSession = endpoint({
  method: 'DELETE',
  path: '/session',
  tag,
  summary: { zh: '退出', en: 'Sign out' },
  may: 'anyone',
  answer: z.object({}),
})

export const postPassword = endpoint({
  method: 'POST',
  path: '/session/password',
  tag,
  summary: { zh: '修改自己的密码（其他登录随之退出）', en: 'Change the own password; ends all other sessions' },
  may: 'signed-in',
  body: z.object({ oldPassword: PasswordText, newPassword: PasswordText }),
  answer: Session,
  problems: [passwordWrong, passwordWeak, signInLocked, sessionNeeded],
  perMinute: 20,
})

export const PasswordRules = z.object({
  minLength: z.int(),
  minKinds: z.int(),
  maxAgeDays: z.int(),
  words: BilingualText,
  citation: z.object({ title: z.string(), clause: z.string(), confidence: z.string() }),
})

export const getPasswordRules = endpoint({
  method: 'GET',
  path: '/password-rules',
  tag,
  summary: { zh: '密码规则', en: 'Rules for passwords' },
  may: 'anyone',
  answer: PasswordRules,
})

export const listRoles = endpoint({
  method: 'GET',
  path: '/roles',
  tag,
  summary: { zh: '角色及其权限', en: 'Roles and what they may do' },
  may: 'signed-in',
  answer: z.object({
    items: z.array(
      z.object({
        id: RoleId,
        name: BilingualText,
        levels: z.array(z.enum(['province', 'city', 'county', 'town', 'village'])),
        permissions: z.array(z.object({ id: PermissionId, name: BilingualText })),
        /** Whether the caller may create and change accounts of this role. */
        grantable: z.boolean(),
      }),
    ),
  }),
})

export const OrganisationKind = z.enum(organisationKindIds)

export const Organisation = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: OrganisationKind,
  kindName: BilingualText,
  regionCode: RegionCodeText,
  /** Enabled accounts of it that the caller may see. */
  accounts: z.int(),
})
export type Organisation = z.output<typeof Organisation>

/** Those inside the caller's jurisdiction, and those above it. */
export const listOrganisations = endpoint({
  method: 'GET',
  path: '/organisations',
  tag,
  summary: { zh: '单位', en: 'Organisations' },
  may: 'people.read',
  query: z.object({
    search: z.string().trim().min(1).max(50).optional(),
    kind: OrganisationKind.optional(),
    region: RegionCodeText.optional(),
    cursor: z.string().max(200).optional(),
    limit: LimitQuery,
  }),
  answer: z.object({ items: z.array(Organisation), next: z.string().nullable() }),
})

export const postOrganisation = endpoint({
  method: 'POST',
  path: '/organisations',
  tag,
  summary: { zh: '新增单位', en: 'Create an organisation' },
  may: 'people.manage',
  body: z.object({ name: NameText, kind: OrganisationKind, regionCode: RegionCodeText }),
  answer: Organisation,
  problems: [regionNotYours, regionUnknown, organisationExists],
})

export const Account = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  role: RoleId,
  roleName: BilingualText,
  organisationId: z.uuid(),
  organisationName: z.string().nullable(),
  regionCode: RegionCodeText,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  /** Locked after wrong passwords, until then. */
  lockedUntil: InstantText.nullable(),
  lastSignedInAt: InstantText.nullable(),
  createdAt: InstantText,
  /** Whether the caller may change this account. */
  manageable: z.boolean(),
})
export type Account = z.output<typeof Account>

export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  tag,
  summary: { zh: '账号', en: 'Accounts' },
  may: 'people.read',
  query: z.object({
    /** Part of name, username or telephone number. */
    search: z.string().trim().min(1).max(50).optional(),
    role: RoleId.optional(),
    region: RegionCodeText.optional(),
    organisation: z.uuid().optional(),
    disabled: z.stringbool().optional(),
    cursor: z.string().max(200).optional(),
    limit: LimitQuery,
  }),
  answer: z.object({ items: z.array(Account), next: z.string().nullable() }),
})

export const getAccount = endpoint({
  method: 'GET',
  path: '/accounts/:id',
  tag,
  summary: { zh: '一个账号', en: 'One account' },
  may: 'people.read',
  params: Key,
  answer: Account,
  problems: [accountNotFound],
})

const grantProblems = [
  roleNotYours,
  roleLevelWrong,
  regionNotYours,
  regionUnknown,
  organisationNotFound,
  rolesSeparated,
] as const

const OneTimePassword = z.object({
  account: Account,
  /** Shown this once; must be changed at the first sign-in. */
  oneTimePassword: z.string(),
})

export const postAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  tag,
  summary: { zh: '新增账号', en: 'Create an account' },
  may: 'people.manage',
  body: z.object({
    username: z.string().trim().min(1).max(100),
    displayName: NameText,
    role: RoleId,
    organisationId: z.uuid(),
    regionCode: RegionCodeText,
    phone: PhoneText.optional(),
    email: z.email().optional(),
  }),
  answer: OneTimePassword,
  problems: [...grantProblems, usernameTaken, usernameMalformed, sessionNeeded],
})

export const patchAccount = endpoint({
  method: 'PATCH',
  path: '/accounts/:id',
  tag,
  summary: { zh: '修改账号', en: 'Change an account' },
  may: 'people.manage',
  params: Key,
  body: z.object({
    displayName: NameText.optional(),
    role: RoleId.optional(),
    organisationId: z.uuid().optional(),
    regionCode: RegionCodeText.optional(),
    phone: PhoneText.nullable().optional(),
    email: z.email().nullable().optional(),
    reason: ReasonText,
  }),
  answer: Account,
  problems: [accountNotFound, ...grantProblems, ownRights, lastAdministrator],
})

const WithReason = z.object({ reason: ReasonText })

export const resetPassword = endpoint({
  method: 'POST',
  path: '/accounts/:id/password-reset',
  tag,
  summary: { zh: '重置密码（一次性密码，解除锁定）', en: 'Reset a password: one-time password, ends a lock' },
  may: 'people.manage',
  params: Key,
  answer: OneTimePassword,
  problems: [accountNotFound, roleNotYours, ownRights, sessionNeeded],
})

export const disableAccount = endpoint({
  method: 'POST',
  path: '/accounts/:id/disable',
  tag,
  summary: { zh: '停用账号', en: 'Disable an account' },
  may: 'people.manage',
  params: Key,
  body: WithReason,
  answer: Account,
  problems: [accountNotFound, roleNotYours, ownRights, lastAdministrator],
})

export const enableAccount = endpoint({
  method: 'POST',
  path: '/accounts/:id/enable',
  tag,
  summary: { zh: '启用账号', en: 'Enable an account' },
  may: 'people.manage',
  params: Key,
  body: WithReason,
  answer: Account,
  problems: [accountNotFound, roleNotYours, ownRights],
})

/** What is open passes to the other person; what was done stays with whoever did it. */
export const handOverAccount = endpoint({
  method: 'POST',
  path: '/accounts/:id/handover',
  tag,
  summary: { zh: '工作移交', en: 'Hand over somebody’s work' },
  may: 'people.manage',
  params: Key,
  body: z.object({ toAccountId: z.uuid(), reason: ReasonText, disable: z.boolean().default(false) }),
  answer: z.object({ handoverId: z.uuid(), from: Account, to: Account }),
  problems: [accountNotFound, roleNotYours, handoverImpossible, ownRights, lastAdministrator],
})

const CellProblem = z.object({
  sheet: z.string(),
  /** A1 address; the row's number where the whole row is meant. */
  cell: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})

/** All or nothing: with one problem, nobody is created. The passwords are shown this once. */
export const importAccounts = endpoint({
  method: 'POST',
  path: '/accounts/import',
  tag,
  summary: { zh: '从 Excel 批量新增账号', en: 'Create accounts from a workbook' },
  may: 'people.manage',
  query: z.object({ dryRun: z.stringbool().default(false) }),
  body: { bytes: { maxBytes: 10 * 1024 * 1024 } },
  answer: z.object({
    read: z.int(),
    created: z.array(
      z.object({
        row: z.int(),
        id: z.uuid().nullable(),
        username: z.string(),
        displayName: z.string(),
        roleName: BilingualText,
        regionCode: RegionCodeText,
        organisationName: z.string(),
        /** Absent in a dry run. */
        oneTimePassword: z.string().nullable(),
      }),
    ),
    /** Organisations named in the table that did not exist and were created with it. */
    organisationsCreated: z.array(z.object({ name: z.string(), regionCode: RegionCodeText })),
    problems: z.array(CellProblem),
    dryRun: z.boolean(),
  }),
  problems: [importHeaderMissing, importTooLong, sessionNeeded],
})

export const getAccountTemplate = endpoint({
  method: 'GET',
  path: '/accounts/template.xlsx',
  tag,
  summary: { zh: '账号导入空白模板', en: 'Blank template for importing accounts' },
  may: 'people.manage',
  answer: { file: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
})

export const Token = z.object({
  id: z.uuid(),
  label: z.string(),
  accountId: z.uuid(),
  username: z.string(),
  permissions: z.array(PermissionId),
  createdAt: InstantText,
  expiresAt: InstantText,
  lastUsedAt: InstantText.nullable(),
})

/** The caller's own; for whoever manages people all of their jurisdiction. */
export const listTokens = endpoint({
  method: 'GET',
  path: '/tokens',
  tag,
  summary: { zh: '接口令牌', en: 'API tokens' },
  may: 'signed-in',
  answer: z.object({ items: z.array(Token) }),
})

export const postToken = endpoint({
  method: 'POST',
  path: '/tokens',
  tag,
  summary: { zh: '签发接口令牌', en: 'Issue an API token' },
  may: 'signed-in',
  body: z.object({
    label: NameText,
    permissions: z.array(PermissionId).min(1),
    expiresInDays: z.int().min(1).max(3650),
  }),
  /** `secret` is shown this once; only its hash is kept. */
  answer: z.object({ token: Token, secret: z.string() }),
  problems: [tokenBeyondRights, tokenTooLong, sessionNeeded],
})

export const deleteToken = endpoint({
  method: 'DELETE',
  path: '/tokens/:id',
  tag,
  summary: { zh: '吊销接口令牌', en: 'Revoke an API token' },
  may: 'signed-in',
  params: Key,
  answer: z.object({}),
  problems: [tokenNotFound],
})
