import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headOf, packLedger, photoBytes, photoHash, soundChain, type Ledger } from '../../../tests/support/ledgers.ts'
import { hashFact, sha256 } from '../facts/chain.ts'
import type { DailyRoot, LedgerLine, ToldLine } from './format.ts'
import { nodeTools } from './verify-file.ts'
import { readRoots, verifyLedger, type LedgerReport } from './verify.ts'

const county = '500231'
const length = 12

const verify = async (bytes: Uint8Array, against: readonly DailyRoot[] = []): Promise<LedgerReport> =>
  verifyLedger(
    { bytes: bytes.length, read: async (offset, count) => bytes.subarray(offset, offset + count) },
    nodeTools,
    { against },
  )

/** What is found where the lines of the county were tampered with after the heads had been noted. */
async function tampered(tamper: (lines: ToldLine[]) => readonly LedgerLine[], more: Partial<Ledger> = {}) {
  const lines = soundChain(county, length)
  const other = soundChain('500118', 5)
  const heads = [headOf('500118', other), headOf(county, lines)]
  const chains = { '500118': other, [county]: tamper(soundChain(county, length)) }
  return verify(packLedger({ chains, heads, ...more }))
}

const found = ({ faults }: LedgerReport) =>
  faults.map(fault => ('sequence' in fault ? `${fault.fault} ${fault.chain} ${fault.sequence}` : fault.fault))

/** Makes a fact anew with other contents and the hash that fits them. */
function rewritten({ fact, ...line }: ToldLine, change: Partial<ToldLine['fact']>): ToldLine {
  const changed = { ...fact, ...change }
  return { ...line, fact: { ...changed, hash: hashFact(changed) } }
}

describe('an exported ledger', () => {
  it('is sound as written, and says what it looked at', async () => {
    const report = await tampered(lines => lines)
    expect(report).toMatchObject({
      sound: true,
      facts: length + 5,
      soundFacts: length + 5,
      links: 0,
      personal: { kept: 5, erased: 0, withheld: 0 },
      photos: null,
      faults: [],
    })
  })

  it('names a fact that was changed, and goes on behind it', async () => {
    const report = await tampered(lines =>
      lines.map(line =>
        [3, 8].includes(line.fact.sequence) ? { ...line, fact: { ...line.fact, subjectId: 'w2' } } : line,
      ),
    )
    expect(found(report)).toEqual(['changed 500231 3', 'changed 500231 8'])
    expect(report.soundFacts).toBe(length + 5 - 2)
    expect(report.faults[0]?.words).toEqual({
      zh: '第 3 条的内容被改动过：与其哈希不符。',
      en: 'fact 3 was changed: its contents do not fit its hash.',
    })
    expect(report.chains.map(({ chain, faults }) => [chain, faults])).toEqual([
      ['500118', 0],
      ['500231', 2],
    ])
  })

  it('names where a rewritten fact no longer fits the next one', async () => {
    const report = await tampered(lines =>
      lines.map(line => (line.fact.sequence === 3 ? rewritten(line, { subjectId: 'w2' }) : line)),
    )
    expect(found(report)).toEqual(['unlinked 500231 4'])
  })

  it('names what was removed, as one span', async () => {
    const report = await tampered(lines => lines.filter(({ fact }) => fact.sequence < 4 || fact.sequence > 6))
    expect(report.faults).toMatchObject([{ fault: 'missing', chain: county, sequence: 4, last: 6 }])
  })

  it('names what was cut off at the end, also a chain taken out whole', async () => {
    const cut = await tampered(lines => lines.slice(0, 9))
    expect(cut.faults).toMatchObject([{ fault: 'truncated', sequence: 10, last: 12 }])
    const gone = await tampered(() => [])
    expect(gone.faults).toMatchObject([{ fault: 'truncated', chain: county, sequence: 1, last: 12 }])
  })

  it('names what was moved, told twice, or put in from another chain', async () => {
    const swapped = await tampered(([a, b, c, ...rest]) => [a!, c!, b!, ...rest])
    expect(found(swapped)).toEqual(['reordered 500231 2'])
    const twice = await tampered(lines => [...lines, lines[4]!])
    expect(found(twice)).toEqual(['repeated 500231 5'])
    const foreign = await tampered(lines => [...lines, ...soundChain('500112', 13).slice(12)])
    expect(found(foreign)).toEqual(['foreign 500231 13'])
  })

  it('names a personal value that was altered, and calls an erased one erased', async () => {
    const altered = await tampered(lines =>
      lines.map(line =>
        line.fact.sequence === 6 ? { ...line, values: { displayName: { value: '赵审', salt: 'salt6' } } } : line,
      ),
    )
    expect(altered.faults).toMatchObject([{ fault: 'personal-changed', sequence: 6, field: 'displayName' }])
    const erased = await tampered(lines =>
      lines.map(line => (line.fact.sequence === 6 ? { ...line, values: {} } : line)),
    )
    expect(erased).toMatchObject({ sound: true, personal: { kept: 4, erased: 1, withheld: 0 } })
  })

  it('takes a fact of another jurisdiction as a bare link, which still has to fit', async () => {
    const asLink = ({ fact: { chain, sequence, previousHash, hash } }: ToldLine) => ({
      link: { chain, sequence, previousHash, hash },
    })
    const linked = await tampered(lines => lines.map(line => (line.fact.sequence === 5 ? asLink(line) : line)))
    expect(linked).toMatchObject({ sound: true, links: 1 })
    const broken = await tampered(lines =>
      lines.map(line => (line.fact.sequence === 5 ? asLink(rewritten(line, { subjectId: 'w2' })) : line)),
    )
    expect(found(broken)).toEqual(['unlinked 500231 6'])
  })

  it('finds a photo missing or altered, where photos came along', async () => {
    const sound = await tampered(lines => lines, { photos: { [photoHash]: photoBytes } })
    expect(sound).toMatchObject({ sound: true, photos: { expected: 1, sound: 1 } })
    const other = new TextEncoder().encode('another photo')
    const altered = await tampered(lines => lines, { photos: { [photoHash]: other } })
    expect(altered.faults).toMatchObject([{ fault: 'photo-changed', sequence: 2, sha256: photoHash }])
    const missing = await tampered(lines => lines, { photos: { [sha256('x')]: other } })
    expect(missing.faults).toMatchObject([{ fault: 'photo-missing', sequence: 2, sha256: photoHash }])
  })
})

describe('roots that somebody kept', () => {
  const kept = { date: '2026-11-23', chain: county, facts: 4, hash: soundChain(county, 4).at(-1)!.fact.hash }

  it('find a history that was rewritten from the beginning with all its hashes', async () => {
    const remade: ToldLine[] = []
    for (const line of soundChain(county, length)) {
      const change = line.fact.sequence === 2 ? { subjectId: 'w2' } : {}
      remade.push(
        rewritten(line, { ...change, ...(remade.length === 0 ? {} : { previousHash: remade.at(-1)!.fact.hash }) }),
      )
    }
    const bytes = packLedger({ chains: { [county]: remade } })
    expect(await verify(bytes)).toMatchObject({ sound: true })
    const report = await verify(bytes, [kept])
    expect(report.faults).toMatchObject([{ fault: 'root-differs', chain: county, sequence: 4, date: '2026-11-23' }])
  })

  it('find a chain that was cut off with its head, and one that is gone', async () => {
    const cut = packLedger({ chains: { [county]: soundChain(county, 3) } })
    expect((await verify(cut, [kept])).faults).toMatchObject([{ fault: 'root-beyond', sequence: 4 }])
    const gone = packLedger({ chains: { '500118': soundChain('500118', 3) } })
    expect((await verify(gone, [kept])).faults).toMatchObject([{ fault: 'root-beyond', chain: county }])
  })

  it('fit the chain they were taken from, in the export or kept apart', async () => {
    const chains = { [county]: soundChain(county, length) }
    expect(await verify(packLedger({ chains, roots: [kept] }), [kept])).toMatchObject({
      sound: true,
      roots: { checked: 2, elsewhere: 0 },
    })
  })

  it('are read as served or as a bare list, and nothing else', () => {
    expect(readRoots(JSON.stringify({ date: '2026-11-23', roots: [kept] }))).toEqual([kept])
    expect(readRoots(JSON.stringify([kept]))).toEqual([kept])
    expect(readRoots('{"roots":[{"chain":1}]}')).toBeUndefined()
    expect(readRoots('not json')).toBeUndefined()
  })
})

describe('a file that is none', () => {
  it('is refused in words', async () => {
    const refused = { kind: { code: 'ledger.not-a-ledger' } }
    await expect(verify(new Uint8Array(0))).rejects.toMatchObject(refused)
    await expect(verify(new TextEncoder().encode('hello'))).rejects.toMatchObject(refused)
    await expect(verify(new Uint8Array(4096).fill(65))).rejects.toMatchObject(refused)
  })
})

describe('any single tampering with a ledger', () => {
  const at = fc.nat({ max: length - 1 })
  /** The places at which this tampering is not found, or put on another chain; all are tried. */
  const unfound = async (tamper: (lines: ToldLine[], index: number) => readonly LedgerLine[]) => {
    const missed: number[] = []
    for (let index = 0; index < length; index++) {
      const report = await tampered(lines => tamper(lines, index))
      if (report.sound || report.faults.some(({ chain }) => chain !== county)) missed.push(index)
    }
    return missed
  }

  it('is found: a removal, anywhere', async () => {
    expect(await unfound((lines, index) => lines.toSpliced(index, 1))).toEqual([])
  })
  it('is found: a truncation, anywhere', async () => {
    expect(await unfound((lines, index) => lines.slice(0, index))).toEqual([])
  })
  it('is found: a repetition, anywhere', async () => {
    expect(await unfound((lines, index) => lines.toSpliced(index, 0, lines[(index * 7) % length]!))).toEqual([])
  })
  it('is found: a swap of any two', () =>
    fc.assert(
      fc.asyncProperty(fc.uniqueArray(at, { minLength: 2, maxLength: 2 }), async ([a, b]) => {
        const report = await tampered(lines => lines.with(a!, lines[b!]!).with(b!, lines[a!]!))
        expect(report.sound).toBe(false)
      }),
      { numRuns: 60 },
    ))

  const members = [
    'id', 'chain', 'sequence', 'kind', 'at', 'actorId', 'regionCode', 'subjectId', 'body', 'personal', 'previousHash', 'hash',
  ] as const // prettier-ignore
  it.each(members)('is found: another %s, with the old hash and with one made anew', member =>
    fc.assert(
      fc.asyncProperty(at, fc.boolean(), async (index, anew) => {
        const change = (line: ToldLine): ToldLine => {
          const before = line.fact[member]
          const after =
            typeof before === 'number'
              ? before + 1
              : typeof before === 'string'
                ? `${before}0`
                : { ...before, more: 'x' }
          const fact = { ...line.fact, [member]: after }
          return { ...line, fact: anew && member !== 'hash' ? { ...fact, hash: hashFact(fact) } : fact }
        }
        const report = await tampered(lines => lines.with(index, change(lines[index]!)))
        expect(report.sound).toBe(false)
      }),
      { numRuns: 20 },
    ),
  )

  it('is found: a member that no hash covers', async () => {
    const report = await tampered(lines =>
      lines.with(2, { ...lines[2]!, fact: Object.assign({ note: 'x' }, lines[2]!.fact) }),
    )
    expect(found(report)).toContain('unreadable')
  })

  it('is found: the file cut short at any byte', () => {
    const whole = packLedger({ chains: { [county]: soundChain(county, length) }, photos: { [photoHash]: photoBytes } })
    return fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1025 }), async bytes => {
        const outcome = await verify(whole.subarray(0, bytes)).catch((error: unknown) => error)
        expect(outcome).toSatisfy(one => one instanceof Error || !(one as LedgerReport).sound)
      }),
      { numRuns: 100 },
    )
  })

  it('is found: any bit of a packed part flipped, unless the ledger still reads the same', () => {
    const whole = packLedger({ chains: { [county]: soundChain(county, length) } })
    const before = JSON.stringify(soundChain(county, length))
    return fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 7 }), async (offset, bit) => {
        const bytes = Uint8Array.from(whole)
        bytes[offset]! ^= 1 << bit
        const outcome = await verify(bytes).catch((error: unknown) => error)
        if (outcome instanceof Error || !(outcome as LedgerReport).sound) return
        expect(outcome).toMatchObject({ facts: length, soundFacts: length })
        expect(before).toContain((outcome as LedgerReport).chains[0]!.hash)
      }),
      { numRuns: 300 },
    )
  })
})
