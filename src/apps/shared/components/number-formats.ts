import type { Language } from '../../../domain/words.ts'

/** @param digits most digits after the point; 2 where not given */
export function formatNumber(value: number, locale: string, digits = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
}

const locales = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>
const squareMetres = { zh: '㎡', en: 'm²' } as const satisfies Record<Language, string>
const tenThousand = { zh: '万㎡', en: 'ha' } as const satisfies Record<Language, string>

export type AreaText = { readonly text: string; readonly unit: string; readonly full: string | undefined }

/**
 * Words an area: below 10,000 m², or where `exact`, in square metres; else in 万㎡ or ha (the same number), `full` then says it exactly.
 *
 * @example formatArea(500_000, 'zh', false) // { text: '50', unit: '万㎡', full: '500,000 ㎡' }
 */
export function formatArea(m2: number, language: Language, exact: boolean): AreaText {
  const full = formatNumber(m2, locales[language], 1)
  if (exact || m2 < 10_000) return { text: full, unit: squareMetres[language], full: undefined }
  return {
    text: formatNumber(m2 / 10_000, locales[language], 2),
    unit: tenThousand[language],
    full: `${full} ${squareMetres[language]}`,
  }
}

/**
 * Times are China's, wherever the browser stands: an auditor abroad reads the same hour as the bureau. A calendar day without a
 * time (`2026-11-23`) stays that day.
 */
export function formatDate(at: string, language: Language, time: boolean): string {
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(at)
  const moment = dayOnly ? new Date(`${at}T00:00:00Z`) : new Date(at)
  if (Number.isNaN(moment.getTime())) return at
  const zone = { timeZone: dayOnly ? 'UTC' : 'Asia/Shanghai' } as const
  const clock = time && !dayOnly ? ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const) : {}
  if (language === 'zh') {
    const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
    return new Intl.DateTimeFormat('sv-SE', { ...day, ...clock, ...zone }).format(moment)
  }
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...clock,
    ...zone,
  }).format(moment)
}
