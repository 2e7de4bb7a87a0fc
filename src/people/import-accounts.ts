import { roleIds, roles, type Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import { contains, fullCode, type RegionCode } from '../domain/regions.ts'
import type { CellProblem } from '../domain/shapes.ts'
import type { Bilingual } from '../domain/words.ts'
import { rangeOf, type Actor } from '../platform/actor.ts'
import { keptOnly } from '../platform/db/all-or-nothing.ts'
import type { Tx } from '../platform/db/database.ts'
import { createAccount, type AccountRow } from './accounts-store.ts'
import { accountColumns, readAccountsWorkbook, type AccountColumn, type WrittenAccount } from './accounts-workbook.ts'
import { createOrganisation, organisationsNamed, type OrganisationRow } from './organisations-store.ts'
import { generatePassword, hashPassword } from './passwords.ts'
import { regionUnknown } from './problems.ts'
import { mayGrant, normalUsername, requireGrantable, type OrganisationKind } from './rules.ts'
import type { People } from './sessions.ts'

export type ImportedAccount = {
  /** Counted from 1. */
  readonly row: number
  readonly account: AccountRow
  readonly organisationName: string
  readonly oneTimePassword: string | null
}

export type AccountsImport = {
  readonly read: number
  readonly created: readonly ImportedAccount[]
  readonly organisationsCreated: readonly { readonly name: string; readonly regionCode: RegionCode }[]
  readonly problems: readonly CellProblem[]
}

/**
 * Creates all accounts of a list, or none. The list is first tried in a transaction that is taken back, so that every
 * problem is found by the same functions that create accounts; only a sound list is worth hashing its passwords.
 *
 * @param dryRun try only
 * @throws Problem for a file that is no account list
 */
export async function importAccounts(
  people: People,
  actor: Actor,
  { content, dryRun }: { content: Uint8Array; dryRun: boolean },
): Promise<AccountsImport> {
  const written = await readAccountsWorkbook(content)
  const tried = await createAll(people, actor, { written, passwords: undefined })
  if (dryRun || tried.problems.length > 0) return tried
  const passwords: Password[] = []
  for (const _account of written) {
    const plain = generatePassword()
    passwords.push({ plain, hash: await hashPassword(plain) })
  }
  return createAll(people, actor, { written, passwords })
}

type Password = { readonly plain: string; readonly hash: string }

type Attempt = { readonly written: readonly WrittenAccount[]; readonly passwords: readonly Password[] | undefined }

async function createAll(people: People, actor: Actor, attempt: Attempt): Promise<AccountsImport> {
  const isSound = ({ problems }: AccountsImport) => attempt.passwords !== undefined && problems.length === 0
  return keptOnly(people.database, actor, isSound, async tx => withoutCreated(await createEach(tx, people, attempt)))
}

/** With a problem nothing was or would be created. */
function withoutCreated(outcome: AccountsImport): AccountsImport {
  return outcome.problems.length === 0 ? outcome : { ...outcome, created: [], organisationsCreated: [] }
}

async function createEach(tx: Tx, people: People, { written, passwords }: Attempt): Promise<AccountsImport> {
  const created: ImportedAccount[] = []
  const problems: CellProblem[] = []
  const organisations = new Organisations(tx)
  await organisations.load(written.map(({ cells }) => cells.organisation.text))
  const firstRows = new Map<string, number>()
  for (const [index, row] of written.entries()) {
    const password = passwords?.[index]
    const outcome = await createOne(tx, people, { row, password, organisations, firstRows })
    if ('problems' in outcome) problems.push(...outcome.problems)
    else created.push(outcome)
  }
  return { read: written.length, created, organisationsCreated: organisations.created, problems }
}

type OneRow = {
  readonly row: WrittenAccount
  readonly password: Password | undefined
  readonly organisations: Organisations
  /** Where each username stands first in the file. */
  readonly firstRows: Map<string, number>
}

async function createOne(
  tx: Tx,
  people: People,
  { row, password, organisations, firstRows }: OneRow,
): Promise<ImportedAccount | { readonly problems: readonly CellProblem[] }> {
  const understood = await understandRow(tx, people, row, firstRows)
  if (!('role' in understood)) return understood
  const { displayName, username, role, regionCode, phone } = understood
  try {
    requireGrantable(tx.actor, understood)
    const organisation = await organisations.find(row.cells.organisation.text, { regionCode, role })
    const account = await createAccount(tx, {
      displayName,
      username,
      role,
      regionCode,
      organisationId: organisation.id,
      ...(phone === '' ? {} : { phone }),
      passwordHash: password?.hash ?? '',
      mustChangePassword: true,
    })
    const oneTimePassword = password?.plain ?? null
    return { row: row.row, account, organisationName: organisation.name, oneTimePassword }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { problems: [at(row, columnOf(error.kind.code), error.kind.code, error.words())] }
  }
}

/** Which cell a refusal of `createAccount` is about. */
function columnOf(code: string): AccountColumn {
  if (code.startsWith('account.role-')) return 'role'
  if (code.startsWith('account.region-')) return 'region'
  if (code.startsWith('organisation.')) return 'organisation'
  return code === 'account.roles-separated' ? 'phone' : 'username'
}

type UnderstoodRow = {
  readonly displayName: string
  readonly username: string
  readonly role: Role
  readonly regionCode: RegionCode
  readonly phone: string
}

async function understandRow(
  tx: Tx,
  people: People,
  row: WrittenAccount,
  firstRows: Map<string, number>,
): Promise<UnderstoodRow | { readonly problems: readonly CellProblem[] }> {
  const { cells } = row
  const problems: CellProblem[] = [...findBlanks(row), ...findRepeated(row, firstRows)]
  const role = roleWritten(cells.role.text)
  if (role === undefined && cells.role.text !== '') problems.push(at(row, 'role', 'cell.role', unknownRole(tx, row)))
  const region = cells.region.text === '' ? undefined : await readRegion(tx, people, cells.region.text)
  if (region !== undefined && 'zh' in region) problems.push(at(row, 'region', 'cell.region', region))
  if (!/^(\+?[\d -]{5,20})?$/.test(cells.phone.text)) problems.push(at(row, 'phone', 'cell.phone', badPhone(row)))
  if (problems.length > 0 || role === undefined || region === undefined || 'zh' in region) return { problems }
  const { code: regionCode } = region
  return {
    displayName: cells.displayName.text,
    username: cells.username.text,
    role,
    regionCode,
    phone: cells.phone.text,
  }
}

function at(row: WrittenAccount, column: AccountColumn, code: string, { zh, en }: Bilingual): CellProblem {
  return { sheet: row.sheet, cell: row.cells[column].address, code, zh, en }
}

function findBlanks(row: WrittenAccount): readonly CellProblem[] {
  const required = ['displayName', 'username', 'role', 'organisation', 'region'] as const
  const blanks = required.filter(column => row.cells[column].text === '')
  const missing = blanks.map(column =>
    at(row, column, 'cell.blank', {
      zh: `“${accountColumns[column]}”没有填写，请补上。`,
      en: `“${accountColumns[column]}” is blank; fill it in.`,
    }),
  )
  const long = (['displayName', 'organisation'] as const).filter(column => row.cells[column].text.length > 100)
  const tooLong = long.map(column =>
    at(row, column, 'cell.too-long', {
      zh: `“${accountColumns[column]}”超过 100 个字，请缩短。`,
      en: `“${accountColumns[column]}” has more than 100 characters; shorten it.`,
    }),
  )
  return [...missing, ...tooLong]
}

function findRepeated(row: WrittenAccount, firstRows: Map<string, number>): readonly CellProblem[] {
  const username = normalUsername(row.cells.username.text)
  if (username === '') return []
  const first = firstRows.get(username)
  if (first === undefined) {
    firstRows.set(username, row.row)
    return []
  }
  return [
    at(row, 'username', 'cell.repeated', {
      zh: `用户名“${username}”与第 ${first} 行重复，请换一个，或删去重复的行。`,
      en: `The username “${username}” repeats row ${first}; choose another, or delete the repeated row.`,
    }),
  ]
}

function roleWritten(text: string): Role | undefined {
  const plain = text.replaceAll(/\s/g, '').toLowerCase()
  return roleIds.find(role =>
    [role, roles[role].name.zh, roles[role].name.en.replaceAll(/\s/g, '')].some(name => name.toLowerCase() === plain),
  )
}

function unknownRole(tx: Tx, { cells }: WrittenAccount): Bilingual {
  const names = roleIds.filter(role => mayGrant(tx.actor, role)).map(role => roles[role].name)
  return {
    zh: `没有“${cells.role.text}”这个角色，请填写以下之一：${names.map(({ zh }) => zh).join('、')}。`,
    en: `There is no role “${cells.role.text}”; write one of: ${names.map(({ en }) => en).join(', ')}.`,
  }
}

function badPhone({ cells }: WrittenAccount): Bilingual {
  return {
    zh: `“${cells.phone.text}”不像电话号码：只能有数字、空格、短横线和开头的 +，请改正或留空。`,
    en: `“${cells.phone.text}” is no telephone number: digits, blanks, hyphens and a leading + only; correct it or leave it blank.`,
  }
}

type ReadRegion = { readonly code: RegionCode } | Bilingual

/** A code of 2 to 12 digits, or a name that means exactly one division of the jurisdiction. Never a guess. */
async function readRegion(tx: Tx, people: People, text: string): Promise<ReadRegion> {
  if (/^\d+$/.test(text)) return readRegionCode(tx, people, text)
  const named = await people.regions.named(tx, text)
  const [code] = named
  if (code !== undefined && named.length === 1) return { code }
  if (code === undefined) {
    return {
      zh: `您的辖区内没有名为“${text}”的行政区划。请核对名称，或改填代码。`,
      en: `No division of your jurisdiction is called “${text}”. Check the name, or write the code.`,
    }
  }
  return {
    zh: `“${text}”可能是 ${named.join('、')} 中的任何一个，请改填代码。`,
    en: `“${text}” may be any of ${named.join(', ')}; write the code instead.`,
  }
}

async function readRegionCode(tx: Tx, people: People, text: string): Promise<ReadRegion> {
  if (![2, 4, 6, 9, 12].includes(text.length)) {
    return {
      zh: `“${text}”有 ${text.length} 位，行政区划代码应为 2、4、6、9 或 12 位。请核对是否少位（Excel 可能省去了开头的 0）。`,
      en: `“${text}” has ${text.length} digits; a division code has 2, 4, 6, 9 or 12. Check for digits that were lost.`,
    }
  }
  const code = fullCode(text)
  return (await people.regions.exists(tx, code)) ? { code } : regionUnknown.say({ regionCode: code })
}

/** An organisation that has to be created gets the kind that people of the role usually belong to. */
const usualKind = {
  administrator: 'bureau',
  'municipal-officer': 'bureau',
  'county-officer': 'bureau',
  'town-chief': 'government',
  'village-chief': 'village-committee',
  operator: 'operator',
  'monitoring-agency': 'laboratory',
  expert: 'expert-group',
  department: 'department',
  auditor: 'audit',
} as const satisfies Record<Role, OrganisationKind>

/** Organisations by name: of the row's own division first, then the nearest one above it; else created and reported. */
class Organisations {
  readonly created: { readonly name: string; readonly regionCode: RegionCode }[] = []
  private readonly tx: Tx
  private known: OrganisationRow[] = []

  constructor(tx: Tx) {
    this.tx = tx
  }

  async load(names: readonly string[]): Promise<void> {
    this.known = [...(await organisationsNamed(this.tx, names))]
  }

  async find(name: string, { regionCode, role }: { regionCode: RegionCode; role: Role }): Promise<OrganisationRow> {
    const around = this.known
      .filter(known => known.name === name && contains(rangeOf(known.region_code), regionCode))
      // The nearest division around a place is the one whose range begins last.
      .toSorted((a, b) => (a.region_code < b.region_code ? 1 : -1))
    const [nearest] = around
    if (nearest !== undefined) return nearest
    const fresh = await createOrganisation(this.tx, { name, kind: usualKind[role], regionCode })
    this.known.push(fresh)
    this.created.push({ name, regionCode })
    return fresh
  }
}
