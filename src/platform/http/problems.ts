import { problemKind } from '../../domain/problems.ts'

export type InvalidField = { readonly where: string; readonly zh: string; readonly en: string }

export const requestInvalid = problemKind<{ fields: readonly InvalidField[] }>({
  code: 'request.invalid',
  status: 400,
  title: { zh: '请求内容有误', en: 'Invalid request' },
  say: ({ fields }) => ({
    zh: `以下内容需要改正：${fields.map(field => `${field.where}：${field.zh}`).join('；')}`,
    en: `Please correct: ${fields.map(field => `${field.where}: ${field.en}`).join('; ')}`,
  }),
})

export const notSignedIn = problemKind<Record<never, never>>({
  code: 'session.required',
  status: 401,
  title: { zh: '请先登录', en: 'Sign in first' },
  say: () => ({
    zh: '您尚未登录，或因长时间没有操作已自动退出。请重新登录，已填写的内容不会丢失。',
    en: 'You are not signed in, or were signed out after a while without use. Sign in again; what you typed is kept.',
  }),
})

export const notPermitted = problemKind<{ permission: string; zh: string; en: string }>({
  code: 'permission.missing',
  status: 403,
  title: { zh: '没有权限', en: 'Not permitted' },
  say: ({ zh, en }) => ({
    zh: `您的角色没有“${zh}”的权限。如工作需要，请联系本单位管理员。`,
    en: `Your role may not “${en}”. If your work needs it, ask your administrator.`,
  }),
})

export const passwordChangeRequired = problemKind<Record<never, never>>({
  code: 'password.change-required',
  status: 403,
  title: { zh: '请先修改密码', en: 'Change your password first' },
  say: () => ({
    zh: '首次登录或密码被重置后，须先修改密码才能继续使用。',
    en: 'After the first sign-in or a reset, the password must be changed before anything else.',
  }),
})

export const foreignOrigin = problemKind<{ origin: string }>({
  code: 'request.foreign-origin',
  status: 403,
  title: { zh: '来源不被允许', en: 'Foreign origin' },
  say: ({ origin }) => ({
    zh: `该请求来自其他网站（${origin}），为防止冒用您的登录，没有执行。`,
    en: `The request came from another site (${origin}); it was refused to protect your session.`,
  }),
})

export const tooMany = problemKind<{ waitSeconds: number }>({
  code: 'request.too-many',
  status: 429,
  title: { zh: '请求过于频繁', en: 'Too many requests' },
  say: ({ waitSeconds }) => ({
    zh: `请求过于频繁，请在 ${waitSeconds} 秒后再试。`,
    en: `Too many requests; try again in ${waitSeconds} seconds.`,
  }),
})

export const notFound = problemKind<{ path: string }>({
  code: 'address.not-found',
  status: 404,
  title: { zh: '没有这个地址', en: 'No such address' },
  say: ({ path }) => ({
    zh: `没有 ${path} 这个地址。接口清单见 /api。`,
    en: `There is nothing at ${path}. The list of endpoints is at /api.`,
  }),
})

export const tooLarge = problemKind<{ maxBytes: number }>({
  code: 'request.too-large',
  status: 413,
  title: { zh: '内容过大', en: 'Too large' },
  say: ({ maxBytes }) => ({
    zh: `内容超过 ${Math.floor(maxBytes / 1024 / 1024)} MB 的上限，没有接收。请分成几份再上传。`,
    en: `More than the ${Math.floor(maxBytes / 1024 / 1024)} MB allowed; nothing was taken. Split it and send the parts.`,
  }),
})

export const unreadable = problemKind<{ why: string }>({
  code: 'request.unreadable',
  status: 400,
  title: { zh: '无法读取请求', en: 'Unreadable request' },
  say: ({ why }) => ({
    zh: `请求无法读取（${why}）。请检查内容是否为完整的 JSON。`,
    en: `The request cannot be read (${why}). Check that it is complete JSON.`,
  }),
})

export const internal = problemKind<{ reference: string }>({
  code: 'internal',
  status: 500,
  title: { zh: '系统内部错误', en: 'Internal error' },
  say: ({ reference }) => ({
    zh: `系统出错了，本次操作没有完成。请把编号 ${reference} 告诉系统管理员。`,
    en: `Something went wrong here; the operation was not completed. Tell the administrator this reference: ${reference}.`,
  }),
})

/** What any endpoint may answer with, besides its own. */
export const commonProblems = [
  requestInvalid,
  notSignedIn,
  notPermitted,
  passwordChangeRequired,
  tooMany,
  internal,
] as const
