import { chinaMinute } from '../../domain/dates.ts'
import { personWords, type PersonLabel } from '../../domain/person-label.ts'
import type { Bilingual, Citation } from '../../domain/words.ts'
import type { HistoryEntry, Water } from '../../waters/contract.ts'
import { areaMethods, sourceKinds } from '../../waters/contract.ts'
import { outlineSketch } from './outline-sketch.ts'
import { factsOfWater, shapeOfWater } from './sheet-facts.ts'

/** One verdict as the sheet words it. */
export type SheetVerdict = {
  /** YYYY-MM-DD */
  readonly on: string
  readonly by: PersonLabel
  readonly words: Bilingual
  readonly citations: readonly Citation[]
}

export type SheetPhoto = {
  readonly caption: string
  /** JPEG, made small; `undefined` where the picture cannot be shown. */
  readonly jpeg: Uint8Array | undefined
  /** Of the file as it was taken in. */
  readonly sha256: string
}

export type SheetContent = {
  readonly water: Water
  readonly history: readonly HistoryEntry[]
  readonly photos: readonly SheetPhoto[]
  readonly verdicts: readonly SheetVerdict[]
  /** Names of the water's causes. */
  readonly causes: readonly Bilingual[]
  /** YYYY-MM-DD */
  readonly printedOn: string
}

/** One water, one file (一水一档): a page of HTML that needs nothing else, to print on A4. */
export function waterSheet(content: SheetContent): string {
  const { water, printedOn } = content
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${text(`${water.code} ${water.name}`)}</title>
<style>${style}</style></head><body><header><h1>农村黑臭水体一水一档</h1><p>${text(water.name)}（${text(water.code)}）</p></header>
${water.invented ? '<p class="example">示例数据，并非真实水体 Example data, not a real water</p>' : ''}
<section class="head">${table(factsOfWater(water, content.causes, 'zh'))}<figure>${sketch(water)}</figure></section>
${section('识别判定', verdicts(content.verdicts))}${section('监管与编号', numbers(water))}${section('周边污染源', sources(water))}
${section('面积记录', areas(water))}${section('需要核对', findings(water))}${section('照片', photos(content.photos))}
${section('履历', history(content.history))}<footer>打印日期 ${printedOn}。版本 ${water.version}。久清 Jiuqing</footer></body></html>`
}

const style = `@page{size:A4;margin:16mm}*{box-sizing:border-box}body{font:10.5pt/1.5 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1a1a1a;max-width:178mm;margin:0 auto}
h1{font-size:18pt;margin:0}h2{font-size:12pt;margin:14pt 0 4pt;border-bottom:1px solid #888}header p{font-size:13pt;margin:2pt 0 8pt}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:2pt 5pt;text-align:left;vertical-align:top}th{background:#eef3f5;font-weight:600;width:24%}
thead th{width:auto}tr,figure{break-inside:avoid}figure{margin:8pt 0}svg{width:90mm;height:auto;border:1px solid #999}.photos{display:flex;flex-wrap:wrap;gap:6mm}
.photos img{width:82mm;height:auto}figcaption,footer,small{color:#555;font-size:9pt}.example{border:2px solid #a8071a;color:#a8071a;padding:4pt;font-weight:700}footer{margin-top:12pt}`

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What people typed, made harmless. */
function text(value: string | number): string {
  return String(value).replaceAll(/[&<>"']/g, character => escapes[character] ?? '')
}

function table(rows: readonly (readonly [string, string | undefined])[]): string {
  const cells = rows.map(
    ([name, value]) => `<tr><th>${text(name)}</th><td>${value === undefined ? '—' : text(value)}</td></tr>`,
  )
  return `<table>${cells.join('')}</table>`
}

function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${title}</h2>${content}</section>`
}

function listing(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const head = heads.map(name => `<th>${text(name)}</th>`).join('')
  const body = rows.map(row => `<tr>${row.map(cell => `<td>${text(cell)}</td>`).join('')}</tr>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

function sketch(water: Water): string {
  const shape = shapeOfWater(water)
  if (shape === undefined) return '<figcaption>位置未知 Position unknown</figcaption>'
  return `${outlineSketch(shape)}<figcaption>水体轮廓示意，CGCS2000</figcaption>`
}

function verdicts(given: readonly SheetVerdict[]): string {
  return given
    .map(({ on, by, words, citations }) => {
      const sources = citations.map(cite).join('；')
      return `<p>${text(on)} ${text(personWords(by).zh)}：${text(words.zh)}<br><small>${text(words.en)}</small><br><small>${text(sources)}</small></p>`
    })
    .join('')
}

function cite({ title, clause, confidence }: Citation): string {
  return `${title} ${clause}${confidence === 'to-be-confirmed' ? '（待确认 to be confirmed）' : ''}`
}

function numbers(water: Water): string {
  return listing(
    ['发放单位', '编号', '发放日期'],
    water.numbers.map(({ issuer, number, issuedOn }) => [issuer, number, issuedOn]),
  )
}

function sources(water: Water): string {
  return listing(
    ['类型', '名称', '数量', '说明'],
    water.sources.map(({ kind, name, quantity, quantityUnit, note }) => [
      sourceKinds[kind].zh,
      name,
      quantity === undefined ? '' : `${quantity} ${quantityUnit ?? ''}`,
      note ?? '',
    ]),
  )
}

function areas(water: Water): string {
  return listing(
    ['登记时间', '面积（平方米）', '来源', '面积日期'],
    water.areas.map(({ recordedAt, areaM2, method, on }) => [
      recordedAt.slice(0, 10),
      String(areaM2),
      areaMethods[method].zh,
      on ?? '',
    ]),
  )
}

function findings(water: Water): string {
  const items = water.findings.map(({ zh }) => `<li>${text(zh)}</li>`).join('')
  return items === '' ? '' : `<ul>${items}</ul>`
}

function photos(given: readonly SheetPhoto[]): string {
  const figures = given.map(({ caption, jpeg }) => {
    if (jpeg === undefined)
      return `<figure><p>图片无法显示 Picture cannot be shown</p><figcaption>${text(caption)}</figcaption></figure>`
    const address = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
    return `<figure><img src="${address}" alt="${text(caption)}"><figcaption>${text(caption)}</figcaption></figure>`
  })
  return figures.length === 0 ? '' : `<div class="photos">${figures.join('')}</div>`
}

function history(entries: readonly HistoryEntry[]): string {
  return listing(
    ['时间', '事项', '人员', '理由'],
    entries.map(({ at, words, actor, reason }) => [
      chinaMinute(new Date(at)),
      words.zh,
      personWords(actor).zh,
      reason ?? '',
    ]),
  )
}
