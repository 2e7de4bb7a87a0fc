import type { z } from 'zod'
import { getSession } from '../../people/contract.ts'
import type { AnswerOf, BytesBody, Endpoint, FileAnswer } from '../../platform/http/endpoint.ts'
import { addressOf, call, problemOf, ProblemError, type CallInput } from './client.ts'
import { common } from './i18n/common-words.ts'

type BytesEndpoint = Endpoint<z.ZodType, z.ZodType, BytesBody, z.ZodType | FileAnswer>

/**
 * Sends a file to an endpoint that takes bytes and tells how far it has come. `call` cannot: fetch reports no progress of sending.
 *
 * @param onProgress share sent so far, 0 to 1
 * @throws ProblemError with words for people
 * @example const held = await upload(uploadSurvey, { query: { fileName: file.name }, body: file }, setShare)
 */
export async function upload<E extends BytesEndpoint>(
  endpoint: E,
  input: CallInput<E> & { readonly body: Blob },
  onProgress: (share: number) => void,
): Promise<AnswerOf<E>> {
  const first = await sendBytes(endpoint, input, onProgress)
  const response = first.status === 401 ? await sendSignedInAgain(endpoint, input, onProgress) : first
  if (!response.ok) throw await problemOf(response)
  const answer: unknown = await response.json()
  return answer as AnswerOf<E> // the platform cuts every answer to the endpoint's schema
}

/** Asking for the session meets the same 401, which opens the sign-in dialog; then the file goes once more. */
async function sendSignedInAgain<E extends BytesEndpoint>(
  endpoint: E,
  input: CallInput<E> & { readonly body: Blob },
  onProgress: (share: number) => void,
): Promise<Response> {
  await call(getSession)
  return sendBytes(endpoint, input, onProgress)
}

function sendBytes<E extends BytesEndpoint>(
  endpoint: E,
  input: CallInput<E> & { readonly body: Blob },
  onProgress: (share: number) => void,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const request = new XMLHttpRequest()
  request.open(endpoint.method, addressOf(endpoint, input))
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
  request.addEventListener('load', () => resolve(answerOf(request)))
  const broken = () => reject(new ProblemError({ code: 'network', status: 0, words: common.network }))
  request.addEventListener('error', broken)
  request.addEventListener('abort', broken)
  request.send(input.body)
  return promise
}

function answerOf(request: XMLHttpRequest): Response {
  const type = request.getResponseHeader('content-type') ?? ''
  return new Response(request.responseText, { status: request.status, headers: { 'content-type': type } })
}
