import type { Words } from '../../shared/i18n/words.ts'

export const signInWords = {
  title: { zh: '登录', en: 'Sign in' },
  headline: { zh: '长制久清', en: 'A regime that lasts, water that stays clear' },
  lead: {
    zh: '排查、识别、治理、验收、管护，每一处农村水体从发现到长清都在这里，每个数字都能追到依据。',
    en: 'Survey, identification, works, acceptance, upkeep: every rural water from the day it is found to the day it stays clear, and behind every number its grounds.',
  },
  username: { zh: '用户名', en: 'Username' },
  usernameNeeded: { zh: '请输入用户名', en: 'Enter your username' },
  password: { zh: '密码', en: 'Password' },
  passwordNeeded: { zh: '请输入密码', en: 'Enter your password' },
  submit: { zh: '登录', en: 'Sign in' },
  forgotten: {
    zh: '忘记密码或账号被锁定，请联系本单位管理员重置。',
    en: 'Forgot the password, or locked out? Your administrator can reset it.',
  },
  again: { zh: '请重新登录', en: 'Sign in again' },
  againHint: {
    zh: '您已退出登录。重新登录后继续，页面和已填写的内容都在。',
    en: 'You were signed out. Sign in to go on; the page and what you typed are kept.',
  },
  otherAccount: {
    zh: '您用另一个账号登录，页面将重新载入。',
    en: 'You signed in with another account; the page reloads.',
  },
  changeTitle: { zh: '修改密码', en: 'Change password' },
  changeFirst: {
    zh: '首次登录或密码被重置后，请先设置自己的新密码。',
    en: 'After the first sign-in or a reset, set a password of your own.',
  },
  changeExpired: {
    zh: '密码已超过使用期限，请设置新密码。',
    en: 'Your password is older than the rule allows. Set a new one.',
  },
  oldPassword: { zh: '当前密码', en: 'Present password' },
  newPassword: { zh: '新密码', en: 'New password' },
  repeatPassword: { zh: '再次输入新密码', en: 'New password again' },
  differs: { zh: '两次输入的新密码不一致', en: 'The two new passwords differ' },
  changeSubmit: { zh: '保存新密码', en: 'Save the new password' },
  changed: { zh: '密码已修改，其他设备上的登录已退出', en: 'Password changed; sessions elsewhere have ended' },
  wholeCountry: { zh: '全部区划', en: 'All divisions' },
} as const satisfies Words
