import { problemKind } from '../domain/problems.ts'

export const listUndecided = problemKind<{ zh: string; en: string }>({
  code: 'register.list-undecided',
  status: 422,
  title: { zh: '无法确定清单级别', en: 'The list cannot be derived' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const reasonMissing = problemKind<{ derived: { zh: string; en: string }; asked: { zh: string; en: string } }>({
  code: 'register.reason-missing',
  status: 422,
  title: { zh: '须写明理由', en: 'A reason is needed' },
  say: ({ derived, asked }) => ({
    zh: `按面积应列入${derived.zh}，您选择的是${asked.zh}：人工调整须写明理由。`,
    en: `By its area it belongs on the ${derived.en}; you chose the ${asked.en}. Moving it by hand needs a reason.`,
  }),
})

export const throughOtherDoor = problemKind<{ door: string; zh: string; en: string }>({
  code: 'register.through-other-door',
  status: 422,
  title: { zh: '请从对应功能办理', en: 'Done elsewhere' },
  say: ({ door, zh, en }) => ({
    zh: `“${zh}”不能在这里直接变更，请使用对应功能（${door}）。`,
    en: `"${en}" has a door of its own: ${door}.`,
  }),
})
