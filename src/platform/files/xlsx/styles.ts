/** How a cell looks. Meanings, not colours: the colours stand in one place below and are readable in grey as well. */
export const cellStyles = [
  'plain',
  'text',
  'title',
  'header',
  'needed-header',
  'refused',
  'warned',
  'explained',
  'link',
  'date',
  'month',
  'date-time',
  'refused-date',
  'warned-date',
] as const
export type CellStyle = (typeof cellStyles)[number]

type Look = {
  readonly font: 'plain' | 'bold' | 'title' | 'link' | 'refused'
  readonly fill: 'none' | 'grey' | 'blue' | 'red' | 'amber' | 'pale'
  /** Built in: 0 general, 49 text; own: 164 to 166. */
  readonly format: 0 | 49 | 164 | 165 | 166
  readonly bordered?: true
  readonly wrapped?: true
  readonly centred?: true
}

const looks = {
  plain: { font: 'plain', fill: 'none', format: 0 },
  text: { font: 'plain', fill: 'none', format: 49 },
  title: { font: 'title', fill: 'none', format: 0 },
  header: { font: 'bold', fill: 'grey', format: 49, bordered: true, wrapped: true, centred: true },
  'needed-header': { font: 'bold', fill: 'blue', format: 49, bordered: true, wrapped: true, centred: true },
  refused: { font: 'refused', fill: 'red', format: 0, bordered: true },
  warned: { font: 'plain', fill: 'amber', format: 0, bordered: true },
  explained: { font: 'plain', fill: 'pale', format: 49, wrapped: true },
  link: { font: 'link', fill: 'none', format: 49 },
  date: { font: 'plain', fill: 'none', format: 164 },
  month: { font: 'plain', fill: 'none', format: 165 },
  'date-time': { font: 'plain', fill: 'none', format: 166 },
  'refused-date': { font: 'refused', fill: 'red', format: 164, bordered: true },
  'warned-date': { font: 'plain', fill: 'amber', format: 164, bordered: true },
} as const satisfies Record<CellStyle, Look>

const fonts = {
  plain: '<sz val="11"/><name val="等线"/><family val="2"/>',
  bold: '<b/><sz val="11"/><name val="等线"/><family val="2"/>',
  title: '<b/><sz val="16"/><name val="等线"/><family val="2"/>',
  link: '<u/><sz val="11"/><color rgb="FF0B5394"/><name val="等线"/><family val="2"/>',
  refused: '<b/><sz val="11"/><color rgb="FF7F0000"/><name val="等线"/><family val="2"/>',
} as const satisfies Record<Look['font'], string>

const fills = {
  none: '<patternFill patternType="none"/>',
  grey: solid('FFE7E6E6'),
  blue: solid('FFD6E4F0'),
  red: solid('FFF8CBAD'),
  amber: solid('FFFFEB9C'),
  pale: solid('FFF7F7F7'),
} as const satisfies Record<Look['fill'], string>

const fontNames = Object.keys(fonts)
/** Excel reserves fill 1 for the grey 12.5 % pattern, whatever stands there. */
const fillNames = ['none', 'reserved', ...Object.keys(fills).filter(name => name !== 'none')]

function solid(colour: string): string {
  return `<patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill>`
}

/** Index of a style in the sheet's `s` attribute. */
export function styleIndex(style: CellStyle): number {
  return cellStyles.indexOf(style)
}

export function isWrapped(style: CellStyle): boolean {
  const look: Look = looks[style]
  return look.wrapped ?? false
}

/** The part `xl/styles.xml`. */
export function stylesXml(): string {
  const line = '<color rgb="FFBFBFBF"/>'
  const sides = ['left', 'right', 'top', 'bottom'].map(side => `<${side} style="thin">${line}</${side}>`).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>\
<fonts count="${fontNames.length}">${Object.values(fonts)
    .map(font => `<font>${font}</font>`)
    .join('')}</fonts>\
<fills count="${fillNames.length}">${fillNames.map(fillXml).join('')}</fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${sides}<diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="${cellStyles.length}">${cellStyles.map(formatXml).join('')}</cellXfs>\
<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

function fillXml(name: string): string {
  if (name === 'reserved') return '<fill><patternFill patternType="gray125"/></fill>'
  const known: Readonly<Record<string, string>> = fills
  return `<fill>${known[name] ?? fills.none}</fill>`
}

function formatXml(style: CellStyle): string {
  const look: Look = looks[style]
  const alignment = [
    'vertical="center"',
    ...(look.wrapped ? ['wrapText="1"'] : []),
    ...(look.centred ? ['horizontal="center"'] : []),
  ]
  return `<xf numFmtId="${look.format}" fontId="${fontNames.indexOf(look.font)}" fillId="${fillNames.indexOf(look.fill)}" borderId="${look.bordered ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignment.join(' ')}/></xf>`
}
