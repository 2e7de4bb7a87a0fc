import { mkdirSync, readFileSync, existsSync } from 'node:fs'
import { launchBrowser } from '/work/tree-links/tests/support/browser.ts'
const origin = 'http://127.0.0.1:18203'
const out = '/tmp/links-shots'; mkdirSync(out, { recursive: true })
const ask = async (cookie, method, path, body) => {
  const answer = await fetch(origin + path, { method, headers: { ...(cookie ? { cookie } : {}), origin, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
  const text = await answer.text()
  if (!answer.ok) console.log(method, path, answer.status, text.slice(0, 300))
  return { json: text.startsWith('{') ? JSON.parse(text) : undefined, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] }
}
const signIn = async who => (await ask('', 'POST', '/api/session', { username: who, password: 'Jiuqing-demo-2026' })).cookie
const cookie = await signIn('dianjiang')
const { json: list } = await ask(cookie, 'GET', '/api/waters?search=' + encodeURIComponent('水井大田水塘'))
const water = list.items[0]
console.log(water.id, water.stage, water.longitude, water.latitude, water.regionCode)
const at = (dx, dy) => ({ position: { longitude: water.longitude + dx, latitude: water.latitude + dy }, coordinateSource: 'cgcs2000' })
if (process.argv[2] === 'seed') {
  const rec = async values => (await ask(cookie, 'POST', '/api/surroundings', { values: { regionCode: water.regionCode, ...values } })).json
  const a = await rec({ sort: 'settlement', name: '建安社区三组', people: 460, households: 152, handling: 'connected', livestock: '生猪 35 头', ...at(0.0012, 0.0006) })
  const b = await rec({ sort: 'settlement', name: '建安社区水井湾', people: 118, households: 41, handling: 'none', ...at(-0.001, 0.0011) })
  const c = await rec({ sort: 'settlement', name: '田坝院子', households: 22, ...at(0.0021, -0.0011) })
  const d = await rec({ sort: 'facility', name: '沙坪镇建安污水处理站', kind: 'central', state: 'running', capacityM3PerDay: 20, treatedM3PerDay: 21.5, treatedOn: '2026-10-31', households: 152, operator: '垫江县水务公司', dischargeStandard: 'DB50/848-2021 一级', ...at(0.003, 0.002) })
  const e = await rec({ sort: 'facility', name: '水井湾人工湿地', kind: 'decentralised', state: 'idle', capacityM3PerDay: 8, ...at(-0.002, 0.0014) })
  const f = await rec({ sort: 'facility', name: '沙坪镇污水处理厂', kind: 'pipe-to-town', state: 'building', capacityM3PerDay: 500, ...at(0.006, 0.003) })
  const link = (s, body) => ask(cookie, 'POST', `/api/surroundings/waters/${water.id}/links`, { surroundingId: s.id, sinceOn: '2026-11-01', ...body })
  await link(a, { kind: 'drains-into', source: '现场踏勘' })
  await link(b, { kind: 'drains-into', source: '现场踏勘' })
  await link(d, { kind: 'make-up-water', source: '水务局函' })
  await link(e, { kind: 'treats' })
}
const { json: planned } = await ask(cookie, 'GET', '/api/planning/plans?limit=5')
console.log('plans', planned.items.map(p => [p.waterName, p.state]))
const { json: ws } = await ask(cookie, 'GET', '/api/waters?limit=200')
const listed = ws.items.find(w => w.stage === 'listed' || w.stage === 'planned')
console.log('listed', listed?.name, listed?.stage)
if (listed && planned.items.length === 0) {
  const made = await ask(cookie, 'PUT', `/api/planning/waters/${listed.id}/plan`, { seenVersion: 0, content: { presentState: '水色发黑。', causes: [], measures: [{ measureId: 'sewer-pipe', quantity: 300, costYuan: 90000 }], funding: [], persons: {} } })
  planned.items.push({ id: made.json?.id })
}
const { json: prefill } = await ask(cookie, 'GET', `/api/planning/waters/${water.id}/plan/prefill`)
console.log(prefill?.content?.presentState, JSON.stringify(prefill?.origins?.slice(0, 3)))
const browser = await launchBrowser()
const targets = { page: '/surroundings', water: `/waters/${water.id}`, import: '/surroundings/import', ...(planned.items[0] ? { plan: `/plans/${planned.items[0].id}` } : {}) }
for (const language of ['zh', 'en']) for (const [view, viewport] of Object.entries({ desk: { width: 1440, height: 900 }, phone: { width: 360, height: 640 } })) {
  const context = await browser.newContext({ viewport, locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
  const [name, value] = cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  await context.addInitScript(l => localStorage.setItem('jiuqing.language', l), language)
  const page = await context.newPage()
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) console.log(language, view, m.text().slice(0, 300)) })
  for (const [key, path] of Object.entries(targets)) {
    if (process.argv[3] && !process.argv[3].split(',').includes(key)) continue
    await page.goto(origin + '/office' + path, { waitUntil: 'networkidle' }).catch(e => console.log(String(e).slice(0, 200)))
    await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.ant-skeleton-active'), undefined, {timeout: 20000}).catch(() => {}); await page.waitForTimeout(400)
    if (key === 'water' || key === 'plan') {
      const card = page.locator('#surroundings')
      await card.scrollIntoViewIfNeeded().catch(() => {})
      const how = card.getByText(/怎样算出来的|How this is reckoned/)
      if (view === 'desk') await how.click().catch(e => console.log('no how'))
      await page.waitForTimeout(600)
      if (view === 'desk') await page.setViewportSize({ width: viewport.width, height: 2200 })
      await card.screenshot({ path: `${out}/${key}-${language}-${view}.png`, animations: 'disabled' }).catch(e => console.log(String(e).slice(0, 200)))
      if (view === 'desk') await page.setViewportSize(viewport)
      if (key === 'plan') await page.evaluate(() => scrollTo(0, 0)), await page.screenshot({ path: `${out}/plantop-${language}-${view}.png` })
    } else await page.screenshot({ path: `${out}/${key}-${language}-${view}.png`, fullPage: view === 'phone', animations: 'disabled' })
    if (key === 'page' && view === 'desk') {
      await page.getByRole('button', { name: /^登记$|^Record$/ }).click()
      await page.waitForTimeout(700)
      await page.getByText(/^污水处理设施$|^sewage works$/).last().click().catch(() => {})
      await page.waitForTimeout(300)
      await page.screenshot({ path: `${out}/dialog-${language}-${view}.png`, animations: 'disabled' })
    }
  }
  await context.close()
}
await browser.close()
