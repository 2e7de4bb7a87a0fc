import { many } from '../../domain/many.ts'
import { problemKind } from '../../domain/problems.ts'

export const importNotFound = problemKind<{ id: string }>({
  code: 'import.not-found',
  status: 404,
  title: { zh: '没有这次导入', en: 'No such import' },
  say: () => ({
    zh: '没有这次导入，或它不属于您的辖区。请在导入记录中重新选择。',
    en: 'There is no such import in your jurisdiction. Choose again from the list of imports.',
  }),
})

export const importNotReady = problemKind<{ state: string }>({
  code: 'import.not-ready',
  status: 409,
  title: { zh: '现在不能这样做', en: 'Not possible now' },
  say: ({ state }) => ({
    zh: `这次导入目前的状态是“${state}”，不能执行该操作。请刷新页面查看最新状态。`,
    en: `This import is “${state}”, so this cannot be done. Reload the page to see where it stands.`,
  }),
})

export const importHasRefusals = problemKind<{ refused: number; undecided: number }>({
  code: 'import.has-refusals',
  status: 422,
  title: { zh: '还有未解决的问题', en: 'There are open problems' },
  say: ({ refused, undecided }) => ({
    zh: `还有 ${refused} 行需要更正、${undecided} 行疑似重复待确认，没有写入任何内容。请处理后再导入；也可以选择“只导入无误的行”。`,
    en: `${many(refused, 'row needs', 'rows need')} correction and ${many(undecided, 'likely duplicate', 'likely duplicates')} a decision; nothing was written. Settle them and import again, or import only the sound rows.`,
  }),
})

export const importRowNotFound = problemKind<{ position: number }>({
  code: 'import.row-not-found',
  status: 404,
  title: { zh: '没有这一行', en: 'No such row' },
  say: ({ position }) => ({
    zh: `这次导入没有第 ${position} 行，可能已重新读取。请刷新页面。`,
    en: `This import has no row ${position}; it may have been read anew. Reload the page.`,
  }),
})

export const fileNotKept = problemKind<{ name: string }>({
  code: 'import.file-not-kept',
  status: 410,
  title: { zh: '原文件已不在', en: 'The file is gone' },
  say: ({ name }) => ({
    zh: `原文件“${name}”已不在服务器上，无法重新读取。请重新上传。`,
    en: `The file “${name}” is no longer on the server and cannot be read again. Upload it once more.`,
  }),
})
