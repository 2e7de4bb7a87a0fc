import { placeWords, textOf, type Tellers } from '../domain/told.ts'

type PlaceFact = 'places.imported' | 'place.alias-registered' | 'zone.registered' | 'zone.changed'

/** Facts of divisions in words. */
export const placeTellers: Tellers<PlaceFact> = {
  'places.imported': ({ edition, added, removed, changed }) => {
    const [of, plus, minus, renamed] = [textOf(edition), textOf(added), textOf(removed), textOf(changed)]
    return {
      words: {
        zh: `${of.zh} 年版：新增 ${plus.zh}，撤销 ${minus.zh}，更名 ${renamed.zh}`,
        en: `edition ${of.en}: ${plus.en} added, ${minus.en} gone, ${renamed.en} renamed`,
      },
    }
  },
  'place.alias-registered': ({ name, within, source }, telling) => {
    const [alias, place, from] = [textOf(name), placeWords(within, telling), textOf(source)]
    return {
      words: {
        zh: `“${alias.zh}”，在${place.zh}，来源：${from.zh}`,
        en: `“${alias.en}” in ${place.en}, source: ${from.en}`,
      },
    }
  },
  'zone.registered': ({ name, towns }) => {
    const [named, count] = [textOf(name), textOf(Array.isArray(towns) ? towns.length : undefined)]
    return { words: { zh: `${named.zh}，含 ${count.zh} 个乡镇街道`, en: `${named.en}, with ${count.en} towns` } }
  },
  'zone.changed': ({ name, joined, left }) => {
    const count = (codes: unknown) => textOf(Array.isArray(codes) ? codes.length : undefined)
    const [named, plus, minus] = [textOf(name), count(joined), count(left)]
    return {
      words: {
        zh: `${named.zh}：加入 ${plus.zh} 个乡镇街道，移出 ${minus.zh} 个`,
        en: `${named.en}: ${plus.en} towns joined, ${minus.en} left`,
      },
    }
  },
}
