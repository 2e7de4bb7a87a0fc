import { z } from 'zod'
import { permissionIds, roleIds } from '../domain/permissions.ts'
import { BilingualText, InstantText, LimitQuery, pageOf, RegionCodeText } from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
export { accountNotFound, handoverNotFound } from './problems.ts'
import {
  organisationExists,
  passwordWeak,
  passwordWrong,
  regionNotYours,
  regionUnknown,
  sessionNeeded,
  signInDisabled,
  signInLocked,
  signInRefused,
  tokenBeyondRights,
  tokenInvalid,
  tokenNotFound,
  tokenTooLong,
} from './problems.ts'
import { organisationKindIds } from './rules.ts'

export * from './accounts-contract.ts'

const tag = 'people'

const RoleId = z.enum(roleIds)
const PermissionId = z.enum(permissionIds)
const PasswordText = z.string().min(1).max(200)
const NameText = z.string().trim().min(1).max(100)
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
  // A whole bureau may stand behind one address at nine in the morning; names are guarded by their own lock-out.
  perMinute: 60,
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
  answer: pageOf(Organisation),
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
