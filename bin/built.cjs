// What `npm run build` makes, and whether it is older than what it is made of. Runs under any Node since 12.
'use strict'
var fs = require('fs')
var path = require('path')

var root = path.join(__dirname, '..')
var made = {
  pages: { file: 'dist/office/index.html', of: ['src'] },
  server: {
    file: 'dist/server/main.js',
    of: ['src', 'example', 'migrations', 'package.json', 'package-lock.json', 'vite.server.config.ts'],
    // No part of the server.
    without: path.join(root, 'src', 'apps'),
  },
}

function newest(place, without) {
  var stat = fs.statSync(place)
  if (!stat.isDirectory()) return stat.mtimeMs
  if (place === without) return 0
  return fs.readdirSync(place).reduce(function (latest, name) {
    return Math.max(latest, newest(path.join(place, name), without))
  }, 0)
}

/** Whether `'pages'` or `'server'` are built, from nothing newer than themselves. */
exports.isBuilt = function (what) {
  var file = path.join(root, made[what].file)
  if (!fs.existsSync(file)) return false
  var at = fs.statSync(file).mtimeMs
  return made[what].of.every(function (source) {
    return newest(path.join(root, source), made[what].without) <= at
  })
}

/** The file that runs the platform and its commands: built, which starts sooner, or where that is older than the sources, those. */
exports.programFile = function () {
  return exports.isBuilt('server') ? path.join(root, made.server.file) : path.join(root, 'src', 'main.ts')
}
