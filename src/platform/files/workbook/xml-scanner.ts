import { damaged } from './problems.ts'

/** What a scanner reports. Names come without their namespace prefix; `attributes` is the raw text, see `attribute`. */
export type XmlEvents = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

export type XmlScanner = { push(text: string): void; end(): void }

/** More than any cell (32,767 characters) or tag can need: beyond it the file is not what it says. */
const longestPieceCharacters = 4_000_000

/**
 * Reports tags and text of an XML document as it passes, in pieces cut anywhere. No tree, no external entities, no DTD:
 * enough for what stands in workbooks, and nothing a hostile file could grow.
 *
 * @throws Problem `workbook.damaged` where a tag never ends
 */
export function createXmlScanner(events: XmlEvents): XmlScanner {
  let rest = ''
  return {
    push(text) {
      rest = scan(rest === '' ? text : rest + text, events)
      if (rest.length > longestPieceCharacters) throw brokenXml()
    },
    end() {
      if (rest.trim() !== '') throw brokenXml()
    },
  }
}

/** Handles all that is complete and returns the piece that is not yet. */
function scan(text: string, events: XmlEvents): string {
  let at = 0
  while (at < text.length) {
    const tagAt = text.indexOf('<', at)
    if (tagAt < 0) return text.slice(at)
    const tagEnd = endOfTag(text, tagAt)
    if (tagEnd < 0) return text.slice(at)
    if (tagAt > at) events.text(decodeEntities(text.slice(at, tagAt)))
    report(text.slice(tagAt + 1, tagEnd - 1), events)
    at = tagEnd
  }
  return ''
}

/** The place behind the tag that begins at `tagAt`; -1 while its end has not come yet. */
function endOfTag(text: string, tagAt: number): number {
  const closing = text.startsWith('<!--', tagAt) ? '-->' : text.startsWith('<![CDATA[', tagAt) ? ']]>' : '>'
  // A piece may be cut inside "<!--" itself: wait until it is clear what begins here.
  if (text.length - tagAt < 9 && text.startsWith('<!', tagAt)) return -1
  const end = text.indexOf(closing, tagAt + 1)
  return end < 0 ? -1 : end + closing.length
}

function report(tag: string, events: XmlEvents): void {
  const first = tag.charCodeAt(0)
  if (first === 33 /* ! */) {
    if (tag.startsWith('![CDATA[')) events.text(tag.slice(8, -2))
    return
  }
  if (first === 63 /* ? */) return
  if (first === 47 /* / */) return events.close(localName(tag.slice(1).trimEnd()))
  const selfClosing = tag.endsWith('/')
  const nameEnd = tag.search(/[\s/]/)
  const name = localName(nameEnd < 0 ? tag : tag.slice(0, nameEnd))
  events.open(name, nameEnd < 0 ? '' : tag.slice(nameEnd, selfClosing ? -1 : undefined))
  if (selfClosing) events.close(name)
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const attributePatterns = new Map<string, RegExp>()

/** The value of an attribute, by its name without prefix; `undefined` where it is absent. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name)
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    attributePatterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  if (found === null) return undefined
  return decodeEntities(found[1] ?? found[2] ?? '')
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return namedEntities[String(name)] ?? String(whole)
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function brokenXml(): Error {
  return damaged('其中的内容不是完整的 XML', 'its content is not complete XML')
}
