import { problemKind } from '../domain/problems.ts'
import type { Finding } from '../waters/contract.ts'

export const readingNotFound = problemKind<{ id: string }>({
  code: 'reading.not-found',
  status: 404,
  title: { zh: '没有这条监测数据', en: 'No such reading' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的监测数据，或不在您的辖区内。`,
    en: `There is no reading ${id} in your jurisdiction.`,
  }),
})

export const readingDiffers = problemKind<{ id: string; fields: readonly string[] }>({
  code: 'reading.differs',
  status: 409,
  title: { zh: '同一编号内容不同', en: 'Different content under one id' },
  say: ({ id, fields }) => ({
    zh: `编号 ${id} 已登记了另一内容的监测数据（不同之处：${fields.join('、')}）。已登记的数据保持不变；如为另一次采样，请换新编号提交。`,
    en: `Id ${id} already holds a reading with other content (${fields.join(', ')}). It stays as it is; submit another sample under a new id.`,
  }),
})

export const readingImplausible = problemKind<{ findings: readonly Finding[] }>({
  code: 'reading.implausible',
  status: 422,
  title: { zh: '监测数值不可能', en: 'Impossible values' },
  say: ({ findings }) => ({
    zh: findings.map(({ zh }) => zh).join(''),
    en: findings.map(({ en }) => en).join(' '),
  }),
})
