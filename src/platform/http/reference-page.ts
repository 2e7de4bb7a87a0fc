import { permissions } from '../../domain/permissions.ts'
import type { ProblemKind } from '../../domain/problems.ts'
import { fullPath, isBytesBody, isFileAnswer, type Endpoint } from './endpoint.ts'
import { commonProblems } from './problems.ts'

/** The readable page of all endpoints, served at `/api`: plain HTML, no script, both languages side by side. */
export function referencePage(endpoints: readonly Endpoint[], version: string): string {
  const chapters = [...Map.groupBy(endpoints, ({ tag }) => tag)]
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>久清接口 · Jiuqing API</title><style>${style}</style></head><body><header><h1>久清接口 <small>Jiuqing API ${version}</small></h1>
<p>机器可读：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。会话登录用 <code>POST /api/session</code>，程序调用用 <code>Authorization: Bearer 令牌</code>。<br>
<span lang="en">Machine readable: <a href="/api/openapi.json">/api/openapi.json</a>. Sign in with <code>POST /api/session</code>, or send <code>Authorization: Bearer TOKEN</code>.</span></p>
<nav aria-label="章节 chapters">${chapters.map(([tag]) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')} <a href="#problems">problems</a></nav></header>
<main>${chapters.map(([tag, of]) => chapter(tag, of)).join('')}${problemChapter(endpoints)}</main></body></html>`
}

const style = `body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;margin:0 auto;max-width:70rem;padding:1rem 1.25rem 4rem;color:#1d2b33;background:#fff}
h1{font-size:1.6rem}h1 small,h2{font-weight:600}small,[lang=en]{color:#4d5d66}h2{margin:2.2rem 0 .4rem;font-size:1.2rem}a{color:#0b5f73}nav a{margin-right:.8rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #dde5e8}code{font:13px/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.method{display:inline-block;min-width:3.6rem;font-weight:700}@media(max-width:640px){thead{display:none}tr,td{display:block;border:0;padding:.1rem 0}tr{border-bottom:1px solid #dde5e8;padding:.5rem 0}}`

function chapter(tag: string, endpoints: readonly Endpoint[]): string {
  return `<h2 id="${escape(tag)}">${escape(tag)}</h2><table><thead><tr><th>地址 address</th><th>说明 what</th><th>权限 permission</th></tr></thead><tbody>${endpoints.map(row).join('')}</tbody></table>`
}

function row(declared: Endpoint): string {
  const query = declared.query === undefined ? '' : fieldNames(declared.query)
  const body = isBytesBody(declared.body) ? ['文件 file'] : declared.body === undefined ? '' : fieldNames(declared.body)
  const answer = isFileAnswer(declared.answer) ? ` → ${declared.answer.file.map(escape).join(', ')}` : ''
  return `<tr><td><code><span class="method">${declared.method}</span> ${escape(fullPath(declared))}</code></td>
<td>${escape(declared.summary.zh)}<br><span lang="en">${escape(declared.summary.en)}</span>${list('?', query)}${list('{ }', body)}${answer}</td><td>${right(declared)}</td></tr>`
}

function list(label: string, names: readonly string[] | ''): string {
  return names === '' || names.length === 0 ? '' : `<br><code>${label} ${names.map(escape).join(', ')}</code>`
}

function fieldNames(schema: object): readonly string[] {
  return 'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : []
}

function right({ may }: Endpoint): string {
  if (may === 'anyone') return '公开 open'
  if (may === 'signed-in') return '登录 signed in'
  return `${escape(permissions[may].zh)}<br><code>${may}</code>`
}

function problemChapter(endpoints: readonly Endpoint[]): string {
  const kinds: ProblemKind<never>[] = [...commonProblems, ...endpoints.flatMap(({ problems }) => problems ?? [])]
  const unique = [...new Map(kinds.map(kind => [kind.code, kind])).values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const rows = unique.map(
    ({ code, status, title }) =>
      `<tr id="problem-${escape(code)}"><td><code>${escape(code)}</code></td><td>${escape(title.zh)}<br><span lang="en">${escape(title.en)}</span></td><td>${status}</td></tr>`,
  )
  return `<h2 id="problems">problems</h2><table><thead><tr><th>code</th><th>含义 meaning</th><th>HTTP</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
