import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { collections as declared } from '../../cloudfunctions/collected/collections'
import { indexesOf } from '../../cloudfunctions/platform/collections'
import { startLocalCloud, type LocalCloud } from '../../local'
import { testPair } from '../support/keys'
import { startTencentCloud, type CloudRequest } from './tencent-cloud'

const root = path.resolve(__dirname, '../..')

const pair = testPair()
const bare = (pem: string | Buffer) => String(pem).replace(/-----[^-]+-----|\s/g, '')

const account = {
  CLOUDBASE_ENV_ID: 'mall-1a2b3c',
  TENCENTCLOUD_SECRETID: 'AKIDtest0000000000000000000000000000',
  TENCENTCLOUD_SECRETKEY: 'test0000000000000000000000000000',
  WECHAT_APPID: 'wx0000000000000001',
  WECHAT_APPSECRET: 'secret',
  WXPAY_MCHID: '1900000001',
  WXPAY_APIV3_KEY: '0123456789abcdef0123456789abcdef',
  WXPAY_PRIVATE_KEY: bare(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  WXPAY_SERIAL_NO: '5157F09EFDC096DE15EBE81A47057A7200000001',
  WXPAY_PLATFORM_KEYS: JSON.stringify({
    PUB_KEY_ID_0119000000012026010100000001: bare(pair.publicKey.export({ type: 'spki', format: 'pem' })),
  }),
  WXPAY_NOTIFY_URL: 'https://mall-1a2b3c.service.tcloudbase.com/paynotify',
}

function deploy(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/deploy.mjs'], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', ...env } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    // Its streams may outlive it.
    child.on('close', (code) => resolve({ code, output }))
  })
}

const environment = {
  EnvId: account.CLOUDBASE_ENV_ID,
  Alias: 'mall',
  Status: 'NORMAL',
  EnvType: 'baas',
  Region: 'ap-shanghai',
  Databases: [{ InstanceId: 'tnt-1', Status: 'RUNNING', Region: 'ap-shanghai' }],
  Functions: [{ Namespace: account.CLOUDBASE_ENV_ID, Region: 'ap-shanghai' }],
  Storages: [{ Bucket: 'b', Region: 'ap-shanghai', CdnDomain: 'b.tcb.qcloud.la', AppId: '125' }],
}

const shopVariables = ['WECHAT_APPID', 'WECHAT_APPSECRET', 'WXPAY_MCHID']
const functionVariables = Object.keys(account).filter((name) => /^(WECHAT|WXPAY)_/.test(name))

/** An environment in which `orders` is there with one index too many, and no function yet. */
function emptyAccount({ action, body }: CloudRequest): Record<string, unknown> | undefined {
  switch (action) {
    case 'DescribeEnvs':
      return { EnvList: [environment] }
    case 'DescribeEnvInfo':
      return { EnvInfo: { EnvBaseInfo: environment } }
    case 'DescribeTable':
      return body['TableName'] === 'orders'
        ? { Indexes: standing }
        : { Error: { Code: 'ResourceNotFound', Message: 'no such table' } }
    case 'GetFunction':
      return created.has(String(body['FunctionName']))
        ? {
            Status: 'Active',
            FunctionName: body['FunctionName'],
            Triggers: [],
            Environment: { Variables: [] },
          }
        : { Error: { Code: 'ResourceNotFound.Function', Message: 'no such function' } }
    case 'CreateFunction':
      created.add(String(body['FunctionName']))
      return {}
    default:
      return {}
  }
}
const created = new Set<string>()
/** Of orders: one as it is declared, one of other fields, and one that nobody declares. */
const standing = [
  { Name: '_id_', Unique: true, Keys: [{ Name: '_id', Direction: '1' }] },
  {
    Name: 'placed',
    Unique: false,
    Keys: [
      { Name: 'placedAt', Direction: '-1' },
      { Name: '_id', Direction: '-1' },
    ],
  },
  { Name: 'owed_at', Unique: false, Keys: [{ Name: 'placedAt', Direction: '1' }] },
  { Name: 'left_over', Unique: false, Keys: [{ Name: 'buyerId', Direction: '1' }] },
]

describe('npm run deploy', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-deploy-'))
  const argumentsFile = path.join(folder, 'arguments.txt')
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-home-'))
  let cloud: Awaited<ReturnType<typeof startTencentCloud>>
  let mall: LocalCloud
  let result: Awaited<ReturnType<typeof deploy>>
  const sent = (action: string) => cloud.requests.filter((request) => request.action === action)

  beforeAll(async () => {
    // The migrations ask the database: that of a local cloud, which has none pending.
    mall = await startLocalCloud()
    cloud = await startTencentCloud(folder, emptyAccount, `${mall.url}/admin`)
    const hook = path.join(folder, 'arguments.cjs')
    fs.writeFileSync(
      hook,
      `require('fs').appendFileSync(${JSON.stringify(argumentsFile)}, process.argv.join(' ') + '\\n')`,
    )
    result = await deploy({ ...account, ...cloud.env, NODE_OPTIONS: `--require ${hook}`, HOME: home })
  }, 300_000)
  afterAll(async () => {
    await cloud.close()
    await mall.close()
    fs.rmSync(folder, { recursive: true, force: true })
    fs.rmSync(home, { recursive: true, force: true })
  })

  const collections = indexesOf(declared)

  it('succeeds', () => {
    expect(result).toEqual({ code: 0, output: expect.stringContaining('Deployed to') })
  })

  it('creates the collections that are missing, and only those', () => {
    const names = sent('CreateTable').map(({ body }) => body['TableName'])
    expect(names.sort()).toEqual(
      collections
        .map(({ collection }) => collection)
        .filter((name) => name !== 'orders')
        .sort(),
    )
  })

  it('creates every index that is missing and drops none', () => {
    for (const { collection, indexes } of collections) {
      const there = collection === 'orders' ? standing.map(({ Name }) => Name) : []
      const wanted = indexes.filter(({ IndexName }) => !there.includes(IndexName))
      const update = sent('UpdateTable').find(({ body }) => body['TableName'] === collection)
      expect(update?.body['CreateIndexes'] ?? []).toEqual(wanted)
      expect(update?.body['DropIndexes']).toBeUndefined()
    }
    expect(result.output).toContain('; not declared: left_over; not as declared: owed_at\n')
  })

  it('closes every collection to clients', () => {
    expect(sent('ModifyDatabaseACL').map(({ body }) => [body['CollectionName'], body['AclTag']])).toEqual(
      collections.map(({ collection }) => [collection, 'ADMINONLY']),
    )
  })

  it('uploads the five functions with runtime, time-out, memory and variables', () => {
    const functions = sent('CreateFunction').map(({ body }) => body)
    expect(functions.map((body) => body['FunctionName']).sort()).toEqual([
      'distributor',
      'merchant',
      'paynotify',
      'scheduler',
      'storefront',
    ])
    for (const body of functions) {
      expect(body).toMatchObject({ Runtime: 'Nodejs20.19', Handler: 'index.main', MemorySize: 256 })
      const { Variables } = body['Environment'] as { Variables: { Key: string; Value: string }[] }
      expect(Object.fromEntries(Variables.map(({ Key, Value }) => [Key, Value]))).toMatchObject({
        WXPAY_MCHID: account.WXPAY_MCHID,
      })
    }
  })

  it('starts the scheduler every minute', () => {
    const triggers = cloud.requests.filter(({ action }) => /Trigger/.test(action))
    expect(JSON.stringify(triggers)).toContain('0 * * * * * *')
  })

  it('opens the HTTP path of the payment notifications', () => {
    expect(JSON.stringify(cloud.requests)).toContain('/paynotify')
  })

  it('[CONFIG-2] gives the keys of payments to no function that never pays', () => {
    const namesOf = (body: Record<string, unknown>) =>
      (body['Environment'] as { Variables: { Key: string }[] }).Variables.map(({ Key }) => Key)
    expect(sent('CreateFunction').map(({ body }) => body['FunctionName'])).toContain('distributor')
    for (const { body } of sent('CreateFunction')) {
      const wanted = body['FunctionName'] === 'distributor' ? shopVariables : functionVariables
      expect(
        namesOf(body)
          .filter((name) => name in account)
          .sort(),
      ).toEqual([...wanted].sort())
    }
  })

  it('[CONFIG-2] shows no secret among its arguments, and leaves no login behind', () => {
    const shown = fs.readFileSync(argumentsFile, 'utf8')
    expect(shown).toContain('fn deploy')
    for (const name of ['TENCENTCLOUD_SECRETKEY', 'WECHAT_APPSECRET', 'WXPAY_PRIVATE_KEY'] as const) {
      expect(shown.includes(account[name])).toBe(false)
    }
    expect(
      fs.readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => /auth/.test(name)),
    ).toEqual([])
  })

  it('leaves no file with secrets behind', () => {
    expect(fs.existsSync(path.join(root, 'dist/cloudbaserc.deploy.json'))).toBe(false)
  })
})

describe('npm run deploy without its variables', () => {
  it('names what is missing and sends nothing', async () => {
    const { WXPAY_MCHID, CLOUDBASE_ENV_ID, ...rest } = account
    const result = await deploy(rest)
    expect(result.code).toBe(1)
    expect(result.output).toContain('CLOUDBASE_ENV_ID, WXPAY_MCHID')
    expect([WXPAY_MCHID, CLOUDBASE_ENV_ID]).toHaveLength(2)
  })

  it('[CONFIG-1] names what cannot work and sends nothing', async () => {
    const result = await deploy({ ...account, WXPAY_PRIVATE_KEY: 'MIIE' })
    expect(result.code).toBe(1)
    expect(result.output.trim()).toMatch(/^WXPAY_PRIVATE_KEY is no key/)
  })
})
