import { z } from 'zod'
import { permissions } from '../../domain/permissions.ts'
import type { ProblemKind } from '../../domain/problems.ts'
import { fullPath, isBytesBody, isFileAnswer, type Endpoint } from './endpoint.ts'
import { commonProblems } from './problems.ts'

type Json = Record<string, unknown>

/**
 * The OpenAPI 3.1 document of all endpoints. Chinese leads in summaries; English stands behind it.
 *
 * @param version the product's version
 */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const declared of endpoints) {
    const path = fullPath(declared).replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [declared.method.toLowerCase()]: operation(declared) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '久清 Jiuqing',
      version,
      description: '农村黑臭水体排查、治理与长制久清平台。Platform for rural black-and-odorous waters.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map(name => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'jiuqing.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'zh', 'en'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    zh: { type: 'string' },
    en: { type: 'string' },
    details: {},
  },
}

function operation(declared: Endpoint): Json {
  const open = declared.may === 'anyone'
  const right =
    open || declared.may === 'signed-in'
      ? declared.may
      : `${declared.may} (${permissions[declared.may].zh} / ${permissions[declared.may].en})`
  return {
    operationId: `${declared.method.toLowerCase()}${declared.path.replaceAll(/[^a-zA-Z0-9]+/g, '_')}`,
    tags: [declared.tag],
    summary: `${declared.summary.zh} / ${declared.summary.en}`,
    description: `权限 / permission: ${right}`,
    'x-permission': declared.may,
    ...(open ? {} : { security: [{ session: [] }, { token: [] }] }),
    parameters: [...parametersOf(declared.params, 'path'), ...parametersOf(declared.query, 'query')],
    ...requestBody(declared),
    responses: { '200': answerOf(declared), ...problemAnswers(declared) },
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties, required } = toJsonSchema(schema, 'input')
  return Object.entries(isRecord(properties) ? properties : {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (Array.isArray(required) && required.includes(name)),
    schema: property,
  }))
}

function requestBody({ body }: Endpoint): Json {
  if (body === undefined) return {}
  if (isBytesBody(body)) {
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }
  }
  return { requestBody: { required: true, content: { 'application/json': { schema: toJsonSchema(body, 'input') } } } }
}

function answerOf({ answer }: Endpoint): Json {
  if (isFileAnswer(answer)) {
    const binary = { schema: { type: 'string', format: 'binary' } }
    return { description: 'file', content: Object.fromEntries(answer.file.map(type => [type, binary])) }
  }
  return { description: 'ok', content: { 'application/json': { schema: toJsonSchema(answer, 'output') } } }
}

function problemAnswers({ problems, may }: Endpoint): Json {
  const shared =
    may === 'anyone' ? commonProblems.filter(({ status }) => status !== 401 && status !== 403) : commonProblems
  const kinds: readonly ProblemKind<never>[] = [...shared, ...(problems ?? [])]
  const byStatus = Map.groupBy(kinds, ({ status }) => String(status))
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map(({ code, title }) => `\`${code}\` ${title.zh} / ${title.en}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return json
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
