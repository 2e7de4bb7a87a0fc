import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { fullPath, isBytesBody, type Endpoint } from '../../src/platform/http/endpoint.ts'

type Schema = { readonly [key: string]: unknown }

/** One request as it goes over the wire. */
export type OddRequest = {
  readonly method: Endpoint['method']
  readonly url: string
  readonly body?: unknown
  /** What was made odd, for the message of a failing test. */
  readonly what: string
}

/** A value for a field by its name, where its schema alone says too little: ids of things that exist. */
export type Known = Readonly<Record<string, string>>

const uuid = '01999999-9999-7999-8999-999999999999'

/**
 * Requests for one endpoint: a sound one first, then the same with one part at a time made odd.
 *
 * @param given a sound body, where its schema alone does not give one that is accepted
 */
export function* requestsFor(endpoint: Endpoint, known: Known, given?: unknown): Generator<OddRequest> {
  const params = soundRecord(endpoint.params, known)
  const query = soundRecord(endpoint.query, known)
  const needed = requiredOf(endpoint.query, query)
  const body = given ?? bodyOf(endpoint, known)
  const { method } = endpoint
  const request = (what: string, parts: { params?: Schema; query?: Schema; body?: unknown }): OddRequest => ({
    method,
    what,
    url: urlOf(endpoint, parts.params ?? params, parts.query ?? needed),
    ...(body === undefined ? {} : { body: 'body' in parts ? parts.body : body }),
  })
  yield request('sound', {})
  yield request('whole query', { query })
  for (const name of Object.keys(params)) {
    for (const odd of oddPaths) yield request(`path ${name}=${odd}`, { params: { ...params, [name]: odd } })
  }
  for (const name of Object.keys(query)) {
    for (const odd of oddTexts(name))
      yield request(`query ${name}=${short(odd)}`, { query: { ...needed, [name]: odd } })
  }
  if (body === undefined || Buffer.isBuffer(body)) return
  for (const odd of [null, [], 7, 'text', {}]) yield request(`body ${short(odd)}`, { body: odd })
  for (const path of leavesOf(body)) {
    for (const odd of oddValues(path, body)) {
      yield request(`body ${path.join('.')}=${short(odd)}`, { body: replaced(body, path, odd) })
    }
  }
}

function bodyOf(endpoint: Endpoint, known: Known): unknown {
  if (endpoint.body === undefined) return undefined
  if (isBytesBody(endpoint.body)) return Buffer.from('PK\u0003\u0004 no workbook, 序号')
  return sound(schemaOf(endpoint.body), '', known)
}

function urlOf(endpoint: Endpoint, params: Schema, query: Schema): string {
  const path = fullPath(endpoint).replaceAll(/:(\w+)/g, (_, name: string) => encoded(String(params[name] ?? uuid)))
  const words = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(one => `${name}=${encoded(String(one))}`),
  )
  return words.length === 0 ? path : `${path}?${words.join('&')}`
}

/** A lone surrogate has no UTF-8; what is no text goes as it is. */
function encoded(text: string): string {
  return text.startsWith('%') ? text : encodeURIComponent(text.toWellFormed())
}

const oddPaths = ['0', 'null', uuid, '%00', '%ff', '..%2f..%2fetc', '999999999999', '-1', 'x'.repeat(280)]

const cursors = [
  ['x'],
  ['\u0000'],
  ['2026-01-01T00:00:00Z', 'x'],
  ['infinity', uuid],
  ['x', 'y', 'z'],
  ['2026-13-45T99:00:00Z', '99999999999999999999', uuid],
  ['+275760-09-13T00:00:00Z', '1', uuid],
  ['name', '\u0000', uuid],
  ['code', 'x', '------------------------------------'],
  ['since', 'infinity', uuid],
  ['since', '0', uuid],
  ['area', '1e400', uuid],
  ['area', '0x1F', uuid],
  ['updated', '2026', uuid],
].map(keys => Buffer.from(JSON.stringify(keys)).toString('base64url'))

function oddTexts(name: string): readonly unknown[] {
  const common = ['', '\u0000', '9'.repeat(400), '1e400', "' or 1=1 --", ['a', 'b']]
  if (name === 'cursor') return [...common, ...cursors, 'W10', 'eyJ9']
  return /^(from|to|before)$/.test(name) ? [...common, ...oddTimes] : common
}

const oddTimes = ['0000-01-01', '9999-12-31', '0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00']

function oddValues(path: readonly string[], body: unknown): readonly unknown[] {
  const value = path.reduce<unknown>((part, name) => (part as Schema)[name], body) // the path was read off this body
  if (typeof value === 'number') return [-1, 0, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53 - 1]
  if (typeof value === 'boolean') return ['true', null]
  const texts = ['', 'a\u0000b', '\ud800', '字'.repeat(9000), 7]
  if (typeof value !== 'string') return [null, 'text', 7]
  if (/^\d{4}-/.test(value)) return [...oddTimes, '2026-02-30', ...texts]
  return /^\d{12}$/.test(value) ? ['999999999999', '000000000000', '500231000001', ...texts] : [uuid, ...texts]
}

function short(value: unknown): string {
  return JSON.stringify(value).slice(0, 60)
}

function schemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema // JSON Schema is an object
}

function soundRecord(schema: z.ZodType | undefined, known: Known): Schema {
  return schema === undefined ? {} : (sound(schemaOf(schema), '', known) as Schema) // params and query are objects
}

function requiredOf(schema: z.ZodType | undefined, all: Schema): Schema {
  const required = schema === undefined ? [] : (schemaOf(schema)['required'] ?? [])
  return Object.fromEntries(Object.entries(all).filter(([name]) => Array.isArray(required) && required.includes(name)))
}

/** A value that fits a JSON Schema, all optional parts included. */
function sound(schema: Schema, name: string, known: Known): unknown {
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const choices = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']
  if (Array.isArray(choices)) return sound(choices[0] as Schema, name, known) // a list of schemas
  switch (schema['type']) {
    case 'object':
      return soundObject(schema, known)
    case 'array':
      return soundArray(schema, name, known)
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 1), Number(schema['exclusiveMinimum'] ?? 0) + 1, 1)
    case 'boolean':
      return true
    default:
      return soundText(schema, name, known)
  }
}

function soundObject(schema: Schema, known: Known): Schema {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>> // as JSON Schema says
  const entries = Object.entries(properties).map(([name, of]) => [name, sound(of, name, known)])
  if (entries.length > 0 || schema['additionalProperties'] === undefined) return Object.fromEntries(entries)
  const names = schema['propertyNames'] as Schema | undefined
  const value = sound(schema['additionalProperties'] as Schema, '', known)
  return { [names === undefined ? 'a' : String(sound(names, '', known))]: value }
}

function soundArray(schema: Schema, name: string, known: Known): readonly unknown[] {
  const prefix = schema['prefixItems']
  if (Array.isArray(prefix)) return prefix.map((one: Schema) => sound(one, name, known))
  const length = Math.max(1, Number(schema['minItems'] ?? 1))
  return Array.from({ length }, () => sound((schema['items'] ?? {}) as Schema, name, known))
}

function soundText(schema: Schema, name: string, known: Known): string {
  const given = known[name]
  if (given !== undefined) return given
  const { format, pattern } = schema
  if (format === 'uuid') return known['uuid'] ?? uuid
  if (format === 'date') return '2026-11-01'
  if (format === 'date-time') return '2026-11-01T08:00:00+08:00'
  if (format === 'email') return 'li@example.org'
  const fits = ['500231102000', '500231', 'sewage', 'a'.repeat(64), '2024']
  if (typeof pattern === 'string') return fits.find(text => new RegExp(pattern).test(text)) ?? 'text'
  return 'text'
}

function leavesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path]
  const inside = Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]))
  return path.length === 0 ? inside : [path, ...inside]
}

function replaced(value: unknown, [name, ...rest]: readonly string[], odd: unknown): unknown {
  if (name === undefined) return odd
  if (Array.isArray(value))
    return value.map((part, index) => (String(index) === name ? replaced(part, rest, odd) : part))
  const record = value as Schema // the path was read off this value
  return { ...record, [name]: replaced(record[name], rest, odd) }
}
