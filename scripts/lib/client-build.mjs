import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './project.mjs'

/** Everything the browser's build is made of; what is collected follows from it. */
const SOURCES = [
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/babel.config.js',
  'shared',
  'package-lock.json',
]
const stamp = path.join(root, 'dist/h5.sources')

function filesBelow(name) {
  const full = path.join(root, name)
  if (!fs.existsSync(full)) return []
  if (fs.statSync(full).isFile()) return [name]
  return fs
    .readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== 'collected' && !/\.test\.tsx?$/.test(entry.name))
    .flatMap((entry) => filesBelow(`${name}/${entry.name}`))
}

function sourcesHash() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesBelow).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

/** Whether `dist/h5` was built from the sources as they are. */
export function clientIsFresh() {
  return (
    fs.existsSync(path.join(root, 'dist/h5/index.html')) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === sourcesHash()
  )
}

/** Builds the client for the browser. @returns whether it worked; the build says why not */
export async function buildClient() {
  const hash = sourcesHash()
  fs.rmSync(stamp, { force: true })
  const child = spawn(process.execPath, [path.join(root, 'scripts/build-client.mjs'), 'h5'], {
    stdio: 'inherit',
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) return false
  fs.writeFileSync(stamp, hash)
  return true
}

/** Builds after each change, until `stop` is called. `onBuilt` hears of each new page. */
export function watchClient(onBuilt) {
  const child = spawn(process.execPath, [path.join(root, 'scripts/build-client.mjs'), 'h5', '--watch'], {
    stdio: 'inherit',
  })
  const page = path.join(root, 'dist/h5/index.html')
  fs.watchFile(page, { interval: 500 }, (now) => {
    if (now.size > 0) onBuilt()
  })
  return () => {
    fs.unwatchFile(page)
    child.kill()
  }
}
