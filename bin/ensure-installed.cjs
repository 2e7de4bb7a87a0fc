// Before `npm run demo`, `npm start` and `npm test`: installs what is missing and builds the pages and the program
// where they are older than their sources. Runs under the machine's own Node (20 or newer), before the pinned one is there.
'use strict'
const { execSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const built = require('./built.cjs')

const root = path.join(__dirname, '..')
// Warnings about packages that want a newer Node mean the pinned one, which is not there yet.
const npm = 'npm --no-fund --no-audit --loglevel=error'

function run(command) {
  execSync(command, { cwd: root, stdio: ['ignore', 2, 2] })
}

function isInstalled() {
  const marker = path.join(root, 'node_modules', '.package-lock.json')
  const lock = path.join(root, 'package-lock.json')
  return fs.existsSync(marker) && fs.statSync(marker).mtimeMs >= fs.statSync(lock).mtimeMs - 1000
}

if (!isInstalled()) {
  console.error('正在安装依赖 Installing dependencies ...')
  run(`${npm} ci`)
}
for (const [what, words] of [
  ['pages', '正在构建页面 Building the pages'],
  ['server', '正在构建程序 Building the program'],
]) {
  if (built.isBuilt(what)) continue
  console.error(`${words} ...`)
  run(`${npm} run --silent build:${what}`)
}
