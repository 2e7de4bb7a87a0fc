import type { FactKind } from '../domain/facts.ts'
import { joinedWords, numberText, plain, textOf, wordOf, type FactBody, type Tellers } from '../domain/told.ts'
import type { Bilingual } from '../domain/words.ts'
import { linkKinds, surroundingSorts } from '../surroundings/rules.ts'

/** Sewage works and settlements around waters in words. */
export const surroundingTellers: Tellers<Extract<FactKind, `surroundings.${string}`>> = {
  'surroundings.recorded': ({ values, version }) => {
    const { sort, name } = typeof values === 'object' && values !== null ? (values as FactBody) : {} // read value by value
    const [what, called] = [wordOf(surroundingSorts, sort), textOf(name)]
    const verb = version === 1 ? { zh: '登记', en: 'recorded' } : { zh: '修改', en: 'changed' }
    return { words: { zh: `${verb.zh}${what.zh}“${called.zh}”`, en: `${verb.en} ${what.en} “${called.en}”` } }
  },
  'surroundings.removed': ({ name }) => ({ words: textOf(name) }),
  'surroundings.linked': body => {
    const quantity = flowWords(body['quantityM3PerDay'])
    return { words: joinedWords([linkWords(body), quantity, distanceWords(body['distanceM'])]) }
  },
  'surroundings.declined': body => ({ words: joinedWords([linkWords(body), distanceWords(body['distanceM'])]) }),
  'surroundings.unlinked': body => {
    const words = linkWords(body)
    const was =
      body['was'] === 'declined' ? { zh: '恢复提示', en: 'proposed again' } : { zh: '不再关联', en: 'no longer linked' }
    return { words: joinedWords([words, was]) }
  },
}

function linkWords({ sort, name, kind }: FactBody): Bilingual {
  const [what, called, how] = [wordOf(surroundingSorts, sort), textOf(name), wordOf(linkKinds, kind)]
  return { zh: `${what.zh}“${called.zh}”${how.zh}`, en: `${what.en} “${called.en}”: ${how.en}` }
}

function flowWords(value: unknown): Bilingual | undefined {
  return typeof value === 'number' ? plain(`${numberText(value)} m³/d`) : undefined
}

function distanceWords(value: unknown): Bilingual | undefined {
  if (typeof value !== 'number') return undefined
  const text = numberText(value)
  return { zh: `相距 ${text} 米`, en: `${text} m away` }
}
