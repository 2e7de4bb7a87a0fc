import { factLabels, type FactKind } from '../domain/facts.ts'
import { isStage, isSupervisionList, isTransition, stages, transitions } from '../domain/lifecycle.ts'
import { supervisionLists, waterTypes } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import type { HistoryEntry } from './shapes.ts'
import { areaMethods, bases, coordinateSources, warningColours, waterFields, type WaterField } from './words.ts'

type Body = Readonly<Record<string, unknown>>
type Told = { readonly words: Bilingual; readonly changes: HistoryEntry['changes']; readonly reason?: string }

/** What a fact about a water says, in both languages. A kind without words of its own is told by its label. */
export function tellFact(kind: FactKind, body: Body): Told {
  const reason = typeof body['reason'] === 'string' && body['reason'] !== '' ? { reason: body['reason'] } : {}
  const told = tellers[kind]?.(body) ?? { words: factLabels[kind], changes: [] }
  return { ...told, ...reason }
}

type Teller = (body: Body) => Omit<Told, 'reason'>

const tellers: Partial<Record<FactKind, Teller>> = {
  'water.corrected': body => {
    const changed = recordOf(body['changed'])
    const changes = Object.entries(changed).map(([field, values]) => changeOf(field, recordOf(values)))
    const zh = changes.map(change => change.label.zh).join('、')
    const en = changes.map(change => change.label.en).join(', ')
    return { words: { zh: `更正${zh}`, en: `corrected ${en}` }, changes }
  },
  'water.moved': body => {
    const transition = String(body['transition'])
    const label = isTransition(transition) ? transitions[transition].label : { zh: transition, en: transition }
    const [from, to] = [stageWords(body['from']), stageWords(body['to'])]
    return {
      words: label,
      changes: [{ field: 'stage', label: { zh: '所处阶段', en: 'stage' }, ...fromTo(from?.zh, to?.zh) }],
    }
  },
  'list.changed': body => {
    const [from, to] = [listWords(body['from']), listWords(body['to'])]
    return {
      words: {
        zh: `清单由${from?.zh ?? '无'}调整为${to?.zh ?? '无'}`,
        en: `moved from ${from?.en ?? 'no list'} to ${to?.en ?? 'no list'}`,
      },
      changes: [{ field: 'list', label: { zh: '监管清单', en: 'list' }, ...fromTo(from?.zh, to?.zh) }],
    }
  },
  'water.number-added': body => ({
    words: {
      zh: `登记${String(body['issuer'])}编号 ${String(body['number'])}（${String(body['issuedOn'])}）`,
      en: `added number ${String(body['number'])} of ${String(body['issuer'])} (${String(body['issuedOn'])})`,
    },
    changes: [],
  }),
  'water.status-set': body => {
    const colour = String(body['colour'])
    const words = Object.hasOwn(warningColours, colour)
      ? warningColours[colour as keyof typeof warningColours] // just asked
      : { zh: '按政策', en: 'as the policy says' }
    return { words: { zh: `红黄绿状态设为${words.zh}`, en: `colour set to ${words.en}` }, changes: [] }
  },
  'survey.imported': body => ({
    words: {
      zh: `由名册导入（共 ${String(body['rows'])} 行）`,
      en: `imported with a list of ${String(body['rows'])} rows`,
    },
    changes: [],
  }),
}

function changeOf(field: string, values: Body): HistoryEntry['changes'][number] {
  const label = Object.hasOwn(waterFields, field) ? waterFields[field as WaterField] : { zh: field, en: field } // just asked
  return { field, label, ...fromTo(shown(field, values['from']), shown(field, values['to'])) }
}

function fromTo(from: string | undefined, to: string | undefined) {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

const vocabularies: Partial<Record<string, Readonly<Record<string, Bilingual | { readonly label: Bilingual }>>>> = {
  type: waterTypes,
  areaMethod: areaMethods,
  coordinateSource: coordinateSources,
  basis: bases,
}

/** A value as people read it; a shape as how many points it has. Unknown is absent. */
function shown(field: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  if (field === 'geometry') return shapeWords(value)
  const word = typeof value === 'string' ? vocabularies[field]?.[value] : undefined
  if (word !== undefined) return 'label' in word ? word.label.zh : word.zh
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.join('、')
  if (typeof value !== 'object') return String(value)
  const parts = Object.values(value).filter(part => part !== null)
  return parts.length === 0 ? undefined : parts.join(', ')
}

function shapeWords(value: unknown): string {
  const { type, coordinates } = recordOf(value)
  return `${String(type)} (${JSON.stringify(coordinates ?? []).match(/\[-?\d/g)?.length ?? 0})`
}

function stageWords(stage: unknown): Bilingual | undefined {
  return typeof stage === 'string' && isStage(stage) ? stages[stage].label : undefined
}

function listWords(list: unknown): Bilingual | undefined {
  return isSupervisionList(list) ? supervisionLists[list] : undefined
}

function recordOf(value: unknown): Body {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
