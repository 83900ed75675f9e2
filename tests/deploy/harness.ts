import { fork, spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { answerOf, createAccount, type TencentAccount } from './tencent/account'
import { startTencentCloud } from './tencent/proxy'

const root = path.resolve(__dirname, '../..')

export interface Deployed {
  code: number | null
  output: string
}

export interface DeployHarness {
  /** The shop's WeChat, WeChat Pay and database. */
  mall: LocalCloud
  account: TencentAccount
  /** Operations that changed the database since it was emptied. */
  writes: string[]
  env: Record<string, string>
  /** A home that the deployment may not leave anything in. */
  home: string
  /** All arguments of all processes that it started. */
  shown(): string
  /** What answers at the environment's domains. */
  site: (path: string, body: string) => Promise<{ status: number; body: string }>
  /** `npm run deploy -- args`. */
  deploy(args?: readonly string[]): Promise<Deployed>
  /** The same without starting a process and building anew each time. */
  deployAgain(options?: Options, env?: Readonly<Record<string, string | undefined>>): Promise<Deployed>
  /** Another environment in the same account. */
  renew(over?: Partial<TencentAccount>): void
  close(): Promise<void>
}

export interface Options {
  check?: boolean
  dryRun?: boolean
  migrate?: boolean
  ownerCode?: boolean
  reseal?: boolean
}

/** The key of personal data of the shop that is deployed. */
export const SHOP_KEY = 'BcIEERx86vWs2GNPYngS3WVnXhfMgO7A5EFm0xZjV6U='

const WRITES = /insert|modify|remove|commitTransaction/i

/** An account at Tencent beside a local cloud, and `npm run deploy` between the two. */
export async function startDeployment(over: Partial<TencentAccount> = {}): Promise<DeployHarness> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-deploy-'))
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-home-'))
  const writes: string[] = []
  const functionsDir = keptFunctions()
  const mall = await startLocalCloud({
    functionsDir,
    timers: false,
    onOperation: ({ action, collection }) => {
      if (WRITES.test(action)) writes.push(`${action} ${collection}`)
    },
  })
  // What opening the database has written is not the deployment's.
  writes.length = 0
  const newAccount = (more: Partial<TencentAccount>) =>
    createAccount({ appId: mall.env['WECHAT_APPID'] ?? '', ...more })
  const account = newAccount(over)
  const cloud = await startTencentCloud(folder, (request) => answerOf(account, request), {
    database: `${mall.url}/admin`,
    site: (url, body) => harness.site(url, body),
  })
  const argumentsFile = path.join(folder, 'arguments.txt')
  fs.writeFileSync(argumentsFile, '')
  const hook = path.join(folder, 'arguments.cjs')
  fs.writeFileSync(
    hook,
    `require('fs').appendFileSync(${JSON.stringify(argumentsFile)}, process.argv.join(' ') + '\\n')`,
  )
  const ofShop = Object.fromEntries(
    Object.entries(mall.env).filter(
      ([name]) => /^(WECHAT|WXPAY)_/.test(name) && name !== 'WECHAT_ENV_VERSION',
    ),
  )
  const env: Record<string, string> = {
    ...ofShop,
    PERSONAL_DATA_KEY: SHOP_KEY,
    CLOUDBASE_ENV_ID: account.envId,
    TENCENTCLOUD_SECRETID: account.secretId,
    TENCENTCLOUD_SECRETKEY: 'test0000000000000000000000000000',
    WXPAY_NOTIFY_URL: `https://${account.gateway.domains[0]?.name}/paynotify`,
  }
  const own = { PATH: process.env['PATH'] ?? '', ...env, ...cloud.env } as unknown as NodeJS.ProcessEnv
  let worker: ChildProcess | undefined
  const harness: DeployHarness = {
    mall,
    account,
    writes,
    env,
    home,
    shown: () => fs.readFileSync(argumentsFile, 'utf8'),
    async site(url, body) {
      const { gateway } = account
      const route = gateway.routes.find((one) => one.path === url)
      if (!gateway.isOn || !route || !account.functions.has(route.function))
        return { status: 404, body: 'INVALID_PATH' }
      const answered = await fetch(`${mall.url}/functions/${route.function}`, { method: 'POST', body })
      return { status: answered.status, body: await answered.text() }
    },
    deploy: (args = []) => run(args, { ...own, HOME: home, NODE_OPTIONS: `--require ${hook}` }),
    deployAgain(options = {}, more = {}) {
      worker ??= fork(path.join(__dirname, 'worker.mjs'), { cwd: root, env: own, execArgv: [] })
      return ask(worker, {
        options: { functionsDir, patienceMs: 300, pauseMs: 1, ...options },
        env: { ...own, ...more },
      })
    },
    renew: (more = {}) => void Object.assign(account, newAccount(more)),
    async close() {
      worker?.kill()
      await cloud.close()
      await mall.close()
      fs.rmSync(folder, { recursive: true, force: true })
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
  return harness
}

function ask(worker: ChildProcess, message: object): Promise<Deployed> {
  return new Promise((resolve, reject) => {
    worker.once('exit', reject)
    worker.once('message', (answer) => {
      worker.off('exit', reject)
      resolve(answer as Deployed)
    })
    worker.send(message)
  })
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Deployed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/deploy.mjs', ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    // Its streams may outlive it.
    child.on('close', (code) => resolve({ code, output }))
  })
}
