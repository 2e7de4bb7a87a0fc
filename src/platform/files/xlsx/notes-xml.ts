import { parseAddress } from '../workbook/address.ts'
import { xmlText } from './xml-text.ts'

export type Note = { readonly address: string; readonly text: string }

/** The part `xl/comments1.xml`: what the notes say. */
export function commentsXml(notes: readonly Note[]): string {
  const each = notes.map(
    ({ address, text }) =>
      `<comment ref="${address}" authorId="0"><text><r><t xml:space="preserve">${xmlText(text)}</t></r></text></comment>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>久清</author></authors><commentList>${each.join('')}</commentList></comments>`
}

/** The part `xl/drawings/vmlDrawing1.vml`: where the notes are drawn. Excel shows no note without it (ECMA-376 part 4, 19). */
export function vmlXml(notes: readonly Note[]): string {
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\
${notes.map(shapeXml).join('')}</xml>`
}

function shapeXml({ address }: Note, at: number): string {
  const { row, column } = parseAddress(address) ?? { row: 1, column: 0 }
  return `<v:shape id="_x0000_s${1025 + at}" type="#_x0000_t202" style="position:absolute;width:260pt;height:90pt;z-index:${at + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:textbox/>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 15, ${row - 1}, 2, ${column + 4}, 31, ${row + 4}, 1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
}
