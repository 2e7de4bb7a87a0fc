import { problemKind } from '../../domain/problems.ts'

export const attachmentTypeRefused = problemKind<{ name: string }>({
  code: 'attachment.type-refused',
  status: 415,
  title: { zh: '不支持的文件类型', en: 'Type not accepted' },
  say: ({ name }) => ({
    zh: `“${name}”的内容不是 JPEG、PNG、WebP、HEIC 图片或 PDF（按内容判断，不看扩展名）。请另存为这些格式后再上传。`,
    en: `The content of "${name}" is no JPEG, PNG, WebP or HEIC picture and no PDF (judged by content, not by name). Save it as one of these and upload again.`,
  }),
})

export const attachmentDamaged = problemKind<{ expected: string; received: string; bytes: number }>({
  code: 'attachment.damaged',
  status: 422,
  title: { zh: '文件在传输中损坏', en: 'Damaged on the way' },
  say: ({ bytes }) => ({
    zh: `收到 ${bytes} 字节，但校验值不符，文件在传输中损坏或不完整，没有保存。请重新上传。`,
    en: `${bytes} bytes arrived but the checksum differs: the file was damaged or cut on the way and was not kept. Upload it again.`,
  }),
})

export const attachmentTooLarge = problemKind<{ maxBytes: number }>({
  code: 'attachment.too-large',
  status: 413,
  title: { zh: '文件过大', en: 'Too large' },
  say: ({ maxBytes }) => ({
    zh: `文件超过 ${Math.floor(maxBytes / 1024 / 1024)} MB 的上限，没有保存。请压缩或分成几份后再上传。`,
    en: `The file is larger than the ${Math.floor(maxBytes / 1024 / 1024)} MB allowed and was not kept. Compress or split it.`,
  }),
})
