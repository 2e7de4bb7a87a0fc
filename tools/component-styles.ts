import type { Plugin, Rule } from 'postcss'

/**
 * The components of antd that no page has, and the class that their styles begin with. Its stylesheet holds all of them, so these are
 * left out of what browsers fetch. Whoever begins to use one takes it out here; a test says so.
 */
export const unusedComponents = {
  Affix: 'affix',
  Anchor: 'anchor',
  Avatar: 'avatar',
  Badge: 'badge',
  BorderBeam: 'border-beam',
  Calendar: 'picker-calendar',
  Card: 'card',
  Carousel: 'carousel',
  Cascader: 'cascader',
  ColorPicker: 'color-picker',
  DatePicker: 'picker',
  Descriptions: 'descriptions',
  FloatButton: 'float-btn',
  List: 'list',
  Listy: 'listy',
  Masonry: 'masonry',
  Mentions: 'mentions',
  Popconfirm: 'popconfirm',
  QRCode: 'qrcode',
  Rate: 'rate',
  Result: 'result',
  Ribbon: 'ribbon',
  Slider: 'slider',
  Splitter: 'splitter',
  Statistic: 'statistic',
  Steps: 'steps',
  Switch: 'switch',
  Timeline: 'timeline',
  Tour: 'tour',
  Transfer: 'transfer',
} as const

const classes = Object.values(unusedComponents).join('|')
/** A part of such a component, or the values of antd's own look: ours are written by the theme. */
const unneeded = new RegExp(`^(?:\\.ant-(?:${classes})(?![a-z])|\\.css-var-_R_|\\.data-ant-cssinjs)`)

/**
 * Takes out of antd's stylesheet what no page needs.
 *
 * @example css: { postcss: { plugins: [onlyUsedComponents()] } }
 */
export function onlyUsedComponents(): Plugin {
  return { postcssPlugin: 'jiuqing-only-used-components', Rule: dropUnneeded }
}

function dropUnneeded(rule: Rule): void {
  if (!/antd[\\/]dist[\\/]antd\.css$/.test(rule.source?.input.file ?? '')) return
  const needed = rule.selectors.filter(selector => !unneeded.test(selector.trim()))
  if (needed.length === 0) rule.remove()
  else if (needed.length < rule.selectors.length) rule.selectors = needed
}
