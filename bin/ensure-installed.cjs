// Before `npm run demo`, `npm start` and `npm test`: installs what is missing and builds the pages where they are older
// than their sources. Runs under the machine's own Node (20 or newer), before the pinned one is there.
'use strict'
const { execSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '..')
// Warnings about packages that want a newer Node mean the pinned one, which is not there yet.
const npm = 'npm --no-fund --no-audit --loglevel=error'

function run(command) {
  execSync(command, { cwd: root, stdio: ['ignore', 2, 2] })
}

function newest(folder) {
  let latest = 0
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(full) : fs.statSync(full).mtimeMs)
  }
  return latest
}

function isInstalled() {
  const marker = path.join(root, 'node_modules', '.package-lock.json')
  const lock = path.join(root, 'package-lock.json')
  return fs.existsSync(marker) && fs.statSync(marker).mtimeMs >= fs.statSync(lock).mtimeMs - 1000
}

function isBuilt() {
  const page = path.join(root, 'dist', 'office', 'index.html')
  return fs.existsSync(page) && fs.statSync(page).mtimeMs >= Math.max(newest(path.join(root, 'src')), 0)
}

if (!isInstalled()) {
  console.error('正在安装依赖 Installing dependencies ...')
  run(`${npm} ci`)
}
if (!isBuilt()) {
  console.error('正在构建页面 Building the pages ...')
  run(`${npm} run --silent build -- --logLevel warn`)
}
