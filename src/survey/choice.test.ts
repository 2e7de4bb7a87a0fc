import { describe, expect, it } from 'vitest'
import { Problem } from '../domain/problems.ts'
import { division, divisionTable } from '../places/divisions.ts'
import { chooseVillages } from './choice.ts'

const table = divisionTable('2023', [
  division('50', '重庆市'),
  division('500231', '垫江县'),
  division('500231102', '沙坪镇'),
  division('500231102001', '建设社区居委会'),
  division('500231102201', '毕桥村委会'),
  division('500231102202', '凉水村委会'),
  division('500231102501', '农场生活区'),
  division('500118', '永川区'),
  division('500118101', '朱沱镇'),
  division('500118101200', '汉东村委会'),
])

const choose = (choice: Partial<Parameters<typeof chooseVillages>[2]>, region = '500231000000') =>
  chooseVillages(table, region, { filter: 'all', codes: [], except: [], ...choice })

describe('chooseVillages', () => {
  it('takes every village and community of the division, and none of its neighbour', () => {
    expect(choose({})).toEqual(['500231102001', '500231102201', '500231102202', '500231102501'])
    expect(choose({}, '500000000000')).toHaveLength(5)
    expect(choose({}, '500231102201')).toEqual(['500231102201'])
  })

  it('leaves residents’ committees out where only village committees are asked for, but for those named', () => {
    const committees = { filter: 'village-committees' } as const
    expect(choose(committees)).toEqual(['500231102201', '500231102202', '500231102501'])
    expect(choose({ ...committees, codes: ['500231102001'], except: ['500231102202'] })).toEqual([
      '500231102001',
      '500231102201',
      '500231102501',
    ])
  })

  it('takes only those named where a list is asked for', () => {
    expect(choose({ filter: 'listed', codes: ['500231102202'] })).toEqual(['500231102202'])
    expect(choose({ filter: 'listed' })).toEqual([])
  })

  it('refuses a code that is no village of the division', () => {
    for (const code of ['500118101200', '500231102000', '500231102299']) {
      expect(() => choose({ codes: [code] })).toThrow(Problem)
      expect(() => choose({ except: [code] })).toThrow(Problem)
    }
  })
})
