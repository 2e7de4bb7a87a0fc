import { describe, expect, it } from 'vitest'
import { neededWith } from './needed-with.ts'

type Field = string | (string | number)[]
type Rule = (form: { getFieldValue(path: Field): unknown }) => {
  validator(rule: object, value: unknown): Promise<void>
}

async function isRefused(value: unknown, others: Record<string, unknown>): Promise<boolean> {
  const { rules = [] } = neededWith(['goal', ['persons', 'town', 'office']], '请补上')
  const rule = rules[0] as Rule // the only one, and of this kind
  const { validator } = rule({ getFieldValue: path => others[[path].flat().join('.')] })
  return validator({}, value).then(
    () => false,
    (error: Error) => error.message === '请补上',
  )
}

describe('a field without which others mean nothing', () => {
  it('is asked for once one of them is filled', async () => {
    expect(await isRefused('', { goal: 'class-V' })).toBe(true)
    expect(await isRefused(undefined, { 'persons.town.office': '镇政府' })).toBe(true)
    expect(await isRefused(null, { goal: 0 })).toBe(true)
  })

  it('may stay blank where they are, and is kept where it is filled', async () => {
    expect(await isRefused('', { goal: '', 'persons.town.office': ' ' })).toBe(false)
    expect(await isRefused('2027-06-30', { goal: 'class-V' })).toBe(false)
    expect(await isRefused(0, { goal: 'class-V' })).toBe(false)
  })
})
