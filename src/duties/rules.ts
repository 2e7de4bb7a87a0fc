import { dutyLevelIds, dutyLevels, type DutyLevel } from '../domain/duties.ts'
import type { Stage } from '../domain/lifecycle.ts'
import { textOf, wordOf, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/schemas.ts'

/** How a post was put on record. Persisted. */
export const dutySources = {
  form: { zh: '逐个指定', en: 'named one by one' },
  workbook: { zh: '表格导入', en: 'from a workbook' },
  handover: { zh: '移交', en: 'by a hand-over' },
} as const satisfies Record<string, Bilingual>
export type DutySource = keyof typeof dutySources
export const dutySourceIds = Object.keys(dutySources) as readonly DutySource[] // keys of a const object are exactly its union

/** When a post is held: `untilOn` is the first day on which it is not held any more. Days as YYYY-MM-DD, China time. */
export type Term = { readonly fromOn: string; readonly untilOn?: string | undefined }

/** @example isHeldOn({ fromOn: '2026-01-01', untilOn: '2026-03-01' }, '2026-03-01') // false */
export function isHeldOn({ fromOn, untilOn }: Term, day: string): boolean {
  return fromOn <= day && (untilOn === undefined || day < untilOn)
}

/** Who answers at each level on a day; levels where nobody does are absent. */
export function responsibleOn<Post extends Term & { readonly level: DutyLevel }>(
  posts: readonly Post[],
  day: string,
): Partial<Record<DutyLevel, Post>> {
  return Object.fromEntries(posts.filter(post => isHeldOn(post, day)).map(post => [post.level, post]))
}

/** The levels at which somebody should be named while a water stands in a stage. */
export function levelsExpected(stage: Stage, policy: PolicyValue<'duties'>): readonly DutyLevel[] {
  const expected = policy.expected[stage] ?? []
  return dutyLevelIds.filter(level => expected.includes(level))
}

/**
 * The levels a stage expects at which nobody answers on a day.
 *
 * @example missingLevels({ stage: 'planned', posts: [], day: '2026-11-29', policy }) // ['town', 'village', 'site']
 */
export function missingLevels(asked: {
  readonly stage: Stage
  readonly posts: readonly (Term & { readonly level: DutyLevel })[]
  readonly day: string
  readonly policy: PolicyValue<'duties'>
}): readonly DutyLevel[] {
  const held = responsibleOn(asked.posts, asked.day)
  return levelsExpected(asked.stage, asked.policy).filter(level => held[level] === undefined)
}

/** The stages in which a policy expects somebody at a level. */
export function stagesExpecting(level: DutyLevel, policy: PolicyValue<'duties'>): readonly Stage[] {
  return (Object.keys(policy.expected) as readonly Stage[]) // the schema admits stages only
    .filter(stage => levelsExpected(stage, policy).includes(level))
}

/**
 * Whether a post may begin on a day beside what was held before at the same level.
 *
 * @returns what is against it, or `undefined`
 */
export function refuseStart(asked: {
  readonly fromOn: string
  readonly today: string
  readonly earliest: string
  /** Every term at this level of this water so far. */
  readonly others: readonly Term[]
}): Bilingual | undefined {
  const { fromOn, today, earliest, others } = asked
  if (fromOn > today) {
    return {
      zh: `起始日期 ${fromOn} 晚于今天（${today}）。请在到任当天或之后登记。`,
      en: `The first day ${fromOn} is after today (${today}). Put it on record on that day or later.`,
    }
  }
  if (fromOn < earliest) {
    return {
      zh: `起始日期 ${fromOn} 早于 ${earliest}，请核对年份。`,
      en: `The first day ${fromOn} is before ${earliest}; check the year.`,
    }
  }
  const inTheWay = others.find(({ untilOn }) => untilOn === undefined || untilOn > fromOn)
  if (inTheWay === undefined) return undefined
  const end =
    inTheWay.untilOn === undefined
      ? { zh: '至今', en: 'until today' }
      : { zh: `至 ${inTheWay.untilOn}`, en: `until ${inTheWay.untilOn}` }
  return {
    zh: `该级责任人自 ${inTheWay.fromOn} ${end.zh}已有人担任，同一时间只能有一人。请办理更换，或改填之后的日期。`,
    en: `Somebody holds this post from ${inTheWay.fromOn} ${end.en}, and only one can at a time. Replace that person, or give a later day.`,
  }
}

/** Whether a post may end on a day. */
export function refuseEnd({ fromOn }: Term, untilOn: string, today: string): Bilingual | undefined {
  if (untilOn > today) {
    return {
      zh: `卸任日期 ${untilOn} 晚于今天（${today}）。请在卸任当天或之后登记。`,
      en: `The day ${untilOn} is after today (${today}). Put the end on record on that day or later.`,
    }
  }
  if (untilOn < fromOn) {
    return {
      zh: `日期 ${untilOn} 早于现任责任人的起始日期 ${fromOn}，请核对。`,
      en: `The day ${untilOn} is before ${fromOn}, on which the present person began; check it.`,
    }
  }
  return undefined
}

/** Who holds a post. The mobile telephone is private. */
export type Holder = {
  readonly name: string
  readonly organisation: string
  readonly officePhone?: string | undefined
  readonly mobile?: string | undefined
  readonly accountId?: string | undefined
}

/**
 * Whether two posts are held by one person: the same name and organisation, and neither mobile telephones nor accounts that contradict.
 * Two people of one name in one organisation are told apart only where these are on record.
 */
export function isSamePerson(one: Holder, other: Holder): boolean {
  return (
    one.name === other.name &&
    one.organisation === other.organisation &&
    agrees(digits(one.mobile), digits(other.mobile)) &&
    agrees(one.accountId, other.accountId)
  )
}

function agrees(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}

function digits(phone: string | undefined): string | undefined {
  return phone?.replaceAll(/[^\d+]/g, '')
}

const levelSynonyms = {
  town: ['镇', '镇级', '乡镇', '乡镇级', '乡级', '街道', '镇街', '镇街级', '镇级河长', '乡镇级河长', 'town'],
  village: ['村', '村级', '村社区', '社区', '村级河长', 'village'],
  site: ['现场', '现场级', '现场运行维护人员', '运行维护人员', '运维人员', '管护人员', '管护员', 'site'],
} as const satisfies Record<DutyLevel, readonly string[]>

/** The level that a cell names. @example readLevel('镇级河长') // 'town' */
export function readLevel(text: string): DutyLevel | undefined {
  const plain = text.replaceAll(/[\s()/、]/g, '').toLowerCase()
  return dutyLevelIds.find(level => (levelSynonyms[level] as readonly string[]).includes(plain)) // widened to ask for membership
}

/** A day as people write it; `undefined` where it is none. @example readDay('2026年3月1日') // '2026-03-01' */
export function readDay(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.replaceAll(/\s/g, ''))
  if (match === null) return undefined
  const [, year = '', month = '', dayOfMonth = ''] = match
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day
}

const posts = Object.fromEntries(dutyLevelIds.map(level => [level, dutyLevels[level].post]))

/** Facts of duties in words. Who it is stands in the personal part of the fact, not in its words. */
export const dutyTellers: Tellers<'duty.assigned' | 'duty.ended'> = {
  'duty.assigned': ({ level, fromOn, organisation, source, replaces }) => {
    const [post, day, of, how] = [
      wordOf(posts, level),
      textOf(fromOn),
      textOf(organisation),
      wordOf(dutySources, source),
    ]
    const verb = replaces === undefined ? { zh: '指定', en: 'named' } : { zh: '更换为新的', en: 'handed over to a new' }
    return {
      words: {
        zh: `${verb.zh}${post.zh}（${of.zh}），自 ${day.zh} 起（${how.zh}）`,
        en: `${verb.en} ${post.en} (${of.en}) from ${day.en} on (${how.en})`,
      },
    }
  },
  'duty.ended': ({ level, untilOn }) => {
    const [post, day] = [wordOf(posts, level), textOf(untilOn)]
    return { words: { zh: `${post.zh}自 ${day.zh} 起卸任`, en: `${post.en} relieved from ${day.en} on` } }
  },
}
