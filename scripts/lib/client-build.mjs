import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './project.mjs'

/** Everything a build of the client is made of, and by; what is collected follows from it. */
const SOURCES = [
  'scripts/build-client.mjs',
  ...['collect', 'collect-client', 'collect-names'].map((name) => `scripts/lib/${name}.mjs`),
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/.browserslistrc',
  'miniprogram/babel.config.js',
  'shared',
  'package-lock.json',
]
/** What a build goes by besides. */
const VARIABLES = ['GALLERY', 'CLOUDBASE_ENV_ID']
const stampOf = (output) => path.join(root, 'dist', `${output}.sources`)

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
  for (const name of VARIABLES) hash.update(`${name}=${process.env[name] ?? ''}\0`)
  for (const file of SOURCES.flatMap(filesBelow).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

/**
 * Whether `dist/<output>` (`h5`, `weapp`) was built from the sources as they are, and nobody has touched it since.
 */
export function clientIsFresh(output = 'h5') {
  const stamp = stampOf(output)
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === `${sourcesHash()} ${builtHash(output)}`
}

/**
 * Runs a build of `dist/<output>` and remembers what it was made of; a build that fails, or whose sources change
 * meanwhile, is remembered by nobody. @param {() => Promise<boolean>} build @returns {Promise<boolean>} whether it
 * worked
 */
export async function rememberBuild(output, build) {
  const stamp = stampOf(output)
  const hash = sourcesHash()
  fs.rmSync(stamp, { force: true })
  if (!(await build())) return false
  if (sourcesHash() === hash) fs.writeFileSync(stamp, `${hash} ${builtHash(output)}`)
  return true
}

/** Of what lies in `dist/<output>`. */
function builtHash(output) {
  const hash = createHash('sha256')
  for (const file of filesBelow(`dist/${output}`).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

/** Builds the client for the browser. @returns whether it worked; the build says why not */
export async function buildClient() {
  const child = spawn(process.execPath, [path.join(root, 'scripts/build-client.mjs'), 'h5'], {
    stdio: 'inherit',
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  return code === 0
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
