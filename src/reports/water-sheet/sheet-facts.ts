import { stages } from '../../domain/lifecycle.ts'
import { supervisionLists, waterTypes } from '../../domain/waters.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import type { Shape } from '../../places/geometry.ts'
import type { Water } from '../../waters/contract.ts'
import { areaMethods, bases, coordinateSources, listWays, warningColours } from '../../waters/contract.ts'
import { factNames } from './sheet-words.ts'

export type Fact = readonly [name: string, value: string | undefined]

/** What is known of a water, name by name, in one language; `undefined` is not known. Not the code and the name: they head the sheet. */
export function factsOfWater(water: Water, causes: readonly Bilingual[], language: Language): readonly Fact[] {
  const say = (words: Bilingual) => words[language]
  const { regionNames } = water
  const yes = (value: boolean) => say(value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })
  return [
    [say(factNames.division), [regionNames.county, regionNames.town, regionNames.village].filter(Boolean).join(' ')],
    [say(factNames.placeText), water.placeText],
    [say(factNames.naturalVillages), water.naturalVillages],
    [say(factNames.type), say(waterTypes[water.type].label)],
    [say(factNames.area), areaWords(water, language)],
    [say(factNames.extent), extentWords(water, language)],
    [
      say(factNames.depth),
      water.depthCm === undefined ? undefined : `${water.depthCm} ${say({ zh: '厘米', en: 'cm' })}`,
    ],
    [say(factNames.start), endWords(water.startName, water.start, language)],
    [say(factNames.end), endWords(water.endName, water.end, language)],
    [say(factNames.position), endWords(undefined, positionOf(water), language)],
    [
      say(factNames.coordinateSource),
      water.coordinateSource === undefined ? undefined : say(coordinateSources[water.coordinateSource]),
    ],
    [say(factNames.stage), say(stageWords(water))],
    [say(factNames.list), listWords(water, language)],
    [say(factNames.colour), water.colour === undefined ? undefined : say(warningColours[water.colour])],
    [say(factNames.basis), say(bases[water.basis])],
    [say(factNames.causes), causes.length > 0 ? causes.map(say).join(say({ zh: '、', en: ', ' })) : water.causesText],
    [say(factNames.complaint), yes(water.complaint)],
    [say(factNames.completion), water.completion?.text],
    [say(factNames.yearRound), water.yearRound === undefined ? undefined : yes(water.yearRound)],
  ]
}

function stageWords({ stage, stageSince, cycle }: Water): Bilingual {
  const { zh, en } = stages[stage].label
  const since = stageSince.slice(0, 10)
  return { zh: `${zh}（自 ${since}，第 ${cycle} 轮）`, en: `${en} (since ${since}, cycle ${cycle})` }
}

function areaWords({ areaM2, areaMethod, areaOn }: Water, language: Language): string | undefined {
  if (areaM2 === undefined) return undefined
  const how = [areaMethod === undefined ? undefined : areaMethods[areaMethod][language], areaOn].filter(Boolean)
  if (language === 'zh') return `${areaM2} 平方米${how.length === 0 ? '' : `（${how.join('，')}）`}`
  return `${areaM2} m²${how.length === 0 ? '' : ` (${how.join(', ')})`}`
}

function extentWords({ lengthM, widthM }: Water, language: Language): string | undefined {
  if (lengthM === undefined && widthM === undefined) return undefined
  const unit = language === 'zh' ? '米' : 'm'
  return `${lengthM ?? '—'} ${unit} × ${widthM ?? '—'} ${unit}`
}

type Point = { readonly longitude: number; readonly latitude: number }

function positionOf({ longitude, latitude }: Water): Point | undefined {
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude }
}

function endWords(name: string | undefined, point: Point | undefined, language: Language): string | undefined {
  const words = [name, point === undefined ? undefined : pointWords(point)[language]].filter(Boolean).join(' ')
  return words === '' ? undefined : words
}

function pointWords({ longitude, latitude }: Point): Bilingual {
  const [east, north] = [longitude.toFixed(6), latitude.toFixed(6)]
  return { zh: `东经 ${east}°，北纬 ${north}°`, en: `${east}° E, ${north}° N` }
}

function listWords({ list, listHow }: Water, language: Language): string | undefined {
  if (list === undefined) return undefined
  const how = listHow === undefined ? undefined : listWays[listHow][language]
  const name = supervisionLists[list][language]
  if (how === undefined) return name
  return language === 'zh' ? `${name}（${how}）` : `${name} (${how})`
}

/** The drawn shape, else the position as a point. */
export function shapeOfWater(water: Water): Shape | undefined {
  const position = positionOf(water)
  const point: Shape | undefined =
    position === undefined ? undefined : { type: 'Point', coordinates: [position.longitude, position.latitude] }
  // The contract's coordinates may carry a height; what is stored has none.
  return (water.geometry as Shape | undefined) ?? point
}

/** @param barM length of the scale bar in metres */
export function sketchCaption(barM: number): Bilingual {
  return {
    zh: `水体轮廓示意（CGCS2000；箭头指北，左下比例尺长 ${barM} 米）`,
    en: `Sketch of the outline (CGCS2000; the arrow points north, the bar is ${barM} m long)`,
  }
}
