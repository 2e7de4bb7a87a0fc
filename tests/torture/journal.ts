import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** A change as it was asked for. Each carries something that no other has: an id of its own, or a mark in name or reason. */
export type Change =
  | { readonly kind: 'water.created'; readonly name: string; readonly regionCode: string; readonly areaM2: number }
  | { readonly kind: 'water.corrected'; readonly waterId: string; readonly areaM2: number; readonly reason: string }
  | {
      readonly kind: 'water.drawn'
      readonly waterId: string
      readonly reason: string
      readonly first: readonly number[]
    }
  | { readonly kind: 'water.coloured'; readonly waterId: string; readonly colour: string; readonly reason: string }
  | { readonly kind: 'water.numbered'; readonly waterId: string; readonly number: string }
  | { readonly kind: 'water.judged'; readonly waterId: string }
  | { readonly kind: 'water.listed'; readonly waterId: string; readonly reason: string }
  | { readonly kind: 'list.changed'; readonly waterId: string; readonly to: string | null; readonly reason: string }
  | { readonly kind: 'source.recorded'; readonly sourceId: string; readonly name: string }
  | {
      readonly kind: 'attachment.added'
      readonly attachmentId: string
      readonly waterId: string
      readonly sha256: string
      readonly bytes: number
    }
  | {
      readonly kind: 'reading.recorded'
      readonly readingId: string
      readonly waterId: string
      readonly takenAt: string
      readonly dissolvedOxygen: number
    }
  | { readonly kind: 'senses.recorded'; readonly sensesId: string; readonly waterId: string; readonly note: string }
  | {
      readonly kind: 'questionnaire.recorded'
      readonly questionnaireId: string
      readonly waterId: string
      readonly valid: number
      readonly black: number
    }
  | { readonly kind: 'candidate.recorded'; readonly waterId: string; readonly name: string; readonly areaM2: number }
  | {
      readonly kind: 'village.reported'
      readonly taskId: string
      readonly villageCode: string
      readonly state: string
      readonly found: number
      readonly reason: string
    }
  | { readonly kind: 'import.uploaded'; readonly fileName: string; readonly sha256: string; readonly mark: string }
  | { readonly kind: 'import.corrected'; readonly importId: string; readonly cell: string; readonly text: string }
  | { readonly kind: 'import.decided'; readonly importId: string; readonly position: number; readonly decision: string }
  | { readonly kind: 'import.committed'; readonly importId: string }
  | { readonly kind: 'import.cancelled'; readonly importId: string }
  | { readonly kind: 'judgement.started'; readonly regionCode: string }
  | { readonly kind: 'zone.changed'; readonly code: string; readonly towns: readonly string[]; readonly reason: string }
  | { readonly kind: 'session.opened'; readonly username: string }
  | { readonly kind: 'session.closed'; readonly username: string }

export type ChangeKind = Change['kind']

/** What an answer said about a change, as far as it can be looked up later. */
export type Acknowledgement = { readonly id?: string; readonly version?: number; readonly stage?: string }

/**
 * How a change ended for whoever asked. `acknowledged`: the server said that it is done. `refused`: it said that nothing was done.
 * `unknown`: no answer came, or one that does not say, so both may be.
 */
export type Outcome =
  | { readonly end: 'acknowledged'; readonly answer: Acknowledgement }
  | { readonly end: 'refused'; readonly status: number; readonly code: string }
  | { readonly end: 'unknown'; readonly why: string }

export type Entry = { readonly change: Change; readonly by: string; readonly outcome: Outcome }

/** What the clients know, on a disk of their own: each line is safe before the client goes on. */
export type Journal = {
  readonly sent: (by: string, change: Change) => number
  readonly ended: (number: number, outcome: Outcome) => void
  close(): void
}

type Line =
  | { readonly number: number; readonly by: string; readonly change: Change }
  | { readonly number: number; readonly outcome: Outcome }

export function openJournal(path: string): Journal {
  const file = openSync(path, 'a')
  let last = 0
  const write = (line: Line) => writeSync(file, `${JSON.stringify(line)}\n`)
  return {
    sent: (by, change) => {
      last += 1
      write({ number: last, by, change })
      return last
    },
    ended: (number, outcome) => {
      write({ number, outcome })
      if (outcome.end === 'acknowledged') fdatasyncSync(file)
    },
    close: () => closeSync(file),
  }
}

/** What was asked for and how it ended; what has no end was under way when the journal stopped. */
export function readJournal(path: string): readonly Entry[] {
  const open = new Map<number, { readonly by: string; readonly change: Change }>()
  const entries: Entry[] = []
  for (const text of readFileSync(path, 'utf8').split('\n')) {
    if (text === '') continue
    const line = JSON.parse(text) as Line // written by `openJournal`
    if ('change' in line) open.set(line.number, line)
    else {
      const sent = open.get(line.number)
      if (sent === undefined) throw new Error(`journal: ${line.number} ended before it began`)
      entries.push({ by: sent.by, change: sent.change, outcome: line.outcome })
      open.delete(line.number)
    }
  }
  const underWay = [...open.values()].map(({ by, change }): Entry => ({
    by,
    change,
    outcome: { end: 'unknown', why: 'under way' },
  }))
  return [...entries, ...underWay]
}
