import type { Words } from '../i18n/words.ts'

export const mapWords = {
  label: { zh: '水体分布图', en: 'Map of waters' },
  hint: {
    zh: '方向键移动，加减号缩放；表格中有同样的内容',
    en: 'Arrow keys move, plus and minus zoom; the table holds the same content',
  },
  loading: { zh: '地图加载中', en: 'Loading the map' },
  outlineNote: { zh: '轮廓仅供示意，不作划界依据', en: 'Outlines for orientation only' },
  byColour: { zh: '红黄绿', en: 'Warning' },
  byList: { zh: '清单', en: 'List' },
  byStage: { zh: '阶段', en: 'Stage' },
  colourBy: { zh: '着色依据', en: 'Coloured by' },
  unset: { zh: '未定', en: 'not set' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  noWebgl: {
    zh: '此浏览器不能显示地图（需要 WebGL）。其他内容不受影响。',
    en: 'This browser cannot show the map (it needs WebGL). Everything else works.',
  },
  tilesFailed: { zh: '水体图层没有加载成功', en: 'The waters could not be loaded' },
  tally: (count: number) => ({ zh: `${count} 个水体，点击放大`, en: `${count} waters: click to zoom in` }),
} as const satisfies Words
