import type { FastifyReply } from 'fastify'
import { roleIds, roles, permissions } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { wholeCountry, type Actor } from '../platform/actor.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { collectUpload } from '../platform/http/collect-upload.ts'
import { serve, serveAnyone, type Door } from '../platform/http/serve.ts'
import { policyAt } from '../policy/policy.ts'
import { chinaDate } from '../domain/dates.ts'
import { createAccount, listAccounts, requireAccount } from './accounts-store.ts'
import { changeAccount, disableAccount, enableAccount, handOver, resetPassword } from './account-changes-store.ts'
import { accountsTemplate } from './accounts-template.ts'
import { actorOf } from './actors-store.ts'
import * as contract from './contract.ts'
import { clearSessionCookie, sessionCookie, writeSessionCookie } from './cookies.ts'
import { importAccounts } from './import-accounts.ts'
import { createOrganisation, listOrganisations } from './organisations-store.ts'
import { generatePassword, hashPassword } from './passwords.ts'
import { regionUnknown, sessionNeeded } from './problems.ts'
import { mayGrant, passwordWords } from './rules.ts'
import { accountRules, type People, type SignedIn } from './sessions.ts'
import { issueToken, listTokens, revokeToken } from './tokens-store.ts'
import { accountView, organisationView, sessionView, tokenView } from './views.ts'

/** Puts everything about people on the server. */
export function servePeople(door: Door, people: People): void {
  serveSession(door, people)
  serveOrganisations(door, people)
  serveAccounts(door, people)
  serveAccountChanges(door, people)
  serveAccountImport(door, people)
  serveTokens(door)
}

function serveSession(door: Door, people: People): void {
  serveAnyone(door, contract.postSession, async ({ body, reply }) => {
    const signedIn = await people.signIn(body.username, body.password)
    return answerSignedIn(people, reply, signedIn)
  })
  serve(door, contract.getSession, ({ database, actor }) =>
    reading(database, actor, async tx => sessionView(await requireAccount(tx, actor.accountId), actor, tx.at)),
  )
  serveAnyone(door, contract.deleteSession, async ({ request, reply }) => {
    const secret = sessionCookie(request.headers.cookie)
    if (secret !== undefined) await people.signOut(secret)
    reply.header('set-cookie', clearSessionCookie(people.secure))
    return {}
  })
  serve(door, contract.postPassword, async ({ actor, body, reply }) => {
    requirePerson(actor)
    return answerSignedIn(people, reply, await people.changePassword(actor, body))
  })
  serveAnyone(door, contract.getPasswordRules, async ({ database }) => passwordRulesAt(database.clock()))
}

async function answerSignedIn({ database, secure }: People, reply: FastifyReply, signedIn: SignedIn) {
  const actor = actorOf(signedIn.account, 'session')
  reply.header('set-cookie', writeSessionCookie(signedIn.secret, secure))
  return reading(database, actor, async tx => sessionView(await requireAccount(tx, actor.accountId), actor, tx.at))
}

function passwordRulesAt(now: Date) {
  const { value, citation } = policyAt('accounts', chinaDate(now))
  return {
    minLength: value.passwordMinLength,
    minKinds: value.passwordMinKinds,
    maxAgeDays: value.passwordMaxAgeDays,
    words: passwordWords(value),
    citation,
  }
}

/** What hands out or changes secrets is done by a person, never by a program's token. @throws Problem `session.not-token` */
function requirePerson(actor: Actor): void {
  if (actor.via === 'token') throw new Problem(sessionNeeded, {})
}

/** @throws Problem `account.region-unknown` */
async function requireRegion(tx: Tx, people: People, code: RegionCode | undefined): Promise<void> {
  if (code === undefined || code === wholeCountry || (await people.regions.exists(tx, code))) return
  throw new Problem(regionUnknown, { regionCode: code })
}

function serveOrganisations(door: Door, people: People): void {
  serve(door, contract.listRoles, async ({ actor }) => ({ items: roleIds.map(role => roleView(role, actor)) }))
  serve(door, contract.listOrganisations, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { items, ...rest } = await listOrganisations(tx, query, query)
      return { items: items.map(row => organisationView(row, row.accounts ?? 0)), ...rest }
    }),
  )
  serve(door, contract.postOrganisation, ({ database, actor, body }) =>
    atomically(database, actor, async tx => {
      await requireRegion(tx, people, body.regionCode)
      return organisationView(await createOrganisation(tx, body), 0)
    }),
  )
}

function roleView(role: (typeof roleIds)[number], actor: Actor) {
  const { name, levels, may } = roles[role]
  return {
    id: role,
    name,
    levels: [...levels],
    permissions: may.map(id => ({ id, name: permissions[id] })),
    grantable: mayGrant(actor, role),
  }
}

function serveAccounts(door: Door, people: People): void {
  serve(door, contract.listAccounts, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { items, ...rest } = await listAccounts(tx, query, query)
      return { items: items.map(row => accountView(row, actor, tx.at)), ...rest }
    }),
  )
  serve(door, contract.getAccount, ({ database, actor, params }) =>
    reading(database, actor, async tx => accountView(await requireAccount(tx, params.id), actor, tx.at)),
  )
  serve(door, contract.postAccount, async ({ database, actor, body }) => {
    requirePerson(actor)
    const oneTimePassword = generatePassword()
    const passwordHash = await hashPassword(oneTimePassword)
    return atomically(database, actor, async tx => {
      await requireRegion(tx, people, body.regionCode)
      const row = await createAccount(tx, { ...body, passwordHash, mustChangePassword: true })
      return { account: accountView(row, actor, tx.at), oneTimePassword }
    })
  })
  serve(door, contract.patchAccount, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const { reason, ...changes } = body
      await requireRegion(tx, people, changes.regionCode)
      return accountView(await changeAccount(tx, { id: params.id, changes, reason }), actor, tx.at)
    }),
  )
}

function serveAccountChanges(door: Door, people: People): void {
  serve(door, contract.resetPassword, async ({ actor, params }) => {
    requirePerson(actor)
    const oneTimePassword = generatePassword()
    const passwordHash = await hashPassword(oneTimePassword)
    return atomically(people.database, actor, async tx => {
      const row = await resetPassword(tx, params.id, passwordHash)
      return { account: accountView(row, actor, tx.at), oneTimePassword }
    })
  })
  serve(door, contract.disableAccount, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx =>
      accountView(await disableAccount(tx, params.id, body.reason), actor, tx.at),
    ),
  )
  serve(door, contract.enableAccount, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => accountView(await enableAccount(tx, params.id, body.reason), actor, tx.at)),
  )
  serve(door, contract.handOverAccount, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const { toAccountId: toId, reason, disable } = body
      const { id, from, to } = await handOver(tx, { fromId: params.id, toId, reason, disable })
      return { handoverId: id, from: accountView(from, actor, tx.at), to: accountView(to, actor, tx.at) }
    }),
  )
}

function serveAccountImport(door: Door, people: People): void {
  serve(door, contract.importAccounts, async ({ actor, query, body }) => {
    requirePerson(actor)
    const content = await collectUpload(body, contract.maxImportBytes)
    const outcome = await importAccounts(people, actor, { content, dryRun: query.dryRun })
    return {
      read: outcome.read,
      created: outcome.created.map(({ row, account, organisationName, oneTimePassword }) => ({
        row,
        id: query.dryRun ? null : account.id,
        username: account.username,
        displayName: account.display_name,
        roleName: roles[account.role].name,
        regionCode: account.region_code,
        organisationName,
        oneTimePassword,
      })),
      organisationsCreated: [...outcome.organisationsCreated],
      problems: [...outcome.problems],
      dryRun: query.dryRun,
    }
  })
  serve(door, contract.getAccountTemplate, async ({ actor }) => ({
    content: accountsTemplate(roleIds.filter(role => mayGrant(actor, role))),
    type: contract.getAccountTemplate.answer.file[0] ?? '',
    name: '账号导入模板.xlsx',
  }))
}

function serveTokens(door: Door): void {
  serve(door, contract.listTokens, ({ database, actor }) =>
    reading(database, actor, async tx => ({ items: (await listTokens(tx)).map(tokenView) })),
  )
  serve(door, contract.postToken, ({ database, actor, body }) => {
    requirePerson(actor)
    return atomically(database, actor, async tx => {
      const maxDays = accountRules(tx.at).tokenMaxDays
      const { token, secret } = await issueToken(tx, { ...body, maxDays })
      return { token: tokenView(token), secret }
    })
  })
  serve(door, contract.deleteToken, ({ database, actor, params }) =>
    atomically(database, actor, async tx => {
      await revokeToken(tx, params.id)
      return {}
    }),
  )
}
