import type { z } from 'zod'
import { permissionIds, roles } from '../domain/permissions.ts'
import type { Actor } from '../platform/actor.ts'
import type { AccountRow } from './accounts-store.ts'
import type { Account, Organisation, Session, Token } from './contract.ts'
import type { OrganisationRow } from './organisations-store.ts'
import { mayManage, organisationKinds } from './rules.ts'
import { accountRules, passwordState } from './sessions.ts'
import type { TokenRow } from './tokens-store.ts'

/** An account as the caller sees it. @param now for locks, which end by themselves */
export function accountView(row: AccountRow, actor: Actor, now: Date): Account {
  const locked = row.locked_until !== null && row.locked_until > now
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    role: row.role,
    roleName: roles[row.role].name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    regionCode: row.region_code,
    phone: row.phone,
    email: row.email,
    disabled: row.disabled_at !== null,
    mustChangePassword: row.must_change_password,
    lockedUntil: locked ? (row.locked_until?.toISOString() ?? null) : null,
    lastSignedInAt: row.last_signed_in_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    manageable: mayManage(actor, { role: row.role, regionCode: row.region_code }),
  }
}

export function organisationView(row: OrganisationRow, accounts: number): Organisation {
  const { id, name, kind, region_code: regionCode } = row
  return { id, name, kind, kindName: organisationKinds[kind], regionCode, accounts }
}

export function sessionView(row: AccountRow, actor: Actor, now: Date): Session {
  const because = actor.via === 'session' ? passwordState(row, now) : null
  return {
    account: {
      id: row.id,
      username: row.username,
      displayName: row.display_name,
      role: row.role,
      roleName: roles[row.role].name,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name ?? '',
      regionCode: row.region_code,
    },
    permissions: permissionIds.filter(permission => actor.may(permission)),
    mustChangePassword: because !== null,
    mustChangeBecause: because,
    via: actor.via === 'token' ? 'token' : 'session',
    idleMinutes: accountRules(now).idleMinutes,
  }
}

export function tokenView(row: TokenRow): z.output<typeof Token> {
  return {
    id: row.id,
    label: row.label,
    accountId: row.account_id,
    username: row.username,
    permissions: row.permissions,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
