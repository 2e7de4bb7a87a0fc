import { problemKind } from '../domain/problems.ts'

export const standardUnsuitable = problemKind<{ standardId: string; suitable: readonly string[] }>({
  code: 'identification.standard-unsuitable',
  status: 422,
  title: { zh: '该标准不能用于识别', en: 'Not a standard for identification' },
  say: ({ standardId, suitable }) => ({
    zh: `“${standardId}”不是可用于识别黑臭水体的标准。可用：${suitable.join('、')}。`,
    en: `"${standardId}" is not a standard that identifies black-and-odorous waters. Available: ${suitable.join(', ')}.`,
  }),
})

export const waterEnded = problemKind<{ code: string; stage: { zh: string; en: string } }>({
  code: 'identification.water-ended',
  status: 409,
  title: { zh: '水体已了结', en: 'The water has ended' },
  say: ({ code, stage }) => ({
    zh: `水体 ${code} 当前为“${stage.zh}”，不再作识别判定。如需重新识别，请先重新列为疑似或撤销并入、拆分；只想比较请用试判。`,
    en: `Water ${code} is ${stage.en}: there is nothing to identify. Reopen it first, or try the standard without keeping the verdict.`,
  }),
})

export const verdictNotFound = problemKind<{ id: string }>({
  code: 'identification.verdict-not-found',
  status: 404,
  title: { zh: '没有这条判定', en: 'No such verdict' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的判定，或不在您的辖区内。`,
    en: `No verdict ${id} in your jurisdiction.`,
  }),
})

export const judgementNotFound = problemKind<{ id: string }>({
  code: 'identification.judgement-not-found',
  status: 404,
  title: { zh: '没有这次批量判定', en: 'No such bulk judgement' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的批量判定，或不在您的辖区内。`,
    en: `No bulk judgement ${id} in your jurisdiction.`,
  }),
})

export const judgementRunning = problemKind<{ id: string }>({
  code: 'identification.judgement-running',
  status: 409,
  title: { zh: '批量判定正在进行', en: 'A bulk judgement is running' },
  say: ({ id }) => ({
    zh: `该地区已有批量判定（${id}）正在进行，请等它完成后再发起。`,
    en: `A bulk judgement (${id}) of this division is under way. Wait until it is done.`,
  }),
})
