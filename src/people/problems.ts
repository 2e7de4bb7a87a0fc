import { problemKind } from '../domain/problems.ts'

export type PasswordFault = { readonly zh: string; readonly en: string }

/** The same words, and the same time to say them, whether the name is unknown or the password wrong. */
export const signInRefused = problemKind<Record<never, never>>({
  code: 'session.refused',
  status: 401,
  title: { zh: '未能登录', en: 'Not signed in' },
  say: () => ({
    zh: '用户名或密码不正确。请核对大小写和输入法后重试；忘记密码请联系本单位管理员重置。',
    en: 'Wrong username or password. Check capitals and input method and try again; if you forgot it, ask your administrator for a reset.',
  }),
})

export const signInLocked = problemKind<{ minutes: number }>({
  code: 'session.locked',
  status: 429,
  title: { zh: '账号暂时锁定', en: 'Locked for a while' },
  say: ({ minutes }) => ({
    zh: `密码连续输错次数过多，该用户名已暂时锁定，请在 ${minutes} 分钟后再试；急用请联系本单位管理员重置密码。`,
    en: `Too many wrong passwords in a row: this username is locked. Try again in ${minutes} min, or ask your administrator for a reset.`,
  }),
})

/** Said only to somebody who gave the right password. */
export const signInDisabled = problemKind<Record<never, never>>({
  code: 'session.disabled',
  status: 403,
  title: { zh: '账号已停用', en: 'The account is disabled' },
  say: () => ({
    zh: '该账号已停用，不能登录。如仍需使用，请联系本单位管理员启用。',
    en: 'This account is disabled. If you still need it, ask your administrator to enable it.',
  }),
})

export const sessionNeeded = problemKind<Record<never, never>>({
  code: 'session.not-token',
  status: 403,
  title: { zh: '须用密码登录后操作', en: 'Needs a signed-in person' },
  say: () => ({
    zh: '此操作不能用接口令牌进行，请用用户名和密码登录后再操作。',
    en: 'An API token cannot do this; sign in with username and password.',
  }),
})

export const passwordWeak = problemKind<{ faults: readonly PasswordFault[] }>({
  code: 'password.weak',
  status: 422,
  title: { zh: '新密码不符合要求', en: 'The new password is too weak' },
  say: ({ faults }) => ({
    zh: `新密码不符合要求：${faults.map(({ zh }) => zh).join('；')}。请换一个密码。`,
    en: `The new password does not do: ${faults.map(({ en }) => en).join('; ')}. Choose another one.`,
  }),
})

export const passwordWrong = problemKind<Record<never, never>>({
  code: 'password.wrong',
  status: 422,
  title: { zh: '原密码不正确', en: 'The old password is wrong' },
  say: () => ({
    zh: '原密码不正确，密码没有修改。请重新输入原密码；连续输错会暂时锁定账号。',
    en: 'The old password is wrong; nothing was changed. Enter it again; too many failures lock the account for a while.',
  }),
})

export const accountNotFound = problemKind<{ id: string }>({
  code: 'account.not-found',
  status: 404,
  title: { zh: '没有这个账号', en: 'No such account' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的账号，或不在您的辖区内。请从账号列表重新打开。`,
    en: `No account ${id} in your jurisdiction. Open it again from the list of accounts.`,
  }),
})

export const usernameUnknown = problemKind<{ username: string }>({
  code: 'account.username-unknown',
  status: 422,
  title: { zh: '没有这个用户名', en: 'No such username' },
  say: ({ username }) => ({
    zh: `没有可用的账号“${username}”（不存在或已停用）。请核对 --as 后面的用户名。`,
    en: `No account “${username}” that could act (unknown or disabled). Check the username after --as.`,
  }),
})

export const usernameTaken = problemKind<{ username: string }>({
  code: 'account.username-taken',
  status: 409,
  title: { zh: '用户名已被使用', en: 'The username is taken' },
  say: ({ username }) => ({
    zh: `用户名“${username}”已被使用（可能在其他地方）。请换一个，例如加上单位简称或数字。`,
    en: `The username “${username}” is taken, perhaps elsewhere. Choose another, for example with the organisation’s initials.`,
  }),
})

export const usernameMalformed = problemKind<{ username: string }>({
  code: 'account.username-malformed',
  status: 422,
  title: { zh: '用户名格式不对', en: 'Malformed username' },
  say: ({ username }) => ({
    zh: `用户名“${username}”格式不对：须为 2 到 32 位小写字母、数字、点、下划线或短横线，以字母或数字开头。`,
    en: `The username “${username}” must be 2 to 32 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter or digit.`,
  }),
})

export const roleNotYours = problemKind<{ role: string; zh: string; en: string }>({
  code: 'account.role-not-yours',
  status: 403,
  title: { zh: '无权管理该角色', en: 'Not yours to manage' },
  say: ({ zh, en }) => ({
    zh: `您的角色不能新增、修改或授予“${zh}”账号。请联系系统管理员办理。`,
    en: `Your role may not create, change or grant “${en}” accounts. Ask the administrator.`,
  }),
})

export const roleLevelWrong = problemKind<{ role: string; zh: string; en: string; levels: readonly string[] }>({
  code: 'account.role-level',
  status: 422,
  title: { zh: '角色与行政区划级别不符', en: 'The role does not fit the division' },
  say: ({ zh, en, levels }) => ({
    zh: `“${zh}”不能设在这一级行政区划，可设在：${levels.map(level => levelWords[level] ?? level).join('、')}。请更换角色或行政区划。`,
    en: `A ${en} is not held at this level, only at: ${levels.join(', ')}. Choose another role or division.`,
  }),
})

const levelWords: Readonly<Record<string, string>> = {
  province: '省（直辖市）级',
  city: '市级',
  county: '区县级',
  town: '乡镇（街道）级',
  village: '村（社区）级',
}

export const regionNotYours = problemKind<{ regionCode: string }>({
  code: 'account.region-not-yours',
  status: 403,
  title: { zh: '超出您的辖区', en: 'Outside your jurisdiction' },
  say: ({ regionCode }) => ({
    zh: `行政区划 ${regionCode} 不在您的辖区内，没有执行。请核对代码，或请上级管理员办理。`,
    en: `The division ${regionCode} is outside your jurisdiction; nothing was done. Check the code, or ask the level above.`,
  }),
})

export const regionUnknown = problemKind<{ regionCode: string }>({
  code: 'account.region-unknown',
  status: 422,
  title: { zh: '没有这个行政区划', en: 'No such division' },
  say: ({ regionCode }) => ({
    zh: `现行行政区划中没有代码 ${regionCode}。请核对，或先导入当地的行政区划。`,
    en: `The divisions in use have no ${regionCode}. Check it, or import the divisions of that area first.`,
  }),
})

export const ownRights = problemKind<Record<never, never>>({
  code: 'account.own-rights',
  status: 403,
  title: { zh: '不能改变自己的权限', en: 'Not your own rights' },
  say: () => ({
    zh: '任何人不能修改自己的角色、辖区，也不能停用、启用、重置自己的账号。请由另一名管理员办理；修改密码请用“修改密码”。',
    en: 'Nobody may change their own role or jurisdiction, or disable, enable or reset themselves. Ask another administrator; to change your password use “change password”.',
  }),
})

export const rolesSeparated = problemKind<Record<never, never>>({
  code: 'account.roles-separated',
  status: 409,
  title: { zh: '管理员与审计人员须分设', en: 'Administrator and auditor are kept apart' },
  say: () => ({
    zh: '系统管理员与督查审计人员须由不同的人担任（GB/T 22239-2019 第二级），账号不能在两者之间转换，同一手机号也不能兼任。请为另一人新建账号。',
    en: 'Administrator and auditor must be different people (GB/T 22239-2019, level 2): an account does not change between them, nor may one telephone number hold both. Create an account for another person.',
  }),
})

export const lastAdministrator = problemKind<Record<never, never>>({
  code: 'account.last-administrator',
  status: 409,
  title: { zh: '至少保留一名管理员', en: 'The last administrator' },
  say: () => ({
    zh: '这是该辖区最后一名可用的系统管理员，不能停用或改作其他角色。请先新增另一名管理员。',
    en: 'This is the last enabled administrator responsible for this area and cannot be disabled or given another role. Create another one first.',
  }),
})

export const organisationNotFound = problemKind<{ id: string }>({
  code: 'organisation.not-found',
  status: 422,
  title: { zh: '没有这个单位', en: 'No such organisation' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的单位，或不在您的辖区内。请从单位列表中选择，或先新增单位。`,
    en: `No organisation ${id} in your jurisdiction. Choose one from the list, or create it first.`,
  }),
})

export const organisationExists = problemKind<{ name: string }>({
  code: 'organisation.exists',
  status: 409,
  title: { zh: '单位已存在', en: 'The organisation exists' },
  say: ({ name }) => ({
    zh: `该行政区划下已有单位“${name}”，没有重复新增。请直接使用已有单位。`,
    en: `“${name}” exists in this division already and was not created again. Use the existing one.`,
  }),
})

export const handoverNotFound = problemKind<{ id: string }>({
  code: 'account.handover-not-found',
  status: 404,
  title: { zh: '没有这次移交', en: 'No such handover' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的工作移交，或不在您的辖区内。`,
    en: `There is no handover ${id} in your jurisdiction.`,
  }),
})

export const handoverImpossible = problemKind<PasswordFault>({
  code: 'account.handover-impossible',
  status: 409,
  title: { zh: '不能移交', en: 'The handover is not possible' },
  say: ({ zh, en }) => ({
    zh: `不能移交：${zh}。请另选接收人。`,
    en: `The handover is not possible: ${en}. Choose another person.`,
  }),
})

export const tokenNotFound = problemKind<{ id: string }>({
  code: 'token.not-found',
  status: 404,
  title: { zh: '没有这个令牌', en: 'No such token' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的接口令牌，或已被吊销。请刷新令牌列表。`,
    en: `No API token ${id}, or it was revoked. Reload the list of tokens.`,
  }),
})

export const tokenInvalid = problemKind<Record<never, never>>({
  code: 'token.invalid',
  status: 401,
  title: { zh: '接口令牌无效', en: 'Invalid API token' },
  say: () => ({
    zh: '接口令牌不存在、已过期、已吊销，或其账号已停用。请登录后在“接口令牌”页重新签发，并更换程序中的令牌。',
    en: 'The API token is unknown, expired or revoked, or its account is disabled. Sign in, issue a new one, and replace it in your program.',
  }),
})

export const tokenBeyondRights = problemKind<{ permissions: readonly string[] }>({
  code: 'token.beyond-rights',
  status: 403,
  title: { zh: '超出您的权限', en: 'Beyond your rights' },
  say: ({ permissions }) => ({
    zh: `令牌的权限不能超出您本人的权限，请去掉：${permissions.join('、')}。`,
    en: `A token cannot do more than you can; leave out: ${permissions.join(', ')}.`,
  }),
})

export const tokenTooLong = problemKind<{ maxDays: number }>({
  code: 'token.too-long',
  status: 422,
  title: { zh: '有效期过长', en: 'Too long a life' },
  say: ({ maxDays }) => ({
    zh: `令牌有效期最长 ${maxDays} 天。请缩短有效期，到期前重新签发。`,
    en: `A token lives ${maxDays} days at most. Ask for less, and issue a new one before it ends.`,
  }),
})

export const importHeaderMissing = problemKind<{ missing: readonly string[] }>({
  code: 'account.import-header',
  status: 422,
  title: { zh: '没有找到账号表的表头', en: 'No header of an account list' },
  say: ({ missing }) => ({
    zh: `表中没有找到需要的列：${missing.join('、')}。请下载空白模板，把内容填入后再导入。`,
    en: `These columns were not found: ${missing.join(', ')}. Download the blank template, fill it in and import that.`,
  }),
})

export const importTooLong = problemKind<{ rows: number; maxRows: number }>({
  code: 'account.import-too-long',
  status: 413,
  title: { zh: '行数过多', en: 'Too many rows' },
  say: ({ rows, maxRows }) => ({
    zh: `表中有 ${rows} 行以上，一次最多导入 ${maxRows} 个账号。请分成几个文件导入。`,
    en: `The table has ${rows} rows or more; at most ${maxRows} accounts are taken at once. Split the file.`,
  }),
})
