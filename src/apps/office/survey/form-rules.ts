import type { FormRule } from 'antd'

/** A count that cannot be more than another one of the same form; nothing to say while either is empty. */
export function notMoreThan(field: string, message: string): FormRule {
  return ({ getFieldValue }) => ({
    validator: (_rule, value: unknown) => {
      const limit: unknown = getFieldValue(field)
      const fits = typeof value !== 'number' || typeof limit !== 'number' || value <= limit
      return fits ? Promise.resolve() : Promise.reject(new Error(message))
    },
  })
}

/** @param now what the field would say now: dates and times of these fields are ordered as texts */
export function notAfter(now: () => string, message: string): FormRule {
  return {
    validator: (_rule, value: unknown) =>
      typeof value !== 'string' || value <= now() ? Promise.resolve() : Promise.reject(new Error(message)),
  }
}
