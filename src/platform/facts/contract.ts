import { z } from 'zod'
import { factGroupIds, factLabels, type FactKind } from '../../domain/facts.ts'
import { PersonLabel } from '../../domain/person-label.ts'
import { BilingualText, CountNumber, InstantText, LimitQuery, RegionCodeText } from '../../domain/shapes.ts'
import { endpoint } from '../http/endpoint.ts'

const tag = 'facts'

const factKinds = Object.keys(factLabels) as readonly FactKind[] // keys of a const object are exactly its union

const FactKindId = z.enum(factKinds)

export const FactEntry = z.object({
  id: z.uuid(),
  /** The county's six digits; `000000` for facts of no county. */
  chain: z.string(),
  sequence: z.int(),
  kind: FactKindId,
  label: BilingualText,
  /** What it says, without codes or keys. */
  words: BilingualText,
  at: InstantText,
  actorId: z.uuid(),
  actor: PersonLabel,
  regionCode: RegionCodeText,
  subjectId: z.string(),
  body: z.record(z.string(), z.unknown()),
  /** Personal fields by name; `null` once erased: only the salted hash remains in the chain. */
  personal: z.record(z.string(), z.string().nullable()),
  hash: z.string(),
})
export type FactEntry = z.output<typeof FactEntry>

/** Every group but the sign-ins, which outnumber all others. */
export const withoutSignIns = 'without-sign-ins'

/** Newest first. */
export const listFacts = endpoint({
  method: 'GET',
  path: '/facts',
  tag,
  summary: { zh: '操作记录', en: 'The ledger of facts' },
  may: 'facts.read',
  query: z.object({
    kind: FactKindId.optional(),
    /** Entries of one group; `without-sign-ins`: of all others. */
    group: z.enum([...factGroupIds, withoutSignIns]).optional(),
    subject: z.string().min(1).max(200).optional(),
    actor: z.uuid().optional(),
    region: RegionCodeText.optional(),
    /** From this instant on. */
    from: InstantText.optional(),
    /** Before this instant. */
    to: InstantText.optional(),
    cursor: z.string().max(300).optional(),
    limit: LimitQuery,
  }),
  answer: z.object({
    items: z.array(FactEntry),
    next: z.string().nullable(),
    /** On the first page of `without-sign-ins`: how many entries it leaves out under the other filters, counted up to a limit. */
    signInsHidden: z.object({ count: CountNumber, orMore: z.boolean() }).nullable(),
  }),
})

export const listFactKinds = endpoint({
  method: 'GET',
  path: '/fact-kinds',
  tag,
  summary: { zh: '操作种类', en: 'Kinds of facts' },
  may: 'facts.read',
  answer: z.object({ items: z.array(z.object({ id: FactKindId, label: BilingualText })) }),
})

/** Persisted. `personal-changed`: a stored personal value no longer fits the hash in the chain. */
export const chainFaultIds = ['changed', 'missing', 'out-of-order', 'personal-changed'] as const

/** Reads every fact of the caller's chains: about 20 µs each, so a million take some twenty seconds. */
export const checkFacts = endpoint({
  method: 'GET',
  path: '/facts/check',
  tag,
  summary: { zh: '校验操作记录未被篡改', en: 'Verify that nothing was altered' },
  may: 'facts.read',
  answer: z.object({
    sound: z.boolean(),
    facts: CountNumber,
    chains: z.array(
      z.object({
        chain: z.string(),
        facts: CountNumber,
        /** Hash of the last sound fact. */
        hash: z.string(),
        fault: z.object({ fault: z.enum(chainFaultIds), sequence: z.int(), words: BilingualText }).nullable(),
      }),
    ),
  }),
  perMinute: 10,
})
