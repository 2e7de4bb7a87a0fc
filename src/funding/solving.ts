import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import highsModule from 'highs'
import { productFolder } from '../platform/product-folder.ts'
import { writeModel, type Model } from './bundle-model.ts'
import type { BundleOutcome, BundleProblem, SolveModel } from './best-bundle.ts'

/**
 * Branch-and-bound nodes before the search ends with the best found so far. A count and not a time: the same input gives the same bundle on
 * a fast machine and on a slow one.
 */
const mostNodes = 20_000

const options = {
  output_flag: false,
  random_seed: 0,
  threads: 1,
  mip_rel_gap: 0,
  // Gains are whole numbers: less than one apart is equal.
  mip_abs_gap: 0.999,
  mip_max_nodes: mostNodes,
  mip_feasibility_tolerance: 1e-9,
  primal_feasibility_tolerance: 1e-9,
} as const

// The package's types describe its CommonJS build; as a module its default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default

/** Solves on this thread, which it blocks for as long as it takes: for workers, benches and tests. */
export async function loadSolver(): Promise<SolveModel> {
  const highs = await loadHighs()
  return model => {
    const { Status: status, Columns: columns } = highs.solve(writeModel(model), options)
    if (status === 'Infeasible') return undefined
    const ones = Object.entries(columns).flatMap(([name, column]) =>
      'Primal' in column && column.Primal > 0.5 ? [name] : [],
    )
    if (status === 'Optimal') return { ones: new Set(ones), proven: true }
    if (ones.length > 0) return { ones: new Set(ones), proven: false }
    // At its limit, before it found anything.
    if (status === 'Unknown') return 'unfound'
    throw new Error(`the solver ended with "${status}"`)
  }
}

/** The optimum where every variable may be a fraction: no bundle reaches more. */
export async function boundOf(model: Model): Promise<number> {
  const highs = await loadHighs()
  return highs.solve(writeModel(model, { relaxed: true }), { output_flag: false }).ObjectiveValue
}

/** Finds the best bundle on a thread of its own, so that the server answers others meanwhile. One after another: each takes a core. */
export function findBundleAside(problem: BundleProblem): Promise<BundleOutcome> {
  const next = waiting.then(() => askWorker(problem))
  waiting = next.catch(() => undefined) // the caller hears of it; whoever waits goes on
  return next
}

let waiting: Promise<unknown> = Promise.resolve()

function askWorker(problem: BundleProblem): Promise<BundleOutcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(productFolder, 'src/funding/solving-worker.ts'), { workerData: problem })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`the solver's thread ended with ${code}`)))
  })
}
