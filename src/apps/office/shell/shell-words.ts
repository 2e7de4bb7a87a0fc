import type { Words } from '../../shared/i18n/words.ts'

/** Chapters of the menu: the stages of a water's life, then what all of them stand on. */
export const chapterLabels = {
  desk: { zh: '工作台', en: 'Desk' },
  find: { zh: '摸清底数', en: 'Find' },
  decide: { zh: '识别与清单', en: 'Identify and list' },
  plan: { zh: '方案与资金', en: 'Plan and pay' },
  treat: { zh: '治理与验收', en: 'Treat and accept' },
  foundation: { zh: '基础数据', en: 'Foundations' },
  oversight: { zh: '监督与留痕', en: 'Oversight' },
} as const satisfies Words
export type Chapter = keyof typeof chapterLabels

export const shellWords = {
  menu: { zh: '主菜单', en: 'Main menu' },
  openMenu: { zh: '打开菜单', en: 'Open menu' },
  searchWaters: { zh: '水体名称、编号或村名', en: 'Water, code or village' },
  searchLabel: { zh: '查找水体（按 / 键）', en: 'Find a water (press /)' },
  account: { zh: '账号', en: 'Account' },
  changePassword: { zh: '修改密码', en: 'Change password' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  apiReference: { zh: '接口文档', en: 'API reference' },
  switchTo: { zh: 'English', en: '中文' },
  switchLabel: { zh: 'Switch to English', en: '切换为中文' },
  notFoundTitle: { zh: '没有这个页面', en: 'No such page' },
  notFoundHint: { zh: '地址可能写错，或该页面已移走。', en: 'The address may be mistyped, or the page has moved.' },
  toOverview: { zh: '回到总览', en: 'To the overview' },
  notAllowedTitle: { zh: '您的角色没有此页面的权限', en: 'Your role may not see this page' },
  notAllowedHint: (permission: { zh: string; en: string }) => ({
    zh: `需要“${permission.zh}”权限。如工作需要，请联系本单位管理员。`,
    en: `It needs the permission “${permission.en}”. Ask your administrator if your work needs it.`,
  }),
  crashTitle: { zh: '页面出错了', en: 'This page failed' },
  crashHint: {
    zh: '已填写的内容可能没有保存。请重新载入；如仍出现，请联系管理员。',
    en: 'What you typed may not be saved. Reload; if it stays, ask your administrator.',
  },
  reload: { zh: '重新载入', en: 'Reload' },
} as const satisfies Words
