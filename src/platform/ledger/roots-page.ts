import { commonChain } from '../facts/append.ts'
import type { DailyRoot } from './format.ts'

export type RootsShown = {
  /** The closed day shown; `undefined` before the first. */
  readonly date: string | undefined
  readonly before: string | undefined
  readonly after: string | undefined
  readonly roots: readonly DailyRoot[]
  readonly nameOf: (chain: string) => string | undefined
}

/** The public page of daily roots: plain HTML, no script, both languages side by side. */
export function rootsPage({ date, before, after, roots, nameOf }: RootsShown): string {
  const day = (to: string | undefined, zh: string, en: string) =>
    to === undefined ? '' : `<a href="/ledger?date=${to}">${zh} <span lang="en">${en}</span></a>`
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>操作记录日根 · Daily roots</title><style>${style}</style></head><body><header><h1>操作记录日根 <small lang="en">Daily roots of the ledger</small></h1>
<p>每次操作都是散列链上的一环。每天结束时（北京时间）公布各链最后一环的哈希：保存下来，日后即可证明此前的历史是否被改写过。</p>
<p lang="en">Everything done is a link of a hash chain. At the end of each day in China the last hash of every chain is published: whoever keeps it can show later whether the history before was rewritten.</p>
<nav aria-label="日期 days">${day(before, '← 前一天', 'day before')}${day(after, '后一天 →', 'day after')}</nav></header>
<main>${date === undefined ? none : table(date, roots, nameOf)}</main>
<footer><p><a href="/ledger/roots.json${date === undefined ? '' : `?date=${date}`}" download="roots-${date ?? 'none'}.json">下载 JSON <span lang="en">Save as JSON</span></a>
<a href="/ledger/verify.html" download>离线校验网页 <span lang="en">Stand-alone verifying page</span></a></p>
<p><code>jiuqing verify EXPORT --against roots.json</code></p></footer></body></html>`
}

const none = `<p>尚无已结束的日期，明天起公布。<br><span lang="en">No day has ended yet: the first roots appear tomorrow.</span></p>`

const columns = {
  chain: '链 <span lang="en">chain</span>',
  facts: '记录数 <span lang="en">facts</span>',
  hash: '末条哈希 <span lang="en">last hash</span>',
  date: '最近变动日 <span lang="en">last grew</span>',
} as const

/** On a phone every row is a card, and each value carries the label that stands above its column elsewhere. */
function table(date: string, roots: readonly DailyRoot[], nameOf: RootsShown['nameOf']): string {
  const rows = roots.map(root => {
    const named = root.chain === commonChain ? '公共 <span lang="en">common</span>' : escape(nameOf(root.chain) ?? '')
    return `<tr><th scope="row">${named} <span class="code">${root.chain}</span></th>${cell('facts', String(root.facts))}${cell('hash', `<code>${root.hash}</code>`)}${cell('date', root.date)}</tr>`
  })
  const heads = Object.entries(columns).map(([name, label]) => `<th scope="col" class="${name}">${label}</th>`)
  return `<h2>${date}</h2><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

function cell(name: keyof typeof columns, content: string): string {
  return `<td class="${name}"><span class="label">${columns[name]}</span> ${content}</td>`
}

const style = `body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;margin:0 auto;max-width:70rem;padding:1rem 1.25rem 4rem;color:#1d2b33;background:#fff}
h1{font-size:1.6rem;margin:.5rem 0}small,[lang=en],.code{color:#4d5d66;font-weight:400}h1 small{font-size:1rem}h2{margin:1.4rem 0 .4rem;font-size:1.2rem}a{color:#0b5f73}nav a,footer a{display:inline-block;margin-right:1.4rem;padding:.3rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #dde5e8}thead th,.date,.code{white-space:nowrap}.facts{text-align:right;font-variant-numeric:tabular-nums}
code{font:12px/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}.label{display:none}
@media(max-width:640px){body{padding:.5rem 1rem 3rem}h1 small{display:block}thead{display:none}table,tbody{display:block}
tr{display:grid;grid-template-columns:1fr 1fr;gap:.15rem .8rem;padding:.7rem 0;border-bottom:1px solid #dde5e8}tr:first-child{border-top:1px solid #dde5e8}
th,td{display:block;border:0;padding:0}tr th,.hash{grid-column:1/-1}.hash{order:1}.facts{text-align:left}.label{display:block;font-size:13px;color:#4d5d66}}`

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
