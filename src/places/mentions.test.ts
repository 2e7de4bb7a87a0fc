import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCompactDivisions } from './compact.ts'
import { division } from './divisions.ts'
import { mentionsIn } from './mentions.ts'

const cut = new URL('../../tests/fixtures/places/wuhan-tianshui-2023.tsv', import.meta.url)
const divisions = parseCompactDivisions(readFileSync(cut, 'utf8'))
const damen = divisions.filter(one => one.code.startsWith('620502'))

describe('places named in a text', () => {
  test('the name of the Tianshui water holds a town and a village that is a community now', () => {
    const mentions = mentionsIn('大门镇政府南50m;上街村村委会西15m', damen)
    expect(mentions.map(({ written, kind, division: { code } }) => ({ written, kind, code }))).toEqual([
      { written: '大门镇', kind: undefined, code: '620502113000' },
      { written: '上街村村委会', kind: 'village-now-community', code: '620502113007' },
    ])
  })

  test('a village in the name of its water is found where it stands', () => {
    const chengbei = divisions.filter(one => one.code.startsWith('420117001'))
    expect(mentionsIn('城北村汪套湾东部水沟', chengbei)).toMatchObject([
      { written: '城北村', at: 0, kind: 'committee-words' },
    ])
  })

  test('a bare name without its ending is not a mention', () => {
    expect(mentionsIn('上街东侧', damen)).toEqual([])
  })

  test('the longer name wins over a shorter one inside it', () => {
    const two = [division('500231102201', '大石村村民委员会'), division('500231102202', '石村村民委员会')]
    expect(mentionsIn('大石村水塘', two).map(one => one.written)).toEqual(['大石村'])
  })

  test('a place named twice is found twice, and an empty text names none', () => {
    const one = [division('500231102201', '甲子村村民委员会')]
    expect(mentionsIn('甲子村东至甲子村西', one).map(({ at }) => at)).toEqual([0, 5])
    expect(mentionsIn('', one)).toEqual([])
  })
})
