import { Problem } from '../../domain/problems.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import { readRoots, verifyLedger, type DailyRoot, type LedgerReport } from '../../platform/ledger/rules.ts'
import { browserTools, sourceOf } from './tools.ts'
import { words } from './words.ts'

/** What the page shows below the choosing of files. */
type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'working'; readonly percent: number; readonly facts: number }
  | { readonly kind: 'failed'; readonly words: Bilingual }
  | { readonly kind: 'done'; readonly name: string; readonly report: LedgerReport }

type Roots = { readonly roots: readonly DailyRoot[]; readonly words: Bilingual | undefined; readonly fault: boolean }

let language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
let shown: Shown = { kind: 'nothing' }
let kept: Roots = { roots: [], words: undefined, fault: false }
let file: File | undefined
/** A file chosen while another is under way: the older answer is dropped. */
let run = 0

const app = document.querySelector('#app')
const say = (text: Bilingual) => text[language]
const count = (value: number) => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')

async function verify(chosen: File): Promise<void> {
  file = chosen
  const mine = ++run
  const show = (next: Shown) => {
    if (mine !== run) return
    shown = next
    render()
  }
  show({ kind: 'working', percent: 0, facts: 0 })
  try {
    const report = await verifyLedger(sourceOf(chosen), browserTools, {
      against: kept.roots,
      onProgress: ({ facts, part }) => show({ kind: 'working', percent: Math.floor(part * 100), facts }),
    })
    show({ kind: 'done', name: chosen.name, report })
  } catch (error) {
    show({ kind: 'failed', words: error instanceof Problem ? error.words() : unreadable(error) })
  }
}

function unreadable(error: unknown): Bilingual {
  const why = error instanceof Error ? error.message : String(error)
  return { zh: `${words.failed.zh}：${why}`, en: `${words.failed.en}: ${why}` }
}

async function keepRoots(chosen: File): Promise<void> {
  const roots = readRoots(await chosen.text())
  kept =
    roots === undefined
      ? { roots: [], words: words.rootsUnreadable, fault: true }
      : { roots, words: words.rootsKept(String(roots.length)), fault: false }
  render()
  if (file !== undefined) await verify(file)
}

type Child = Node | string
type Attributes = Readonly<Record<string, string>>

function element(tag: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

// The two fields stay in the page while everything else is drawn anew, so that the focus is never lost.
const exportInput = fileInput('export', '.tar,application/x-tar', chosen => void verify(chosen))
const rootsInput = fileInput('roots', '.json,application/json', chosen => void keepRoots(chosen))
const languageButton = element('button', { type: 'button', class: 'language' })
languageButton.addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh'
  render()
})
const head = element('header', {})
const chooser = element('section', { class: 'panel choose' })
const outcome = element('main', { 'aria-live': 'polite' })

function fileInput(id: string, accept: string, take: (chosen: File) => void): HTMLInputElement {
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', id, accept })
  input.addEventListener('change', () => {
    const [chosen] = input.files ?? []
    if (chosen !== undefined) take(chosen)
  })
  return input
}

function start(): void {
  app?.append(head, chooser, outcome)
  document.addEventListener('dragover', event => {
    event.preventDefault()
    chooser.classList.add('over')
  })
  document.addEventListener('dragleave', () => chooser.classList.remove('over'))
  document.addEventListener('drop', event => {
    event.preventDefault()
    chooser.classList.remove('over')
    for (const dropped of event.dataTransfer?.files ?? []) {
      void (dropped.name.endsWith('.json') ? keepRoots(dropped) : verify(dropped))
    }
  })
  render()
}

function render(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = `久清 · ${say(words.title)}`
  languageButton.textContent = say(words.language)
  languageButton.lang = language === 'zh' ? 'en' : 'zh-CN'
  keepInPlace(head, [element('h1', {}, say(words.title)), languageButton, element('p', {}, say(words.lead))])
  keepInPlace(chooser, [
    fieldOf(exportInput, words.choose, file?.name, element('p', { class: 'quiet drop' }, say(words.drop))),
    fieldOf(rootsInput, words.roots, undefined, element('p', { class: 'quiet' }, say(words.rootsWhy)), ...rootsRead()),
  ])
  outcome.replaceChildren(...outcomeOf(shown))
}

/** The browser words its own button in its own language, so the label is the button. */
function fieldOf(
  input: HTMLInputElement,
  label: Bilingual,
  chosen: string | undefined,
  ...below: readonly Node[]
): Node {
  const button = element('label', { for: input.id }, say(label))
  return element(
    'div',
    { class: 'field' },
    input,
    button,
    ...(chosen === undefined ? [] : [element('p', {}, chosen)]),
    ...below,
  )
}

/** Taking a field out of the page and back keeps what it holds, but not the focus. */
function keepInPlace(parent: HTMLElement, children: readonly Node[]): void {
  const focused = document.activeElement
  parent.replaceChildren(...children)
  if (focused instanceof HTMLElement && parent.contains(focused)) focused.focus()
}

function rootsRead(): readonly Node[] {
  if (kept.words === undefined) return []
  return [element('p', { class: kept.fault ? 'bad' : 'good' }, say(kept.words))]
}

function outcomeOf(now: Shown): readonly Node[] {
  if (now.kind === 'nothing') return []
  if (now.kind === 'working') {
    const { percent, facts } = now
    return [
      element(
        'section',
        { class: 'panel' },
        element('p', {}, say(words.working(String(percent), count(facts)))),
        element('progress', { max: '100', value: String(percent), 'aria-label': say(words.title) }),
      ),
    ]
  }
  if (now.kind === 'failed') return [element('section', { class: 'verdict red' }, element('h2', {}, say(now.words)))]
  return reportOf(now.report, now.name)
}

function reportOf(report: LedgerReport, name: string): readonly Node[] {
  const title = report.sound ? words.sound : words.unsound(count(report.faultCount))
  const when = new Date(report.exportedAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return [
    element(
      'section',
      { class: `verdict ${report.sound ? 'green' : 'red'}` },
      element('h2', {}, say(title)),
      element('p', {}, `${name} · ${say(words.exportedAt(when))}`),
    ),
    figuresOf(report),
    ...(report.sound ? [] : [faultsOf(report)]),
    chainsOf(report),
    element('p', { class: 'quiet caveat' }, say(words.caveat)),
  ]
}

function figuresOf({ facts, soundFacts, links, personal, photos, roots }: LedgerReport): HTMLElement {
  const beside = (value: number, label: Bilingual) => (value === 0 ? '' : `${count(value)} ${say(label)}`)
  const figure = (value: string, label: Bilingual, ...notes: readonly string[]) =>
    element(
      'div',
      { class: 'figure' },
      element('dt', {}, say(label)),
      element('dd', {}, value, ...notes.filter(note => note !== '').map(note => element('small', {}, note))),
    )
  return element(
    'dl',
    { class: 'panel figures' },
    figure(count(facts), words.facts),
    figure(count(soundFacts), words.soundFacts),
    ...(links === 0 ? [] : [figure(count(links), words.links, say(words.linksWhy))]),
    figure(
      count(personal.kept),
      words.personal,
      beside(personal.erased, words.erased),
      beside(personal.withheld, words.withheld),
    ),
    figure(photos === null ? say(words.noPhotos) : `${count(photos.sound)} / ${count(photos.expected)}`, words.photos),
    figure(count(roots.checked), words.rootsChecked, beside(roots.elsewhere, words.rootsElsewhere)),
  )
}

function faultsOf({ faults, faultCount }: LedgerReport): HTMLElement {
  const listed = faults.map(fault =>
    element('li', {}, element('b', {}, chainName(fault.chain)), ` ${say(fault.words)}`),
  )
  const rest = faultCount - faults.length
  return element(
    'section',
    { class: 'panel' },
    element('h2', {}, say(words.faults)),
    element('ol', { class: 'faults' }, ...listed),
    ...(rest === 0 ? [] : [element('p', { class: 'quiet' }, say(words.more(count(rest))))]),
  )
}

function chainName(chain: string): string {
  if (chain === '') return say(words.whole)
  return chain === '000000' ? `${chain} ${say(words.common)}` : chain
}

function chainsOf({ chains }: LedgerReport): HTMLElement {
  const headings = [words.chain, words.facts, words.result, words.head].map(text =>
    element('th', { scope: 'col' }, say(text)),
  )
  const rows = chains.map(({ chain, facts, faults, hash }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, chainName(chain)),
      element('td', { class: 'number' }, count(facts)),
      element(
        'td',
        { class: faults === 0 ? 'good' : 'bad' },
        say(faults === 0 ? words.good : words.bad(count(faults))),
      ),
      element('td', {}, element('code', {}, hash)),
    ),
  )
  return element(
    'section',
    { class: 'panel' },
    element('h2', {}, say(words.chains)),
    element('table', {}, element('thead', {}, element('tr', {}, ...headings)), element('tbody', {}, ...rows)),
  )
}

start()
