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

export const aliasTaken = problemKind<{ name: string }>({
  code: 'place.alias-taken',
  status: 409,
  title: { zh: '地名已登记', en: 'Name registered already' },
  say: ({ name }) => ({
    zh: `该乡镇下已登记过“${name}”，不必再登记，请直接使用。`,
    en: `“${name}” is registered in this town already; use it as it is.`,
  }),
})

export const zoneExists = problemKind<{ code: string }>({
  code: 'zone.exists',
  status: 409,
  title: { zh: '功能区已登记', en: 'Zone registered already' },
  say: ({ code }) => ({
    zh: `代码 ${code} 的功能区已登记。请换一个代码，或使用已有的功能区。`,
    en: `A zone with code ${code} is registered already. Choose another code, or use that zone.`,
  }),
})

export const zoneNotFound = problemKind<{ code: string }>({
  code: 'zone.not-found',
  status: 404,
  title: { zh: '没有这个功能区', en: 'No such zone' },
  say: ({ code }) => ({
    zh: `没有登记过代码为 ${code} 的功能区。请核对代码，或先登记。`,
    en: `No zone with code ${code} is registered. Check the code, or register it first.`,
  }),
})

export const zoneUnchanged = problemKind<{ name: string }>({
  code: 'zone.unchanged',
  status: 422,
  title: { zh: '没有变化', en: 'Nothing changed' },
  say: ({ name }) => ({
    zh: `“${name}”所辖乡镇与现在相同，没有需要保存的变化。`,
    en: `“${name}” has the same towns as now: there is nothing to save.`,
  }),
})

export const outsideYourDivision = problemKind<{ code: string; name: string }>({
  code: 'places.outside-jurisdiction',
  status: 403,
  title: { zh: '超出辖区', en: 'Outside your jurisdiction' },
  say: ({ code, name }) => ({
    zh: `这会改动您辖区以外的 ${name}（${code}），没有保存任何内容。请只提交本辖区的区划，或请上级办理。`,
    en: `This would change ${name} (${code}) outside your jurisdiction; nothing was saved. Send your own divisions only, or ask the level above.`,
  }),
})
