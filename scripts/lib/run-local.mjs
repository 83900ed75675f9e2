import path from 'node:path'
import { buildClient, clientIsFresh, watchClient } from './client-build.mjs'
import { buildFunctions, watchFunctions } from './functions-build.mjs'
import { loadLocalCloud } from './local-build.mjs'
import { formatLine } from './log-lines.mjs'
import { openBrowser } from './open-browser.mjs'
import { dataDirOf, readOptions } from './options.mjs'
import { root } from './project.mjs'

const functionsDir = path.join(root, 'dist/functions')

/** Runs a step and tells how long it took. */
async function step(title, run) {
  process.stdout.write(`· ${title}…`)
  const startedAt = performance.now()
  const result = await run()
  process.stdout.write(` ${((performance.now() - startedAt) / 1000).toFixed(1)} 秒\n`)
  return result
}

function giveUp(error) {
  const known = error.name === 'StartError'
  console.error(`\n✗ ${known ? error.message : (error.stack ?? error)}`)
  process.exit(1)
}

/** In development a function that does not build keeps its last good version: the watcher says what is wrong. */
async function prepareFunctions(dev) {
  try {
    await buildFunctions({ outdir: functionsDir, minify: !dev })
  } catch (error) {
    if (!dev) throw Object.assign(error, { name: 'StartError' })
  }
}

async function prepareClient() {
  if (clientIsFresh()) return console.log('· 客户端没有变化，直接使用')
  console.log('· 构建客户端（第一次大约半分钟）…')
  if (!(await buildClient()))
    throw Object.assign(new Error('客户端构建失败，原因见上。'), { name: 'StartError' })
}

/** Builds, starts, and stays until Ctrl-C. */
export async function runLocal({ dev }) {
  const options = readOptions()
  const dataDir = dataDirOf(options)
  try {
    console.log(`榕铺 Banyan${dev ? '（开发模式）' : ''}`)
    await step('打包云函数', () => prepareFunctions(dev))
    // In development the watcher builds it while the rest already runs.
    if (options.client && !dev) await prepareClient()
    const { startLocalCloud, describeOperation } = await step('打包本地云', loadLocalCloud)
    const cloud = await step('启动', async () => {
      const started = await startLocalCloud({
        dataDir,
        functionsDir,
        port: options.port,
        demo: !options.empty && { size: 'full', levels: options.levels },
        empty: options.empty,
        dev,
        onLog: (line) => console.log(formatLine(line)),
        ...(options.explain && { onOperation: (operation) => console.log(describeOperation(operation)) }),
      })
      await started.runner?.warm()
      return started
    })
    const stopWatching = dev ? await watch(cloud, options) : () => {}
    closeOnSignal(cloud, stopWatching)
    const code = await cloud.ownerCode()
    const lines = [
      `打开  ${cloud.url}`,
      ...(code ? [`开店码  ${code}\n  在手机上填对的人就是店主。用一次就作废，重新启动会换一个。`] : []),
      `数据在 ${path.relative(process.cwd(), dataDir) || dataDir}，按 Ctrl-C 结束`,
    ]
    console.log(`\n${lines.map((line) => `  ${line}\n`).join('\n')}`)
    if (options.open) openBrowser(cloud.url)
  } catch (error) {
    giveUp(error)
  }
}

async function watch(cloud, { client }) {
  let first = true
  const stopFunctions = await watchFunctions({
    outdir: functionsDir,
    onBuilt(_sizes, problem) {
      if (problem) return console.error(problem)
      if (!first) console.log('· 云函数已更新')
      first = false
      cloud.runner?.renew()
    },
  })
  const stopClient = client ? watchClient(() => cloud.reloadPages()) : () => {}
  return async () => {
    stopClient()
    await stopFunctions()
  }
}

function closeOnSignal(cloud, stopWatching) {
  let closing = false
  const close = async () => {
    if (closing) process.exit(1)
    closing = true
    console.log('\n正在关闭…')
    await stopWatching()
    await cloud.close()
    process.exit(0)
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}
