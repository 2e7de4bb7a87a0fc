import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../domain/facts.ts'
import { canonicalJson } from './canonical.ts'
import { findChainFault, genesisHash, hashFact, merkleRoot } from './chain.ts'

function chainOf(length: number): Fact[] {
  const facts: Fact[] = []
  for (let sequence = 1; sequence <= length; sequence++) {
    const part = {
      id: `0193f3c2-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
      chain: '500231',
      sequence,
      kind: 'water.corrected' as const,
      at: '2026-11-23T08:00:00.000Z',
      actorId: '0193f3c2-0000-7000-8000-000000000000',
      regionCode: '500231103201',
      subjectId: 'w1',
      body: { changed: { areaM2: { from: sequence, to: sequence + 1 } }, reason: '复核面积' },
      personal: {},
      previousHash: facts.at(-1)?.hash ?? genesisHash,
    }
    facts.push({ ...part, hash: hashFact(part) })
  }
  return facts
}

describe('the chain of facts', () => {
  it('is sound as written', () => {
    expect(findChainFault(chainOf(5))).toBeUndefined()
    expect(findChainFault([])).toBeUndefined()
  })

  it('shows which fact was changed', () => {
    const facts = chainOf(5)
    facts[2] = { ...facts[2]!, subjectId: 'w2' }
    expect(findChainFault(facts)).toEqual({ fault: 'changed', chain: '500231', sequence: 3 })
  })

  it('shows a change even when the hash of the changed fact was made anew', () => {
    const facts = chainOf(5)
    const changed = { ...facts[2]!, subjectId: 'w2' }
    facts[2] = { ...changed, hash: hashFact(changed) }
    expect(findChainFault(facts)).toEqual({ fault: 'changed', chain: '500231', sequence: 4 })
  })

  it('shows what was removed, at the beginning and in the middle', () => {
    expect(findChainFault(chainOf(5).slice(1))).toEqual({ fault: 'missing', chain: '500231', sequence: 1 })
    expect(findChainFault(chainOf(5).filter(({ sequence }) => sequence !== 3))).toEqual({
      fault: 'missing',
      chain: '500231',
      sequence: 3,
    })
  })

  it('shows a fact told twice', () => {
    const facts = chainOf(3)
    expect(findChainFault([...facts, facts[2]!])).toEqual({ fault: 'out-of-order', chain: '500231', sequence: 3 })
  })
})

describe('the canonical spelling of JSON', () => {
  it('does not depend on the order in which members were set', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
  })

  it('leaves absent members out and refuses what JSON cannot say', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError)
    expect(() => canonicalJson(() => 1)).toThrow(TypeError)
  })

  it('survives a way through any JSON store', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => canonicalJson(JSON.parse(JSON.stringify(value))) === canonicalJson(value)),
    )
  })
})

describe('the Merkle root of a batch', () => {
  it('changes with any row, with their order and with their number', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 }), rows => {
        const root = merkleRoot(rows)
        expect(merkleRoot([...rows].reverse())).not.toBe(root)
        expect(merkleRoot(rows.slice(1))).not.toBe(root)
        expect(merkleRoot([`${rows[0]}x`, ...rows.slice(1)])).not.toBe(root)
      }),
    )
  })

  it('of nothing is the hash of nothing', () => {
    expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})
