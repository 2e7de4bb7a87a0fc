import { many } from '../domain/many.ts'
import { factLabels, type FactKind } from '../domain/facts.ts'
import {
  bodyOf,
  joinedWords,
  plain,
  textOf,
  wordOf,
  type FactBody,
  type Telling,
  type Teller,
  type Tellers,
  type Told,
} from '../domain/told.ts'
import { stages, transitions } from '../domain/lifecycle.ts'
import { supervisionLists } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import { dutyTellers } from '../duties/rules.ts'
import { noticeTellers } from '../notices/fact-words.ts'
import { classOutcomes, waterClasses } from '../planning/rules.ts'
import { peopleTellers } from '../people/fact-words.ts'
import { jobTellers } from '../platform/given-up-jobs/fact-words.ts'
import { placeTellers } from '../places/fact-words.ts'
import { toldChange } from './history-fields.ts'
import { annualPlanTellers } from './history-annual-plans.ts'
import { caseTellers } from './history-cases.ts'
import { planTellers } from './history-plans.ts'
import { expertTellers } from './history-experts.ts'
import { fundTellers } from './history-funds.ts'
import { moneyTellers } from './history-money.ts'
import { surveyTellers } from './history-survey.ts'
import { surroundingTellers } from './history-surroundings.ts'
import { progressTellers } from './history-progress.ts'
import { worksTellers } from './history-works.ts'
import { acceptanceTellers } from './history-acceptance.ts'
import { attachmentKinds, candidateSources, listWays, sourceKinds, warningColours } from './words.ts'

/**
 * What a fact says, in both languages, for histories and for the ledger. Bodies of older and newer releases are told as far as they
 * can be read; a raw code, key or machine time never shows.
 *
 * @example tellFact('list.changed', { to: 'county' }, telling).words.en // 'moved from no list to county list'
 */
export function tellFact(kind: FactKind, body: FactBody, telling: Telling): Told {
  const reason = reasonIn(body) ?? reasonIn(bodyOf(body['values']))
  const { words, changes = [] } = tellers[kind](body, telling) ?? { words: factLabels[kind] }
  return { words, changes, ...(reason === undefined ? {} : { reason }) }
}

function reasonIn({ reason }: FactBody): string | undefined {
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined
}

const stageField = { field: 'stage', label: { zh: '所处阶段', en: 'stage' } }
const listField = { field: 'list', label: { zh: '监管清单', en: 'list' } }

const waterTellers = {
  'water.recorded': ({ source }) => {
    const from = wordOf(candidateSources, source)
    return { words: { zh: `登记水体（来源：${from.zh}）`, en: `water recorded (source: ${from.en})` } }
  },
  'water.corrected': ({ changed }, telling) => {
    const changes = Object.entries(bodyOf(changed)).map(([field, values]) => {
      const { from, to } = bodyOf(values)
      return toldChange(field, from, to, telling)
    })
    if (changes.length === 0) return undefined
    const zh = changes.map(({ label }) => label.zh).join('、')
    const en = changes.map(({ label }) => label.en).join(', ')
    return { words: { zh: `更正${zh}`, en: `corrected ${en}` }, changes }
  },
  'water.moved': ({ transition, from, to, cycle }) => {
    const words = wordOf(transitions, transition)
    const again =
      typeof cycle === 'number' && cycle > 1 ? { zh: `（第 ${cycle} 轮）`, en: ` (cycle ${cycle})` } : plain('')
    return {
      words: { zh: `${words.zh}${again.zh}`, en: `${words.en}${again.en}` },
      changes: [{ ...stageField, ...sides(knownIn(stages, from), knownIn(stages, to)) }],
    }
  },
  'list.changed': ({ from, to, how }) => {
    const [before, after] = [knownIn(supervisionLists, from), knownIn(supervisionLists, to)]
    const way = how === undefined ? plain('') : wordOf(listWays, how)
    return {
      words: {
        zh: `清单由${before?.zh ?? '无'}调整为${after?.zh ?? '无'}${way.zh === '' ? '' : `（${way.zh}）`}`,
        en: `moved from ${before?.en ?? 'no list'} to ${after?.en ?? 'no list'}${way.en === '' ? '' : ` (${way.en})`}`,
      },
      changes: [{ ...listField, ...sides(before, after) }],
    }
  },
  'water.number-added': body => {
    const [issuer, number, day] = [textOf(body['issuer']), textOf(body['number']), textOf(body['issuedOn'])]
    return {
      words: {
        zh: `登记${issuer.zh}编号 ${number.zh}（${day.zh}）`,
        en: `added number ${number.en} of ${issuer.en} (${day.en})`,
      },
    }
  },
  'water.status-set': ({ colour }) => {
    const words = colourWords(colour)
    return { words: { zh: `红黄绿状态设为${words.zh}`, en: `colour set to ${words.en}` } }
  },
  'water.classified': ({ ruleClass, overrideClass, shares }) => {
    const rule = wordOf(classOutcomes, ruleClass)
    const count = Object.keys(bodyOf(shares)).length
    const by =
      overrideClass === undefined
        ? plain('')
        : {
            zh: `，人工调整为${wordOf(waterClasses, overrideClass).zh}`,
            en: `, by hand ${wordOf(waterClasses, overrideClass).en}`,
          }
    return {
      words: {
        zh: `${count} 项成因；按规则${rule.zh}${by.zh}`,
        en: `${many(count, 'cause', 'causes')}; by the rule ${rule.en}${by.en}`,
      },
    }
  },
  'source.recorded': ({ values }) => {
    const { kind, name } = bodyOf(values)
    const [what, called] = [wordOf(sourceKinds, kind), textOf(name)]
    return { words: { zh: `登记${what.zh}“${called.zh}”`, en: `recorded ${what.en} “${called.en}”` } }
  },
  'source.removed': () => undefined,
  'attachment.added': ({ kind, bytes }) => {
    const size = typeof bytes === 'number' ? plain(sizeText(bytes)) : undefined
    return { words: joinedWords([wordOf(attachmentKinds, kind), size]) }
  },
  'attachment.removed': () => undefined,
} as const satisfies Tellers<
  Extract<FactKind, `water.${string}` | `source.${string}` | `attachment.${string}` | 'list.changed'>
>

const tellers: Readonly<Record<FactKind, Teller>> = {
  ...peopleTellers,
  ...placeTellers,
  ...waterTellers,
  ...dutyTellers,
  ...surveyTellers,
  ...planTellers,
  ...annualPlanTellers,
  ...worksTellers,
  ...progressTellers,
  ...acceptanceTellers,
  ...expertTellers,
  ...fundTellers,
  ...moneyTellers,
  ...caseTellers,
  ...noticeTellers,
  ...surroundingTellers,
  ...jobTellers,
}

/** Set by hand, or given back to the policy: `policy:red`, `policy:none`. */
function colourWords(colour: unknown): Bilingual {
  const policy = typeof colour === 'string' && colour.startsWith('policy:') ? colour.slice('policy:'.length) : undefined
  if (policy === undefined) return wordOf(warningColours, colour)
  const now = knownIn(warningColours, policy) ?? { zh: '无', en: 'none' }
  return { zh: `按政策确定（现为${now.zh}）`, en: `whatever the policy says (now ${now.en})` }
}

type Entries = Readonly<Record<string, Bilingual | { readonly label: Bilingual }>>

/** An id by its name; `undefined` for none at all. */
function knownIn(vocabulary: Entries, id: unknown): Bilingual | undefined {
  return id === undefined || id === null || id === 'none' ? undefined : wordOf(vocabulary, id)
}

function sides(from: Bilingual | undefined, to: Bilingual | undefined) {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
