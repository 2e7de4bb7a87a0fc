import { parentPort, workerData } from 'node:worker_threads'
import { findBestBundle, type BundleProblem } from './best-bundle.ts'
import { loadSolver } from './solving.ts'

const problem = workerData as BundleProblem // what solving.ts sends
// A thread's port knows no origin: the rule is about windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(findBestBundle(problem, await loadSolver()))
