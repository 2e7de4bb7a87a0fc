import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import {
  parseBasis,
  parseCauses,
  parseCoordinate,
  parseCount,
  parseIndicator,
  parseListLevel,
  parsePerennial,
  parseQuantity,
  parseStatedDate,
  parseWaterType,
} from './cells.ts'

const area = (text: string, headerUnit?: string) =>
  parseQuantity({ text, dimension: 'area', ...(headerUnit === undefined ? {} : { headerUnit }) })
const codes = (parsed: { readonly remarks: readonly { readonly code: string }[] }) =>
  parsed.remarks.map(one => one.code)
const taxonomy = policyAt('causes', '2026-11-23').value

describe('a quantity', () => {
  it.each([
    ['4004', 4004],
    ['４００４', 4004],
    ['27,500', 27_500],
    ['27，500', 27_500],
    ['27 500', 27_500],
    ['305㎡', 305],
    ['305 平方米', 305],
    ['305m^2', 305],
    ['0.45公顷', 4500],
    ['0.45hm2', 4500],
    ['3.2万m2', 32_000],
    ['3.2万平方米', 32_000],
    ['0.31km2', 310_000],
    ['0.31平方公里', 310_000],
    ['15亩', 10_000],
    ['1.2E3', 1200],
  ])('is read from %s', (text, value) => {
    expect(area(text).value?.value).toBeCloseTo(value, 6)
  })

  it('takes the unit of the header unless the cell names one', () => {
    expect(area('15', '亩').value?.value).toBe(10_000)
    expect(area('305m2', '亩').value?.value).toBe(305)
    expect(codes(area('15', '亩'))).toEqual(['quantity.converted'])
  })

  it.each([
    ['300-400', 'quantity.range'],
    ['300~400', 'quantity.range'],
    ['300～400平方米', 'quantity.range'],
    ['300至400', 'quantity.range'],
    ['0.3公顷-0.4公顷', 'quantity.range'],
    ['-5', 'quantity.negative'],
    ['27,50', 'quantity.unreadable'],
    ['1.2.3', 'quantity.unreadable'],
    ['三百', 'quantity.unreadable'],
    ['308×13', 'quantity.unreadable'],
    ['>300', 'quantity.unreadable'],
    ['300米', 'quantity.unit'],
    ['300立方米', 'quantity.unit'],
  ])('is refused in %s as %s', (text, code) => {
    expect(area(text)).toMatchObject({ refused: true, remarks: [{ code }] })
  })

  it.each(['约300', '300左右', '大约300㎡', '近300'])('is read and doubted in %s', text => {
    expect(area(text).value?.value).toBe(300)
    expect(codes(area(text))).toEqual(['quantity.approximate'])
  })

  it.each(['350(300-400)', '300-400(取350)', '300~400，按350计', '300-400 平均350'])(
    'beside a range is used, and said so, in %s',
    text => {
      expect(area(text).value?.value).toBe(350)
      expect(codes(area(text))).toEqual(['quantity.range-with-value'])
    },
  )

  it.each(['', ' ', '-', '—', '/', '无'])('is absent, not zero, in "%s"', text => {
    expect(area(text)).toEqual({ refused: false, remarks: [] })
  })

  it('of any size comes back from any way of writing it', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000_000_000 }).map(number => number / 100)
    fc.assert(
      fc.property(
        hundredths,
        fc.constantFrom('', 'm2', '㎡', '平方米'),
        fc.boolean(),
        fc.boolean(),
        (value, unit, wide, grouped) => {
          const digits = grouped ? value.toLocaleString('en-US', { maximumFractionDigits: 2 }) : String(value)
          const text = wide
            ? digits.replaceAll(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
            : digits
          expect(area(text + unit).value?.value).toBe(value)
        },
      ),
    )
  })

  it('never comes from a text without being named: any text gives a value, a remark, or says nothing', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const parsed = area(text)
        const said = parsed.remarks.some(one => one.severity === 'refuse')
        const sound = Number.isFinite(parsed.value?.value ?? 0) && (parsed.value?.value ?? 0) >= 0
        expect([parsed.refused, sound]).toEqual([said, true])
      }),
    )
  })

  it('in any area unit is that many square metres', () => {
    const units = { 公顷: 10_000, 亩: 10_000 / 15, km2: 1_000_000, 万m2: 10_000, 平方米: 1 }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom(...Object.entries(units)),
        (tenths, [unit, factor]) => {
          const value = area(`${tenths / 10}${unit}`).value?.value ?? Number.NaN
          expect(Math.abs(value - (tenths / 10) * factor)).toBeLessThan(1e-6 * Math.max(1, value))
        },
      ),
    )
  })
})

describe('a date', () => {
  it.each([
    ['2025年5月底', '2025-05-31', 'end-of-month'],
    ['2025年4月底', '2025-04-30', 'end-of-month'],
    ['2024年2月末', '2024-02-29', 'end-of-month'],
    ['2025年第四季度', '2025-12-31', 'quarter'],
    ['2025年第1季度', '2025-03-31', 'quarter'],
    ['2025Q3', '2025-09-30', 'quarter'],
    ['2025.12', '2025-12-31', 'month'],
    ['2025-06', '2025-06-30', 'month'],
    ['２０２５年１２月', '2025-12-31', 'month'],
    ['2025年6月中旬', '2025-06-20', 'ten-days'],
    ['2025年上半年', '2025-06-30', 'half-year'],
    ['2025年底', '2025-12-31', 'end-of-year'],
    ['2025年', '2025-12-31', 'year'],
    ['2025/12/31', '2025-12-31', 'day'],
    ['2025.5.1', '2025-05-01', 'day'],
    ['20250531', '2025-05-31', 'day'],
    ['2025年5月31日', '2025-05-31', 'day'],
    ['45808', '2025-05-31', 'day'],
  ])('%s is %s, precise to the %s', (text, date, precision) => {
    expect(parseStatedDate({ text }).value).toMatchObject({ text: text.normalize('NFKC'), date, precision })
  })

  it('at the latest keeps that it is a deadline', () => {
    expect(parseStatedDate({ text: '2025年6月30日前' }).value).toMatchObject({ date: '2025-06-30', atLatest: true })
  })

  it.each([
    ['2025.1', 'date.ambiguous'],
    ['2025年2月30日', 'date.no-such-day'],
    ['2025年13月', 'date.no-such-day'],
    ['25年5月', 'date.unreadable'],
    ['5/31/25', 'date.unreadable'],
    ['已完成', 'date.unreadable'],
    ['36525', 'date.unreadable'],
    ['73051', 'date.unreadable'],
  ])('%s is refused as %s', (text, code) => {
    expect(codes(parseStatedDate({ text }))).toEqual([code])
  })
})

describe('a coordinate', () => {
  it.each([
    ['105.683169', 105.683169],
    ['东经106°9′38.87″', 106.16079722],
    ['106°9\'38.87"E', 106.16079722],
    ['１０５．６８３１６９', 105.683169],
  ])('is read from %s', (text, degrees) => {
    expect(parseCoordinate(text, 'longitude').value).toBe(degrees)
  })

  it.each([
    ['34.23553', 'coordinate.swapped'],
    ['0', 'coordinate.zero'],
    ['60.5', 'coordinate.outside'],
    ['105.68,34.23', 'coordinate.unreadable'],
    ['北纬30.5', 'coordinate.unreadable'],
  ])('%s as a longitude is refused as %s', (text, code) => {
    expect(codes(parseCoordinate(text, 'longitude'))).toEqual([code])
  })

  it('of three decimals is coarse, of four is not', () => {
    expect(codes(parseCoordinate('105.683', 'longitude'))).toEqual(['coordinate.coarse'])
    expect(codes(parseCoordinate('105.6831', 'longitude'))).toEqual([])
  })
})

describe('words of closed lists', () => {
  it.each([
    ['国家', 'national'],
    ['国家监管', 'national'],
    ['国控', 'national'],
    ['省级', 'municipal'],
    ['重庆市级', 'municipal'],
    ['区县级', 'county'],
  ])('the list %s is %s', (text, level) => expect(parseListLevel(text).value).toBe(level))

  it.each([
    ['沟渠', 'ditch'],
    ['塘', 'pond'],
    ['堰 塘', 'pond'],
    ['溪', 'river'],
    ['水库', 'reservoir'],
    ['湖泊', 'lake'],
  ])('the type %s is a %s', (text, type) => expect(parseWaterType(text).value).toBe(type))

  it.each([
    ['是', true],
    ['常年有水', true],
    ['否', false],
    ['不常年', false],
    ['无', false],
    ['', undefined],
  ])('water all year round, "%s", is %s', (text, value) => expect(parsePerennial(text).value).toBe(value))

  it('the basis may be several, in any words that are known', () => {
    expect(parseBasis('感官判断、水质监测').value).toEqual(['senses', 'monitoring'])
    expect(codes(parseBasis('感官、猜测'))).toEqual(['basis.unknown'])
  })

  it('a count is a whole number', () => {
    expect(parseCount('35份').value).toBe(35)
    expect(codes(parseCount('35.5'))).toEqual(['count.unreadable'])
  })
})

describe('causes', () => {
  const ids = (text: string) => parseCauses(text, taxonomy).value?.map(cause => cause.id)

  it.each([
    ['a', ['domestic-sewage']],
    ['Ａ、ｂ', ['domestic-sewage', 'livestock']],
    ['a,b', ['domestic-sewage', 'livestock']],
    ['ab', ['domestic-sewage', 'livestock']],
    ['农村生活污水', ['domestic-sewage']],
    ['农村生活污水、生活垃圾和生产废弃物污染', ['domestic-sewage', 'domestic-rubbish', 'production-waste']],
    ['生活污水及底泥淤积', ['domestic-sewage', 'sediment']],
    ['a.农村生活污水；b.畜禽养殖', ['domestic-sewage', 'livestock']],
  ])('%s are %j', (text, expected) => expect(ids(text)).toEqual(expected))

  it('in letters are explained, those that are not confirmed doubted', () => {
    expect(codes(parseCauses('a、b', taxonomy))).toEqual(['cause.letter', 'cause.letter'])
    expect(codes(parseCauses('c', taxonomy))).toEqual(['cause.letter-unconfirmed'])
  })

  it.each([
    ['外星人', 'cause.unknown'],
    ['z', 'cause.unknown'],
    ['养殖', 'cause.ambiguous'],
    ['a.畜禽养殖', 'cause.unknown'],
  ])('in %s are refused as %s', (text, code) => expect(codes(parseCauses(text, taxonomy))).toEqual([code]))
})

describe('an indicator', () => {
  const oxygen = (text: string) => parseIndicator({ text, parameter: 'dissolvedOxygen' })

  it('keeps its qualifier', () => {
    expect(oxygen('1.4').value).toEqual({ value: 1.4, qualifier: 'measured' })
    expect(oxygen('<0.2').value).toEqual({ value: 0.2, qualifier: 'below' })
    expect(oxygen('0.2L').value).toEqual({ value: 0.2, qualifier: 'below' })
    expect(oxygen('>20').value).toEqual({ value: 20, qualifier: 'above' })
  })

  it('is possible up to the end of its range and refused beyond', () => {
    const ph = (text: string) => parseIndicator({ text, parameter: 'ph' })
    expect(ph('14').value?.value).toBe(14)
    expect(codes(ph('14.1'))).toEqual(['measurement.implausible'])
    expect(codes(ph('72'))).toEqual(['measurement.implausible'])
  })

  it('is converted by the unit of the header', () => {
    const secchi = (headerUnit: string) => parseIndicator({ text: '0.18', parameter: 'secchiDepth', headerUnit })
    expect(secchi('m').value?.value).toBe(18)
    expect(codes(secchi('mg/L'))).toEqual(['indicator.unit'])
  })

  it('not detected without its limit is doubted', () => {
    expect(codes(oxygen('未检出'))).toEqual(['indicator.limit-missing'])
  })

  it('not measured is absent', () => {
    expect(oxygen('--')).toEqual({ refused: false, remarks: [] })
  })
})
