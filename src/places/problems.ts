import { problemKind } from '../domain/problems.ts'

export const placeNotFound = problemKind<{ code: string }>({
  code: 'place.not-found',
  status: 404,
  title: { zh: '没有这个行政区划', en: 'No such division' },
  say: ({ code }) => ({
    zh: `已导入的区划中没有 ${code}。请核对代码，或先导入该地的行政区划。`,
    en: `No imported edition has ${code}. Check the code, or import that place's divisions first.`,
  }),
})

export const importRefused = problemKind<{ refused: number }>({
  code: 'places.import-refused',
  status: 422,
  title: { zh: '区划文件有误', en: 'The division file has faults' },
  say: ({ refused }) => ({
    zh: `区划文件中有 ${refused} 处错误，没有导入任何内容。请按所列问题更正后重新导入。`,
    en: `The division file has ${refused} faults; nothing was imported. Correct what is listed and import again.`,
  }),
})
