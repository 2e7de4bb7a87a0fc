import { fullCode } from '../../domain/regions.ts'
import type { DivisionTable } from '../divisions.ts'
import { defineZone } from '../zones/zones.ts'
import type { NewZone, Zone } from '../zones/zones.ts'
import { shippedChongqing } from './chongqing.ts'

const definitions: readonly (Omit<NewZone, 'statisticalTowns'> & { readonly towns: readonly string[] })[] = [
  {
    code: '500171',
    name: '万盛经开区',
    source: '綦江区所辖 2 街道 8 镇，2012 年起由市直接管理；代码 500171 为本系统按统计代码规则自编',
    confidence: 'to-be-confirmed',
    towns: ['500110004', '500110005', '500110100', '500110101', '500110102', '500110103', '500110104', '500110105', '500110106', '500110107'], // prettier-ignore
  },
  {
    code: '500172',
    name: '重庆高新区',
    source: '直管园：沙坪坝区 3 街道 1 镇、九龙坡区 6 镇，2020 年起一体化管理；代码 500172 为本系统按统计代码规则自编',
    confidence: 'secondary',
    towns: ['500106016', '500106017', '500106020', '500106108', '500107103', '500107104', '500107105', '500107106', '500107107', '500107108'], // prettier-ignore
  },
]

/**
 * The two functional zones of Chongqing that report like counties, over the towns of the shipped edition. Which towns belong was read
 * in secondary sources (`confidence`); the zone codes are the product's own. A city edits them as data.
 */
export function shippedChongqingZones(table: DivisionTable = shippedChongqing()): readonly Zone[] {
  const zones: Zone[] = []
  for (const { towns, ...rest } of definitions) {
    zones.push(defineZone(table, { ...rest, statisticalTowns: towns.map(fullCode) }, zones))
  }
  return zones
}

/** Those of the shipped zones whose towns are all in an edition: a later one may have merged or renumbered some. */
export function proposedChongqingZones(table: DivisionTable): readonly Zone[] {
  return definitions
    .filter(({ towns }) => towns.every(code => table.byCode.has(fullCode(code))))
    .map(({ towns, ...rest }) => defineZone(table, { ...rest, statisticalTowns: towns.map(fullCode) }))
}
