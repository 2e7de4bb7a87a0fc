import { z } from 'zod'
import { roleIds } from '../domain/permissions.ts'
import {
  BilingualText,
  CellProblem,
  CursorText,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
} from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  accountNotFound,
  handoverImpossible,
  importHeaderMissing,
  importTooLong,
  lastAdministrator,
  organisationNotFound,
  ownRights,
  regionNotYours,
  regionUnknown,
  roleLevelWrong,
  roleNotYours,
  rolesSeparated,
  sessionNeeded,
  usernameMalformed,
  usernameTaken,
} from './problems.ts'

const tag = 'people'

const RoleId = z.enum(roleIds)
const NameText = z.string().trim().min(1).max(100)
const PhoneText = z
  .string()
  .trim()
  .regex(/^\+?[\d -]{5,20}$/)
const Key = z.object({ id: z.uuid() })

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
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(Account),
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

/** An account list of two thousand people has about a tenth of it. */
export const maxImportBytes = 10 * 1024 * 1024

/** All or nothing: with one problem, nobody is created. The passwords are shown this once. */
export const importAccounts = endpoint({
  method: 'POST',
  path: '/accounts/import',
  tag,
  summary: { zh: '从 Excel 批量新增账号', en: 'Create accounts from a workbook' },
  may: 'people.manage',
  query: z.object({ dryRun: z.stringbool().default(false) }),
  body: { bytes: { maxBytes: maxImportBytes } },
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
