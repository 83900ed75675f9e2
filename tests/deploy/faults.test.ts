import { createPrivateKey } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import selfsigned from 'selfsigned'
import { randomBytes, some } from '../support/seed'
import { LOCAL_PERSONAL_KEY } from '../../local/personal'
import { createPersonal, readPersonalKey } from '../../cloudfunctions/platform/personal'
import { SHOP_KEY, startDeployment, type DeployHarness } from './harness'
import { table } from './tencent/database'

/** Deployments into environments that are not as they should be, and ones that die. */

let at: DeployHarness
beforeAll(async () => void (at = await startDeployment()), 300_000)
afterEach(() => at.renew())
afterAll(() => at.close())

/** The lines that stop a deployment, without their cures. */
const wrongIn = (output: string): string[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('✗'))
    .map((line) => line.slice(2))

describe('--check', () => {
  const check = async (env: Readonly<Record<string, string | undefined>> = {}) => {
    at.writes.length = 0
    const { code, output } = await at.deployAgain({ check: true }, env)
    expect(at.account.changes).toBe(0)
    expect(at.writes).toEqual([])
    return { code, output, wrong: wrongIn(output) }
  }

  it('[DEPLOY-1] all that is wrong is said at once, each with its cure, and nothing is changed', async () => {
    at.renew({
      status: 'UNAVAILABLE',
      databaseStatus: 'ISOLATE',
      appId: 'wx9999999999999999',
      source: 'qcloud',
    })
    at.account.expiresAt = '2020-01-01 00:00:00'
    at.account.functions.set('merchant', {
      Runtime: 'Nodejs16.13',
      Handler: 'index.main',
      MemorySize: 256,
      Timeout: 20,
      Description: '',
      variables: [],
      triggers: [],
      zip: 'UEs=',
      comingUp: 0,
    })
    const { code, output, wrong } = await check({
      WXPAY_MCHID: undefined,
      WXPAY_PRIVATE_KEY: './apiclient_key.pem',
      WXPAY_NOTIFY_URL: 'http://shop.example.com/paynotify',
      WECHAT_ENV_VERSION: 'beta',
    })
    expect(code).toBe(1)
    expect(wrong).toEqual([
      'WXPAY_MCHID is missing',
      'WECHAT_ENV_VERSION is release, trial or develop',
      'WXPAY_PRIVATE_KEY is the path of a file: give what stands in the file',
      'WXPAY_NOTIFY_URL is no https address',
      'the environment mall-1a2b3c is UNAVAILABLE',
      `the environment mall-1a2b3c does not belong to the mini-program ${at.env['WECHAT_APPID']}`,
      'the environment’s database is ISOLATE',
      'the function merchant runs on Nodejs16.13, the mall needs Nodejs20.19, and a runtime cannot be changed',
    ])
    const lines = output.split('\n')
    for (const line of wrong) expect(lines[lines.indexOf(`✗ ${line}`) + 1]).toMatch(/^ {4}\S/)
    expect(output).toContain('! the environment was not opened from a mini-program')
    expect(output).toContain('! the environment is paid until 2020-01-01 00:00:00 only')
    expect(output).not.toContain('Nothing was changed.\n')
  })

  it('[DEPLOY-1] what WeChat, WeChat Pay and the certificate refuse is said before anything is changed', async () => {
    const privateKey = createPrivateKey({
      key: Buffer.from(at.env['WXPAY_PRIVATE_KEY']!, 'base64'),
      format: 'der',
      type: 'pkcs8',
    })
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const { cert } = selfsigned.generate([{ name: 'commonName', value: 'another' }], { keySize: 2048 })
    const { wrong, output } = await check({
      WECHAT_APPSECRET: 'another',
      WXPAY_SERIAL_NO: 'ABCDEF0123456789ABCDEF0123456789ABCDEF01',
      WXPAY_PRIVATE_KEY: pem.replace(/\n/g, '\\n'),
      WXPAY_CERTIFICATE: cert,
      WXPAY_NOTIFY_URL: 'https://another.service.tcloudbase.com/paynotify',
    })
    expect(wrong).toEqual([
      'WXPAY_NOTIFY_URL: the environment has no domain another.service.tcloudbase.com',
      'WXPAY_SERIAL_NO is not the serial number of the certificate',
      expect.stringContaining('WeChat does not answer: 40125'),
      expect.stringContaining('WeChat Pay does not take the merchant’s signed question'),
    ])
    expect(output).toContain('WXPAY_SERIAL_NO and WXPAY_PRIVATE_KEY do not belong together')
  })

  it('[CONFIG-1] with a key that cannot work nothing is deployed', async () => {
    const { code, output } = await at.deployAgain({}, { WXPAY_PRIVATE_KEY: 'MIIE' })
    expect({ code, changes: at.account.changes }).toEqual({ code: 1, changes: 0 })
    expect(wrongIn(output)).toEqual([expect.stringMatching(/^WXPAY_PRIVATE_KEY is no key/)])
    expect(output).toContain('Nothing was changed: put right what is marked')
  })

  it('[DEPLOY-1] another’s environment, one that is none and a key that is none have a sentence each', async () => {
    const other = { CLOUDBASE_ENV_ID: 'another-9z8y' }
    expect((await check(other)).output).toContain('There are: mall-1a2b3c (mall).')
    const key = { TENCENTCLOUD_SECRETID: 'AKIDother' }
    expect((await check(key)).wrong).toEqual(['Tencent does not know the API key'])
  })

  it('[DEPLOY-1] what is not opened at WeChat is a matter for a person', async () => {
    at.mall.wechat.leave('trade_managed', false)
    at.mall.wechat.leave('trade_confirmed', false)
    const { code, output } = await check()
    at.mall.wechat.leave('trade_managed', true)
    at.mall.wechat.leave('trade_confirmed', true)
    expect(code).toBe(0)
    expect(output).toContain('! 发货信息管理 is not open')
    expect(output).toContain('! 交易结算管理 is not confirmed')
  })
})

describe('what the cloud does not do', () => {
  it('[DEPLOY-4] what it does not do ends a deployment with a sentence, and the next one goes on', async () => {
    const { account } = at
    const orders = table({ neverBuilt: new Set(['placed']) })
    account.tables.set('orders', orders)
    const fails = async () => {
      const { code, output } = await at.deployAgain()
      expect(code).toBe(1)
      return output
    }
    // In the order of the steps: each gets as far as the next fault.
    expect(await fails()).toContain('orders: the index(es) placed were not built')
    orders.neverBuilt.clear()
    account.failFirst = 'no memory left'
    account.losesTimers = true
    expect(await fails()).toMatch(/the function \w+ is CreateFailed|no memory left/)
    expect(await fails()).toContain('the timer everyMinute of scheduler was not made')
    account.losesTimers = false
    account.losesRule = true
    expect(await fails()).toContain('the functions’ security rule was not kept')
    account.losesRule = false
    account.losesStorage = true
    expect(await fails()).toContain('the storage’s rule was not kept')
    account.losesStorage = false
    expect(await at.deployAgain()).toMatchObject({ code: 0 })
    const { changes } = account
    expect((await at.deployAgain()).output).toContain('nothing was changed')
    expect(account.changes).toBe(changes)
  })
})

describe('older and newer environments', () => {
  it('HTTP access of before, and permissions by policies, which a person has to set', async () => {
    at.renew({ policies: true })
    at.account.gateway.calls = 'old'
    const result = await at.deployAgain()
    expect(result.code).toBe(0)
    expect(at.account.gateway).toMatchObject({
      isOn: true,
      routes: [{ path: '/paynotify', function: 'paynotify', auth: false }],
    })
    expect(at.account.rule).toBeUndefined()
    expect(result.output).toContain('the environment decides by policies (OPA)')
    expect((await at.deployAgain()).output).toContain('nothing was changed')
  })

  it('a shop that has not opened 发货信息管理 is deployed, and told so', async () => {
    at.mall.wechat.leave('shipping_calls', false)
    await at.mall.db.remove('deployed', {})
    const result = await at.deployAgain()
    at.mall.wechat.leave('shipping_calls', true)
    expect(result.code).toBe(0)
    expect(result.output).toContain('! 发货信息管理 is not open')
    expect(result.output).toContain('发货信息管理: open it')
    expect(result.output).toContain('48001 api unauthorized')
    expect((await at.deployAgain()).output).toContain('· the message on shipping opens')
  })

  it('a rule of the storage that somebody has written is theirs, and said', async () => {
    at.account.storage = 'CUSTOM'
    const result = await at.deployAgain()
    expect(result.code).toBe(0)
    expect(at.account.storage).toBe('CUSTOM')
    expect(result.output).toContain('the storage has a rule of its own')
    at.account.storage = 'PRIVATE'
    expect((await at.deployAgain()).output).toContain('storage: everybody reads, functions alone write')
    expect(at.account.storage).toBe('ADMINWRITE')
  })

  it('a path that leads elsewhere is not taken away from it', async () => {
    at.account.gateway.routes.push({
      domain: at.account.gateway.domains[0]!.name,
      path: '/paynotify',
      function: 'theirs',
      auth: false,
    })
    const result = await at.deployAgain()
    expect(result).toMatchObject({ code: 1 })
    expect(result.output).toContain('the path /paynotify leads to theirs already')
  })

  it('notifications that do not arrive are said', async () => {
    at.account.functions.clear()
    const lost = await at.deployAgain({}, { WXPAY_NOTIFY_URL: 'https://pay.example.com/elsewhere/paynotify' })
    expect(wrongIn(lost.output)).toEqual(['WXPAY_NOTIFY_URL does not end with /paynotify'])
    const isOn = at.site
    at.site = () => Promise.resolve({ status: 200, body: 'hello' })
    const answered = await at.deployAgain({}, { WXPAY_NOTIFY_URL: 'https://pay.example.com/paynotify' })
    at.site = isOn
    expect(answered.code).toBe(1)
    expect(wrongIn(answered.output)).toEqual([
      expect.stringContaining('pay.example.com/paynotify answers 200 instead of our 400'),
    ])
  })
})

describe('a deployment that dies', () => {
  it('[DEPLOY-2] one that dies is continued by the next', async () => {
    const whole = await at.deployAgain()
    expect(whole.code).toBe(0)
    const steps = at.account.changes
    expect(steps).toBeGreaterThan(40)
    const wanted = standing()
    for (const dieAt of some(
      Array.from({ length: steps }, (_, i) => i + 1),
      2,
    )) {
      at.renew({ dieAt })
      const died = await at.deployAgain()
      expect({ dieAt, code: died.code }).toEqual({ dieAt, code: 1 })
      expect(await at.deployAgain()).toMatchObject({ code: 0 })
      expect({ dieAt, ...standing() }).toEqual({ dieAt, ...wanted })
    }
  })

  /** All that a deployment has made, however it came about. */
  function standing() {
    const { tables, functions, rule, gateway } = at.account
    const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      tables: sorted(tables).map(([name, { acl, indexes }]) => [
        name,
        acl,
        indexes.map(({ Name }) => Name).sort(),
      ]),
      functions: sorted(functions).map(([name, { zip: _, comingUp: __, ...one }]) => [name, one]),
      rule,
      gateway,
    }
  }
})

test('no part of the deployment runs a command of its own', () => {
  const folder = 'scripts/lib/deploy'
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mjs'))
  expect(files.length).toBeGreaterThan(15)
  for (const name of files)
    expect(fs.readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/child_process|writeFile/)
})

describe('the key of personal data', () => {
  const ours = readPersonalKey(SHOP_KEY)
  const another = readPersonalKey(randomBytes(32).toString('base64'))
  const check = (env: Readonly<Record<string, string | undefined>>) => at.deployAgain({ check: true }, env)
  const problem = (missing: string, given: string) =>
    `PERSONAL_DATA_KEY is not the key that this shop’s data is sealed with: ${missing} is missing, given is ${given}`
  const note = () => at.mall.db.get('deployed', 'personal-keys')
  const swap = { PERSONAL_DATA_KEY: another.text, PERSONAL_DATA_KEYS_OLD: `"${ours.text}"\n` }
  const alone = { PERSONAL_DATA_KEY: another.text }
  const NOTES = ['personal-keys', 'personal-key-of-functions'] as const
  const noNotes = async () => {
    for (const _id of NOTES) await at.mall.db.remove('deployed', { _id })
  }
  /** Calls that began before the functions got their key have ended. */
  const later = () => at.mall.db.change('deployed', { _id: NOTES[1] }, { at: 0 })
  const sealedBy = (key: typeof ours, of: string, where: string) =>
    createPersonal({ current: key, old: [] }).seal({ in: where, of, at: 'address.receiver' }, { name: '林' })
  const putOrder = (id: string, key: typeof ours, placedAt: number) => {
    const address = { province: '', city: '', district: '', receiver: sealedBy(key, id, 'orders') }
    return at.mall.db.insert('orders', { _id: id, slot: id, placedAt, address } as never)
  }
  afterEach(async () => {
    await at.mall.db.remove('orders', {})
    await at.mall.db.remove('distributors', {})
    await noNotes()
  })

  it('[SEAL-8] one that is none, or that everybody knows, is refused without its value', async () => {
    for (const [key, wrong] of [
      [undefined, 'PERSONAL_DATA_KEY is missing'],
      [
        'not-a-key',
        'PERSONAL_DATA_KEY is no key of 32 bytes in base64: make one with `openssl rand -base64 32`',
      ],
      [`"${LOCAL_PERSONAL_KEY}"`, 'PERSONAL_DATA_KEY is the one of the local cloud, which everybody knows'],
    ] as const) {
      const { code, output } = await check({ PERSONAL_DATA_KEY: key })
      expect({ code, wrong: wrongIn(output) }).toEqual({ code: 1, wrong: [wrong] })
      if (key) expect(output).not.toContain(key)
    }
  })

  it('[SEAL-8] another than the shop’s is refused before anything is changed, and goes with the old one beside it', async () => {
    await noNotes()
    expect((await at.deployAgain()).output).toContain(`sealed with the key ${ours.id} from now on`)
    expect((await check({})).output).toContain(`✓ personal data: the key ${ours.id} opens it`)

    const refused = await at.deployAgain({}, alone)
    expect(refused.code).toBe(1)
    expect(wrongIn(refused.output)).toEqual([problem(ours.id, another.id)])
    expect((await note())?.value).not.toContain(another.id)

    const changed = await at.deployAgain({}, swap)
    expect({ code: changed.code, wrong: wrongIn(changed.output) }).toEqual({ code: 0, wrong: [] })
    const given = at.account.functions.get('scheduler')?.variables ?? []
    expect(given).toEqual(
      expect.arrayContaining([
        { Key: 'PERSONAL_DATA_KEY', Value: another.text },
        { Key: 'PERSONAL_DATA_KEYS_OLD', Value: ours.text },
      ]),
    )
    // Still needed: what was sealed before stands.
    expect(wrongIn((await check({ PERSONAL_DATA_KEY: another.text })).output)).toEqual([
      problem(ours.id, another.id),
    ])
  })

  it('[SEAL-8] a shop that brought no note tells by its orders; sealed anew it needs the old key no more', async () => {
    await putOrder('o1', ours, 1)
    await noNotes()
    const early = await at.deployAgain({ reseal: true }, swap)
    expect(early.output).toContain('deploy first')
    expect(wrongIn((await check({ PERSONAL_DATA_KEY: another.text })).output)).toEqual([
      problem(ours.id, another.id),
    ])

    await at.deployAgain({}, swap)
    const soon = await at.deployAgain({ reseal: true }, swap)
    expect({ code: soon.code, output: soon.output }).toEqual({
      code: 1,
      output: expect.stringMatching(/may still seal with the one of before: start again in \d+ seconds/),
    })
    await later()
    const resealed = await at.deployAgain({ reseal: true }, swap)
    expect(resealed.output).toContain(`1 values sealed anew, with the key ${another.id}`)
    const { code, output } = await check({ PERSONAL_DATA_KEY: another.text })
    expect({ code, wrong: wrongIn(output) }).toEqual({ code: 0, wrong: [] })
    expect(wrongIn((await check({})).output)).toEqual([problem(another.id, ours.id)])
  })

  it('[SEAL-10] nothing is sealed anew while one function has the key of before, wherever the deployment died', async () => {
    expect((await at.deployAgain()).code).toBe(0)
    await later()
    await putOrder('o1', ours, 1)
    const before = await at.mall.db.get('orders', 'o1')
    // One function does not get it, the others do.
    Object.assign(at.account, { changes: 0, dieAt: 1 })
    expect((await at.deployAgain({}, swap)).code).toBe(1)
    at.account.dieAt = undefined
    const early = await at.deployAgain({ reseal: true }, swap)
    expect({ code: early.code, output: early.output }).toEqual({
      code: 1,
      output: expect.stringMatching(/do not have this PERSONAL_DATA_KEY yet \(\w+\): deploy first/),
    })
    expect(await at.mall.db.get('orders', 'o1')).toEqual(before)
    expect(wrongIn((await check(alone)).output)).toEqual([problem(ours.id, another.id)])
    expect(wrongIn((await check({})).output)).toEqual([problem(another.id, ours.id)])
    // Back to the key of before: its functions are there, but some may have sealed with the new one.
    const back = { PERSONAL_DATA_KEYS_OLD: another.text }
    expect((await at.deployAgain({ reseal: true }, back)).output).toContain('deploy first')
    expect((await at.deployAgain({}, back)).code).toBe(0)
    expect((await at.deployAgain({ reseal: true }, back)).output).toContain('start again in')
    expect((await at.deployAgain({}, swap)).code).toBe(0)
    await later()
    const scheduler = at.account.functions.get('scheduler')!
    const { variables } = scheduler
    scheduler.variables = variables.map((one) =>
      one.Key === 'PERSONAL_DATA_KEY' ? { ...one, Value: ours.text } : one,
    )
    expect((await at.deployAgain({ reseal: true }, swap)).output).toContain('yet (scheduler): deploy first')
    scheduler.variables = variables
    expect(await at.deployAgain({ reseal: true }, swap)).toMatchObject({ code: 0 })
    expect(await check(alone)).toMatchObject({ code: 0 })
  })

  it('[SEAL-10] what is sealed with a key of before asks for it wherever it stands, whatever came after it', async () => {
    expect((await at.deployAgain({}, alone)).code).toBe(0)
    for (let i = 0; i < 3; i++) await putOrder(`o${i}`, another, i)
    expect(await check(alone)).toMatchObject({ code: 0 })
    await putOrder('o1-old', ours, 1)
    expect(wrongIn((await check(alone)).output)).toEqual([problem(ours.id, another.id)])
    await at.mall.db.remove('orders', { _id: 'o1-old' })
    expect(await check(alone)).toMatchObject({ code: 0 })
    const applicant = sealedBy(ours, 'd1', 'distributors')
    await at.mall.db.insert('distributors', { _id: 'd1', applicant } as never)
    expect(wrongIn((await check(alone)).output)).toEqual([problem(ours.id, another.id)])
  })
})
