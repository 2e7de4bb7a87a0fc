#!/usr/bin/env node
// A plain launcher: starts the pinned runtime on the built program, or on the sources where that is older. Runs under any
// Node since 12, so it keeps to old syntax.
'use strict'
var spawn = require('child_process').spawn
var fs = require('fs')
var path = require('path')
var programFile = require('./built.cjs').programFile

var root = path.join(__dirname, '..')
var runtime = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (!fs.existsSync(runtime)) {
  console.error('缺少运行环境，请先在 ' + root + ' 运行 npm ci。')
  console.error('The pinned runtime is missing: run npm ci in ' + root + ' first.')
  process.exit(1)
}

// Here and not in the program alone: so that not even its first file is compiled anew.
var env = Object.assign({ NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'jiuqing') }, process.env)
var child = spawn(runtime, [programFile()].concat(process.argv.slice(2)), {
  env: env,
  stdio: 'inherit',
})
;['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
  process.on(signal, function () {
    child.kill(signal)
  })
})
child.on('exit', function (code, signal) {
  process.exit(signal ? 1 : code)
})
