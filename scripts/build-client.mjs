/**
 * Builds the client: `node scripts/build-client.mjs <weapp|h5> [--watch] [--if-changed] [--release]`. A release for
 * WeChat opens the environment of `CLOUDBASE_ENV_ID`: without one a phone takes the first that the mini-program has
 * ever had.
 * Afterwards parses every chunk (a wrong transform can write code no engine reads while the build reports
 * success) and prints the sizes. WeChat's limit is 2 MB a package; ours for what every buyer loads before anything is
 * seen is tighter: for the main package, and for the scripts and styles of a browser's first page.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'acorn'
import { clientIsFresh, rememberBuild } from './lib/client-build.mjs'
import { collect } from './lib/collect.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const project = path.join(root, 'miniprogram')
/** 620 KB is the most that the main package may ever have, see docs/design-system.md. */
const limits = { mainBytes: 500 * 1024, wholeBytes: 3 * 1024 * 1024, firstBytes: 600 * 1024 }

const [target, ...flags] = process.argv.slice(2)
if (target !== 'weapp' && target !== 'h5') {
  console.error('usage: node scripts/build-client.mjs <weapp|h5> [--watch]')
  process.exit(2)
}
if (
  target === 'weapp' &&
  flags.includes('--release') &&
  !/^[a-z][\w-]{2,60}$/.test(process.env.CLOUDBASE_ENV_ID ?? '')
) {
  console.error(
    '✗ CLOUDBASE_ENV_ID is missing: a release opens the environment that was deployed to, such as mall-1a2b3c\n' +
      '  CLOUDBASE_ENV_ID=mall-1a2b3c npm run build:weapp (for a trial without: node scripts/build-client.mjs weapp)',
  )
  process.exit(2)
}
const output = path.join(root, 'dist', (process.env.GALLERY === '1' ? 'gallery-' : '') + target)

/** Taro takes the folder it is started in for the project. */
function runTaro() {
  const inTerminal = process.stdout.isTTY === true
  return new Promise((resolve) => {
    const taro = path.join(root, 'node_modules/@tarojs/cli/bin/taro')
    const child = spawn(process.execPath, [taro, 'build', '--type', target, '--disable-global-config'], {
      cwd: project,
      stdio: inTerminal ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', TARO_ENV: target },
    })
    // Without a terminal its progress bar is thousands of lines: a heartbeat instead, all of it on failure.
    let log = ''
    child.stdout?.on('data', (chunk) => (log += chunk))
    child.stderr?.on('data', (chunk) => (log += chunk))
    let seconds = 0
    const heartbeat = setInterval(() => {
      seconds += 5
      if (!inTerminal) console.log(`  building ${target}, ${seconds} s`)
    }, 5000)
    child.on('exit', (code) => {
      clearInterval(heartbeat)
      const failed = code !== 0 || /^(ERROR in|Module not found|SassError)|✖ Webpack/m.test(plain(log))
      if (failed) console.error(plain(log).split('\n').slice(-60).join('\n'))
      resolve(failed ? code || 1 : 0)
    })
  })
}

// eslint-disable-next-line no-control-regex
const plain = (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')

/** Two builds of one target would write into each other's output and cache: the second waits. */
async function takeTurn() {
  const lock = path.join(root, 'node_modules/.cache', `client-${path.basename(output)}.lock`)
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  for (let said = false; ; said = true) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch {
      if (!isAlive(Number(fs.existsSync(lock) && fs.readFileSync(lock, 'utf8'))))
        fs.rmSync(lock, { force: true })
      else if (!said) console.log(`  another ${target} build is running, waiting for it`)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  const release = () => fs.rmSync(lock, { force: true })
  process.once('exit', release)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  return () => {
    process.off('exit', release)
    release()
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

function filesOf(folder) {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath ?? entry.path, entry.name)
      return { name: path.relative(folder, file).split(path.sep).join('/'), bytes: fs.statSync(file).size }
    })
}

/**
 * Taro writes its templates for reading, and for every attribute that WeChat knows: without indentation, and without
 * what pulls a `ScrollView` down (our pages are pulled, not parts of them), the main package is 4 KB smaller.
 */
function compactTemplates() {
  for (const { name } of filesOf(output).filter(({ name }) => name.endsWith('.wxml'))) {
    const file = path.join(output, name)
    const text = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(
      file,
      text
        .replace(/>\s+</g, '><')
        .replace(/"\s+(?=[\w:-]+=)/g, '" ')
        .replace(/ (bind)?refresher[\w-]*="[^"]*"/g, '')
        .trim(),
    )
  }
}

function brokenChunks(files) {
  const broken = []
  for (const { name } of files) {
    if (!name.endsWith('.js')) continue
    try {
      parse(fs.readFileSync(path.join(output, name), 'utf8'), { ecmaVersion: 'latest', sourceType: 'script' })
    } catch (error) {
      broken.push(`${name}: ${error.message}`)
    }
  }
  return broken
}

/** Named in miniprogram/config. */
const isOfFirstPage = (name) => /^(chunk|css)\/first\./.test(name)

const kb = (bytes) => `${(bytes / 1024).toFixed(1).padStart(8)} KB`

/** Prints the sizes and returns what is wrong with the build. */
function inspect() {
  const files = filesOf(output)
  if (files.length === 0) return ['nothing was built']
  const problems = brokenChunks(files).map((line) => `does not parse: ${line}`)
  const whole = files.reduce((sum, file) => sum + file.bytes, 0)

  if (target === 'weapp') {
    const config = JSON.parse(fs.readFileSync(path.join(output, 'app.json'), 'utf8'))
    const roots = (config.subPackages ?? config.subpackages ?? []).map((entry) =>
      entry.root.replace(/\/$/, ''),
    )
    const sizes = new Map(roots.map((name) => [name, 0]))
    const ownerOf = (file) => roots.find((name) => file.name.startsWith(`${name}/`))
    for (const file of files) {
      const owner = ownerOf(file)
      if (owner) sizes.set(owner, sizes.get(owner) + file.bytes)
    }
    const mainFiles = files.filter((file) => !ownerOf(file)).sort((a, b) => b.bytes - a.bytes)
    const main = mainFiles.reduce((sum, file) => sum + file.bytes, 0)
    console.log(`\n${kb(main)}  main package, of it`)
    for (const file of mainFiles.slice(0, 8)) console.log(`${kb(file.bytes)}    ${file.name}`)
    for (const [name, bytes] of sizes) console.log(`${kb(bytes)}  ${name}`)
    if (main > limits.mainBytes) problems.push(`main package above ${kb(limits.mainBytes).trim()}`)
    if (whole > limits.wholeBytes) problems.push(`whole package above ${kb(limits.wholeBytes).trim()}`)
  } else {
    const page = fs.readFileSync(path.join(output, 'index.html'), 'utf8')
    const loaded = files
      .filter(({ name }) => /\.(js|css)$/.test(name) && (page.includes(`"./${name}"`) || isOfFirstPage(name)))
      .sort((a, b) => b.bytes - a.bytes)
    const first = loaded.reduce((sum, file) => sum + file.bytes, 0)
    console.log(`\n${kb(first)}  scripts and styles before the first page, of it`)
    for (const file of loaded) console.log(`${kb(file.bytes)}    ${file.name}`)
    if (!loaded.some(({ name }) => isOfFirstPage(name))) problems.push('no chunk of the first page')
    if (first > limits.firstBytes) problems.push(`first load above ${kb(limits.firstBytes).trim()}`)
  }
  console.log(`${kb(whole)}  ${target}, ${files.length} files`)
  return problems
}

async function build() {
  const startedAt = process.hrtime.bigint()
  collect()
  const release = await takeTurn()
  const code = await runTaro()
    .then((ended) => {
      if (ended === 0) compactTemplates()
      return ended
    })
    .finally(release)
  const problems = code === 0 ? inspect() : [`Taro ended with ${code}`]
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  for (const problem of problems) console.error(`✗ ${problem}`)
  console.log(`${problems.length ? '✗' : '✓'} ${target} in ${seconds.toFixed(1)} s`)
  return problems.length === 0
}

/** Builds again after each change; with the cache this takes a few seconds, and the output is the real one. */
async function watch() {
  let dirty = true
  let wake = () => {}
  for (const folder of [path.join(project, 'src'), path.join(root, 'shared')]) {
    fs.watch(folder, { recursive: true }, () => {
      dirty = true
      wake()
    })
  }
  for (;;) {
    if (!dirty) await new Promise((resolve) => (wake = resolve))
    await new Promise((resolve) => setTimeout(resolve, 150))
    dirty = false
    await build()
  }
}

if (flags.includes('--watch')) await watch()
else if (flags.includes('--if-changed') && clientIsFresh(path.basename(output)))
  console.log(`✓ ${target} is built from the sources as they are`)
else process.exit((await rememberBuild(path.basename(output), build)) ? 0 : 1)
