import { parentPort, workerData } from 'node:worker_threads'
import { findBestBundle, type BundleProblem } from './best-bundle.ts'
import { loadSolver } from './solving.ts'

const problem = workerData as BundleProblem // what solving.ts sends
parentPort?.postMessage(findBestBundle(problem, await loadSolver()))
