import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** Slices in the order of a water's life: each may call those above it. See CONTRIBUTING, "Imports". */
const slices = [
  'people', 'places', 'notices', 'waters', 'duties', 'monitoring', 'survey', 'identification', 'register', 'surroundings', 'planning',
  'funding', 'works', 'experts', 'acceptance', 'patrol', 'relapse', 'publication', 'assessment',
] as const // prettier-ignore

/** Pure zones and the pure files of every slice: they may not reach database, HTTP or anything that is not a plain value. */
const pureNames = new Set(['contract', 'rules'])

type Verdict = string | undefined

/**
 * Judges one import.
 *
 * @param from file that imports, relative to the repository, as in `src/survey/store.ts`
 * @param to file imported, likewise
 * @returns why it is not allowed, or `undefined`
 */
export function judgeImport(from: string, to: string): Verdict {
  const here = roomOf(from)
  const there = roomOf(to)
  if (from.endsWith('.test.ts') || there === undefined || here === undefined) return undefined
  if (here.zone === 'domain') return there.zone === 'domain' ? undefined : 'domain imports only domain'
  if (here.zone === 'standards' || here.zone === 'policy') return judgeFromRules(here.zone, there)
  if (here.zone === 'apps') return judgeFromApps(to, there)
  if (here.zone === 'platform') return judgeFromPlatform(there)
  if (here.slice !== undefined) return judgeFromSlice(from, to, here.slice, there)
  return judgeFromOutside(here.zone, to, there)
}

type Room = { readonly zone: string; readonly slice?: string }

function roomOf(file: string): Room | undefined {
  const parts = file.split('/')
  if (parts[0] !== 'src') return undefined
  const zone = parts[1] ?? ''
  return (slices as readonly string[]).includes(zone)
    ? { zone, slice: zone }
    : { zone: parts.length > 2 ? zone : 'main' } // widened to ask for membership
}

function judgeFromRules(zone: string, there: Room): Verdict {
  return ['domain', 'standards', 'policy'].includes(there.zone)
    ? undefined
    : `${zone} imports only domain, standards and policy`
}

function judgeFromApps(to: string, there: Room): Verdict {
  if (['apps', 'domain', 'standards', 'policy'].includes(there.zone)) return undefined
  if (to === 'src/platform/http/endpoint.ts' || isPure(to)) return undefined
  return 'apps import only contract, rules, domain, standards, policy and the endpoint type: ask an endpoint for the rest'
}

function judgeFromPlatform(there: Room): Verdict {
  return ['platform', 'domain', 'policy'].includes(there.zone)
    ? undefined
    : 'platform imports only domain and policy: it knows no slice'
}

function judgeFromSlice(from: string, to: string, slice: string, there: Room): Verdict {
  if (isComposition(to, there)) return 'slices do not import the composition'
  if (there.zone === 'apps' || there.zone === 'integrations') return `slices do not import ${there.zone}`
  if (there.zone === 'reports' && !isPure(to)) return 'slices do not import reports'
  if (isPureFile(from) && there.zone === 'platform' && to !== 'src/platform/http/endpoint.ts') {
    return 'contract and rules are pure: of the platform only http/endpoint.ts'
  }
  if (there.slice === undefined || there.slice === slice) return undefined
  if (isPure(to)) return undefined
  if (order(there.slice) > order(slice))
    return `${slice} comes before ${there.slice} in a water's life: append a fact and let its jobs react`
  return undefined
}

function judgeFromOutside(zone: string, to: string, there: Room): Verdict {
  if (there.zone === 'apps') return `${zone === 'main' ? 'the server does' : `${zone} do`} not import apps`
  if ((zone === 'reports' || zone === 'integrations') && isComposition(to, there))
    return `${zone} do not import the composition`
  return undefined
}

/** What puts the slices together, and the commands, which load that. */
function isComposition(to: string, { zone }: Room): boolean {
  return (zone === 'main' && to !== 'src/command.ts') || zone === 'commands'
}

function order(slice: string): number {
  return (slices as readonly string[]).indexOf(slice) // widened to ask for membership
}

function isPureFile(file: string): boolean {
  return pureNames.has(file.split('/').at(-1)?.replace(/\.ts$/, '') ?? '')
}

function isPure(file: string): boolean {
  return isPureFile(file)
}

const importPattern =
  /(?:import|export)\s[^'"]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]|import\s+['"](\.[^'"]+)['"]/g

/** Every relative import of a file, as paths relative to the repository. */
export function importsOf(file: string, text: string): readonly string[] {
  return [...text.matchAll(importPattern)].map(match =>
    normalize(join(dirname(file), match[1] ?? match[2] ?? match[3] ?? ''))
      .split(sep)
      .join('/'),
  )
}

/** A target put together while running goes past every wall; `import()` in a comment does not. */
const computedPattern = /\bimport\(\s*(?:(?!['")\s])|(['"])[^'"]*\1\s*[^\s,)])/

/** Loads the migrations by the names of their files. */
const mayCompute = new Set(['src/platform/db/migrate.ts'])

/** SQL is written only in the owner's store: the query builder's verbs and its `sql` elsewhere are refused. */
const sqlPattern =
  /\b(?:selectFrom|insertInto|updateTable|deleteFrom)\(|import\s*\{[^}]*\bsql\b[^}]*\}\s*from\s+['"]kysely['"]/

export function findFaults(files: Iterable<{ readonly file: string; readonly text: string }>): readonly string[] {
  const faults: string[] = []
  for (const { file, text } of files) {
    for (const target of importsOf(file, text)) {
      const why = judgeImport(file, target)
      if (why !== undefined) faults.push(`${file} imports ${target}: ${why}`)
    }
    if (computedPattern.test(text) && !mayCompute.has(file)) {
      faults.push(`${file} imports something computed: name it in quotes, so that the walls hold`)
    }
    if (leavesSqlToStores(file) && sqlPattern.test(text)) {
      faults.push(`${file} writes SQL: move the query to store.ts or a *-store.ts of the slice that owns the table`)
    }
  }
  return faults
}

function leavesSqlToStores(file: string): boolean {
  const room = roomOf(file)
  if (room === undefined || file.endsWith('.test.ts')) return false
  if (room.slice !== undefined) return !/store[^/]*\.ts$/.test(file)
  return room.zone === 'reports' || room.zone === 'commands'
}

if (import.meta.main) {
  const files = globSync('src/**/*.{ts,tsx}').map(path => ({
    file: path.split(sep).join('/'),
    text: readFileSync(path, 'utf8'),
  }))
  const faults = findFaults(files)
  for (const fault of faults) console.error(fault)
  console.error(
    faults.length === 0 ? `import walls: ${files.length} files, sound` : `import walls: ${faults.length} faults`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}
