import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDraftText } from './use-draft.ts'

const schema = z.object({ note: z.string().optional() })
const kept = (values: unknown) => JSON.stringify({ keptAt: '2026-11-29T02:00:00.000Z', values })

describe('a draft', () => {
  it('comes back as it was kept', () => {
    expect(readDraftText(kept({ note: '北岸' }), schema)).toEqual({
      keptAt: '2026-11-29T02:00:00.000Z',
      values: { note: '北岸' },
    })
  })

  it('is none where nothing was kept, half of it, something else, or that of another form', () => {
    for (const text of [null, '', '{"keptAt":', '[]', 'null', '{"values":{}}', kept({ note: 7 }), kept(null)]) {
      expect(readDraftText(text, schema)).toBeUndefined()
    }
  })
})
