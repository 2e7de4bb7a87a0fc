/** Tab and line feed may stand in XML; the other controls may not, and a carriage return would be read as a line feed. */
const allowedControls = new Set(['\t', '\n'])

/**
 * Text as it may stand in XML: `&<>"` as entities; characters that XML forbids the way Excel writes them (`_x000B_`, ECMA-376
 * part 1, 22.9.2.19), and what already looks like that escaped once more, so that reading gives back the same text.
 */
export function xmlText(text: string): string {
  if (!/[&<>"_\ufffe\uffff]|\p{Cc}|\p{Cs}/u.test(text)) return text
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll(/[\ufffe\uffff]|\p{Cc}/gu, control => (allowedControls.has(control) ? control : escaped(control)))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
