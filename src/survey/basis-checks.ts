import { chinaDate } from '../domain/dates.ts'
import type { Bilingual } from '../domain/words.ts'
import type { NewQuestionnaire, NewSenses } from './contract.ts'

/**
 * Why the counts of a questionnaire cannot be; `undefined` where they can.
 *
 * @param today YYYY-MM-DD, China time
 */
export function refuseQuestionnaire(form: NewQuestionnaire, today: string): Bilingual | undefined {
  const { issued, valid, black, satisfied, adultsLivingThere: adults, heldOn } = form
  if (black > valid) {
    return {
      zh: `认为黑臭的有 ${black} 份，多于有效问卷 ${valid} 份。请核对两个数。`,
      en: `${black} forms say black or odorous, more than the ${valid} valid ones. Check both counts.`,
    }
  }
  if (satisfied !== undefined && satisfied > valid) {
    return {
      zh: `表示满意的有 ${satisfied} 份，多于有效问卷 ${valid} 份。请核对两个数。`,
      en: `${satisfied} forms say satisfied, more than the ${valid} valid ones. Check both counts.`,
    }
  }
  if (issued !== undefined && valid > issued) {
    return {
      zh: `有效问卷 ${valid} 份，多于发出的 ${issued} 份。请核对两个数。`,
      en: `${valid} valid forms, more than the ${issued} given out. Check both counts.`,
    }
  }
  if (adults !== undefined && valid > adults) {
    return {
      zh: `有效问卷 ${valid} 份，多于周边成年居民 ${adults} 人。请核对两个数。`,
      en: `${valid} valid forms, more than the ${adults} adults living there. Check both counts.`,
    }
  }
  return heldOn > today ? inFuture(heldOn) : undefined
}

/** A quarter of an hour of grace: clocks of phones run apart. */
const graceMs = 15 * 60 * 1000

/** Why a senses record cannot be; `undefined` where it can. */
export function refuseSenses(record: NewSenses, now: Date): Bilingual | undefined {
  if (Date.parse(record.observedAt) > now.getTime() + graceMs) return inFuture(chinaMinute(record.observedAt))
  if ((record.colour === 'other-abnormal' || record.colour === 'not-graded') && (record.colourText ?? '') === '') {
    return {
      zh: '颜色选了“其他异常”或“未分级”，请用文字写明看到的情况。',
      en: 'The colour is "otherwise abnormal" or not graded: write down what was seen.',
    }
  }
  if (record.finding === 'black-odorous' && record.colour === 'clear' && record.odour === 0) {
    return {
      zh: '颜色正常、无气味，却判断为黑臭，前后矛盾。请核对颜色、气味等级或结论。',
      en: 'Colour normal and no odour, yet found black and odorous: that contradicts itself. Check colour, odour or finding.',
    }
  }
  if (record.finding === 'not-black-odorous' && record.colour === 'black' && (record.odour ?? 0) >= 3) {
    return {
      zh: '水体发黑且有明显气味，却判断为非黑臭，前后矛盾。请核对颜色、气味等级或结论。',
      en: 'Black and clearly smelling, yet found not black and odorous: that contradicts itself. Check colour, odour or finding.',
    }
  }
  return undefined
}

/** @param when as people write it, in China time */
function inFuture(when: string): Bilingual {
  return { zh: `时间 ${when} 晚于现在，请核对。`, en: `${when} is in the future. Check it.` }
}

/** @example chinaMinute('2026-11-23T02:15:00Z') // '2026-11-23 10:15' */
function chinaMinute(instant: string): string {
  const at = new Date(instant)
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' }).format(at)
  return `${chinaDate(at)} ${clock}`
}
