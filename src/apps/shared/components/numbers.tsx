import { Tooltip } from 'antd'
import { common } from '../i18n/common-words.ts'
import { useLanguage, useLocale, useSay } from '../i18n/language.tsx'
import { formatArea, formatDate, formatNumber } from './number-formats.ts'

/** Shown where a value is missing: never a zero. */
export function Missing() {
  const say = useSay()
  return (
    <span className="quiet">
      <span aria-hidden="true">—</span>
      <span className="visually-hidden">{say(common.unknown)}</span>
    </span>
  )
}

/** A number with its unit beside it, in tabular numerals. */
export function Num(props: {
  readonly value: number | null | undefined
  readonly unit?: string
  readonly digits?: number
}) {
  const locale = useLocale()
  if (props.value === null || props.value === undefined) return <Missing />
  return (
    <span className={props.value === 0 ? 'number nowrap zero' : 'number nowrap'}>
      {formatNumber(props.value, locale, props.digits)}
      {props.unit === undefined || props.unit === '' ? null : <span className="unit">{props.unit}</span>}
    </span>
  )
}

/**
 * An area. From 10,000 m² on it is shown in 万㎡ (Chinese) or ha (English) with the exact value on hover and for screen readers;
 * `exact` keeps square metres, as tables do.
 */
export function Area({ m2, exact = false }: { readonly m2: number | null | undefined; readonly exact?: boolean }) {
  const { language } = useLanguage()
  if (m2 === null || m2 === undefined) return <Missing />
  const { text, unit, full } = formatArea(m2, language, exact)
  const shown = (
    <span className="number nowrap">
      {text}
      <span className="unit">{unit}</span>
    </span>
  )
  return full === undefined ? shown : <Tooltip title={full}>{shown}</Tooltip>
}

/** A day, or a moment with `time`; in the reader's own time zone. */
export function DateText(props: { readonly at: string | null | undefined; readonly time?: boolean }) {
  const { language } = useLanguage()
  if (props.at === null || props.at === undefined || props.at === '') return <Missing />
  return (
    <time dateTime={props.at} className="nowrap">
      {formatDate(props.at, language, props.time ?? false)}
    </time>
  )
}
