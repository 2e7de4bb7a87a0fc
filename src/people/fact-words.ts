import { permissions, roles } from '../domain/permissions.ts'
import { labelOnly, minuteWords, nameOfPerson, placeWords, textOf, wordOf, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { accountFields } from './rules.ts'

type PeopleFact =
  | 'session.opened'
  | 'session.refused'
  | 'session.closed'
  | 'organisation.created'
  | 'account.created'
  | 'account.changed'
  | 'account.disabled'
  | 'account.enabled'
  | 'account.handed-over'
  | 'password.reset'
  | 'password.changed'
  | 'token.issued'
  | 'token.revoked'

const refusals = {
  unknown: { zh: '没有这个用户名', en: 'nobody has that name' },
  password: { zh: '密码错误', en: 'wrong password' },
  locked: { zh: '已锁定', en: 'locked' },
  disabled: { zh: '账号已停用', en: 'account disabled' },
} as const satisfies Record<string, Bilingual>

/** Facts of people in words. */
export const peopleTellers: Tellers<PeopleFact> = {
  'session.opened': labelOnly,
  'session.closed': labelOnly,
  'session.refused': ({ username, why }) => {
    const [name, ground] = [textOf(username), wordOf(refusals, why)]
    return { words: { zh: `用户名 ${name.zh}：${ground.zh}`, en: `username ${name.en}: ${ground.en}` } }
  },
  'organisation.created': ({ name, regionCode }, telling) => {
    const [named, place] = [textOf(name), placeWords(regionCode, telling)]
    return { words: { zh: `${named.zh}（${place.zh}）`, en: `${named.en} (${place.en})` } }
  },
  'account.created': ({ username, role, regionCode }, telling) => {
    const [name, part, place] = [textOf(username), wordOf(roles, role), placeWords(regionCode, telling)]
    return {
      words: {
        zh: `用户名 ${name.zh}，${part.zh}，辖区${place.zh}`,
        en: `username ${name.en}, ${part.en}, for ${place.en}`,
      },
    }
  },
  'account.changed': ({ changed }) => {
    const fields = listOf(changed).map(field => wordOf(accountFields, field))
    if (fields.length === 0) return undefined
    return {
      words: {
        zh: `修改了${fields.map(({ zh }) => zh).join('、')}`,
        en: `changed ${fields.map(({ en }) => en).join(', ')}`,
      },
    }
  },
  'account.disabled': labelOnly,
  'account.enabled': labelOnly,
  'account.handed-over': ({ toAccountId }, telling) => {
    const to = nameOfPerson(toAccountId, telling)
    return { words: { zh: `工作移交给${to.zh}`, en: `work handed over to ${to.en}` } }
  },
  'password.reset': () => ({ words: { zh: '由管理员重置密码', en: 'password reset by an administrator' } }),
  'password.changed': labelOnly,
  'token.issued': ({ label, permissions: granted, expiresAt }) => {
    const [name, until] = [textOf(label), minuteWords(expiresAt)]
    const rights = listOf(granted).map(permission => wordOf(permissions, permission))
    return {
      words: {
        zh: `“${name.zh}”，有效至 ${until.zh}，权限：${rights.map(({ zh }) => zh).join('、')}`,
        en: `“${name.en}”, valid until ${until.en}, may ${rights.map(({ en }) => en).join(', ')}`,
      },
    }
  },
  'token.revoked': labelOnly,
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
