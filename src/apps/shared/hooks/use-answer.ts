import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AnswerOf, BytesBody, Endpoint, FileAnswer } from '../../../platform/http/endpoint.ts'
import { call, type CallInput, type ProblemError } from '../client.ts'

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType | BytesBody, z.ZodType | FileAnswer>

/** Key of an endpoint's answers in the cache; `answerKey(getWater)` alone names all of them, for invalidating. */
export function answerKey<E extends AnyEndpoint>(endpoint: E, input?: CallInput<E>): readonly unknown[] {
  const key = [endpoint.method, endpoint.path]
  return input === undefined ? key : [...key, input.params ?? null, input.query ?? null]
}

/**
 * The answer of a GET endpoint, cached.
 *
 * @example const water = useAnswer(getWater, { params: { id } })
 */
export function useAnswer<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E> = {},
  options: { readonly enabled?: boolean; readonly staleMs?: number } = {},
): UseQueryResult<AnswerOf<E>, ProblemError> {
  return useQuery({
    queryKey: answerKey(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, { ...input, signal }),
    enabled: options.enabled ?? true,
    staleTime: options.staleMs ?? 10_000,
  })
}
