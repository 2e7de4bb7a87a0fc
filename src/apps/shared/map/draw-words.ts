import { many } from '../../../domain/many.ts'
import type { Words } from '../i18n/words.ts'

export const drawWords = {
  kind: { zh: '图形类型', en: 'Kind of shape' },
  point: { zh: '点', en: 'Point' },
  line: { zh: '线', en: 'Line' },
  polygon: { zh: '面', en: 'Outline' },
  pointHint: { zh: '点击地图定位', en: 'Click the place on the map' },
  lineHint: { zh: '沿水流方向逐点点击，可拖动点修改', en: 'Click along the flow; drag a point to move it' },
  polygonHint: { zh: '沿水边逐点点击，可拖动点修改', en: 'Click along the shore; drag a point to move it' },
  undo: { zh: '撤销一点', en: 'Undo point' },
  clear: { zh: '清除图形', en: 'Clear' },
  vertices: (count: number) => ({ zh: `${count} 个点`, en: many(count, 'point', 'points') }),
  area: { zh: '图上面积', en: 'Area' },
  length: { zh: '图上长度', en: 'Length' },
  typed: { zh: '输入坐标（经度, 纬度，每行一点）', en: 'Type coordinates (longitude, latitude, one point a line)' },
  typedHint: { zh: '十进制度，CGCS2000', en: 'Decimal degrees, CGCS2000' },
  take: { zh: '采用这些坐标', en: 'Use these coordinates' },
  faultyLine: (line: number, text: string) => ({
    zh: `第 ${line} 行“${text}”不是“经度, 纬度”`,
    en: `Line ${line}, "${text}", is not "longitude, latitude"`,
  }),
} as const satisfies Words
