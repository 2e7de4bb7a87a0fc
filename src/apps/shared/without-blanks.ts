/**
 * A form's values as they are sent: fields left empty are absent, never empty texts, nulls or zeros.
 *
 * @example withoutBlanks({ name: '老屋湾塘', areaM2: null, note: ' ' }) // { name: '老屋湾塘' }
 */
export function withoutBlanks<Values extends object>(values: Values): Values {
  const given = Object.entries(values).filter(([, value]) => !isBlank(value))
  return Object.fromEntries(given) as Values // obligatory fields are never blank: the form has checked them
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
