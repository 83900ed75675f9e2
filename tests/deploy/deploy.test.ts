import fs from 'node:fs'
import { collections as declared } from '../../cloudfunctions/collected/collections'
import { FUNCTIONS, variablesOf } from '../../cloudfunctions/functions'
import { indexesOf } from '../../cloudfunctions/platform/collections'
import { pagePath } from '../../shared/page-path'
import { startDeployment, type Deployed, type DeployHarness } from './harness'
import { table } from './tencent/database'

/** From an environment in which nothing is to a shop that has an owner, in the order in which it happens. */

const collections = indexesOf(declared)
const key = (Name: string, Direction = '1') => ({ Name, Direction })
/** Of orders: one as it is declared, one of other fields, and one that nobody declares. */
const standing = [
  { Name: '_id_', Unique: true, Keys: [key('_id')] },
  { Name: 'placed', Unique: false, Keys: [key('placedAt', '-1'), key('_id', '-1')] },
  { Name: 'owed_at', Unique: false, Keys: [key('placedAt')] },
  { Name: 'left_over', Unique: false, Keys: [key('buyerId')] },
]

let at: DeployHarness
beforeAll(async () => {
  at = await startDeployment({
    busyOnce: new Set(['UpdateTable', 'ModifyDatabaseACL', 'ModifyStorageSafeRule']),
  })
  at.account.tables.set('orders', table({ indexes: standing }))
}, 300_000)
afterAll(() => at.close())

let first: Promise<Deployed> | undefined
/** What the first deployment came to, whichever of the tests runs. */
const firstDeployment = () => (first ??= at.deploy())
const codeIn = ({ output }: Deployed) => /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.exec(output)?.[0] ?? ''
const claim = (code: string) => at.mall.call('stranger', 'storefront/staff.claim', { code })
const owners = () => at.mall.db.find('staff', { where: { owner: true }, limit: 10 })

const variablesIn = (name: string) =>
  Object.fromEntries(at.account.functions.get(name)?.variables.map(({ Key, Value }) => [Key, Value]) ?? [])

describe('--check', () => {
  let result: Deployed
  beforeAll(async () => void (result = await at.deployAgain({ check: true })))

  it('[DEPLOY-1] says of an environment in which nothing is that it will do, and changes nothing', () => {
    expect(result).toEqual({ code: 0, output: expect.stringContaining('Nothing was changed.\n') })
    expect(result.output).toContain('! HTTP access is switched off')
    expect(result.output).toContain('functions: none yet')
    expect(result.output).toContain('WeChat Pay: takes our signature, and we take its')
    expect(result.output).not.toContain('✗')
    expect(at.account.changes).toBe(0)
    expect(at.writes).toEqual([])
    expect(at.mall.wechat.templates()).toEqual([])
  })
})

describe('the first deployment', () => {
  let result: Deployed
  beforeAll(async () => void (result = await firstDeployment()), 300_000)

  it('succeeds, and what the mall stands on has been tried', () => {
    expect(result).toEqual({ code: 0, output: expect.stringContaining('Deployed to mall-1a2b3c.') })
    expect(result.output).toContain('✓ 5 of 5 trials')
  })

  it('creates the collections that are missing and closes every one to clients', () => {
    const names = collections.map(({ collection }) => collection)
    expect([...at.account.tables.keys()].sort()).toEqual([...names].sort())
    expect(at.account.changed).not.toContain('CreateTable orders')
    expect([...at.account.tables.values()].map(({ acl }) => acl)).toEqual(names.map(() => 'ADMINONLY'))
  })

  it('creates every index that is missing, drops none, and tells of others', () => {
    for (const { collection, indexes } of collections) {
      const there = at.account.tables.get(collection)!.indexes.map(({ Name }) => Name)
      expect(there).toEqual(expect.arrayContaining(indexes.map(({ IndexName }) => IndexName)))
    }
    expect(at.account.tables.get('orders')!.indexes).toEqual(expect.arrayContaining(standing))
    expect(result.output).toContain('; not declared: left_over; not as declared: owed_at\n')
  })

  it('lets everybody read the storage, and nobody write there but functions', () => {
    expect(at.account.storage).toBe('ADMINWRITE')
  })

  it('uploads the functions with runtime, time-out and memory, and starts the scheduler every minute', () => {
    expect([...at.account.functions.keys()].sort()).toEqual(Object.keys(FUNCTIONS).sort())
    for (const [name, one] of at.account.functions) {
      expect(one).toMatchObject({ Runtime: 'Nodejs20.19', Handler: 'index.main', MemorySize: 256 })
      const timers = one.triggers.map(({ TriggerDesc }) => TriggerDesc)
      expect(timers).toEqual(name === 'scheduler' ? [JSON.stringify({ cron: '0 * * * * * *' })] : [])
    }
  })

  it('[CONFIG-2] gives each function the variables that it needs, and no other', () => {
    for (const name of Object.keys(FUNCTIONS)) {
      const given = Object.keys(variablesIn(name))
      const wanted = variablesOf(name).filter((one) => one in at.env && one !== 'WXPAY_BASE_URL')
      expect(given.filter((one) => /^(WECHAT|WXPAY|PERSONAL)_/.test(one)).sort()).toEqual(
        wanted.filter((one) => one !== 'WECHAT_API_BASE_URL').sort(),
      )
      expect(given.some((one) => /^TENCENTCLOUD|^CLOUDBASE/.test(one))).toBe(false)
    }
    expect(variablesIn('distributor')).not.toHaveProperty('WXPAY_PRIVATE_KEY')
  })

  it('[DEPLOY-3] lets clients start what is for members only, and anonymous ones nothing', () => {
    expect(JSON.parse(at.account.rule ?? '{}')).toEqual({
      '*': { invoke: "auth != null && auth.loginType != 'ANONYMOUS'" },
      scheduler: { invoke: false },
      paynotify: { invoke: false },
      wechatpush: { invoke: false },
    })
  })

  it('switches HTTP access on and leads the notifications to their function', () => {
    const { gateway } = at.account
    const route = { domain: gateway.domains[0]!.name, path: '/paynotify', function: 'paynotify', auth: false }
    expect(gateway).toMatchObject({ isOn: true, routes: [route] })
  })

  it('[DEPLOY-5] tells WeChat the pages of an order', () => {
    const page = pagePath('sale/order')
    expect(at.mall.wechat.setting('order_detail_path')).toBe(`${page}?orderId=\${商品订单号}`)
    expect(at.mall.wechat.setting('msg_jump_path')).toBe(page)
  })

  it('[CONFIG-2] shows no secret among its arguments or in what it prints, and leaves none behind', () => {
    const secrets = [
      ...['TENCENTCLOUD_SECRETKEY', 'WECHAT_APPSECRET', 'WXPAY_PRIVATE_KEY', 'WXPAY_APIV3_KEY'],
      'PERSONAL_DATA_KEY',
    ]
    const files = fs
      .readdirSync('dist', { withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => fs.readFileSync(`dist/${name}`, 'utf8'))
    for (const name of secrets) {
      const secret = at.env[name]!
      expect(at.shown()).toContain('scripts/deploy.mjs')
      expect([at.shown(), result.output, ...files].some((text) => text.includes(secret))).toBe(false)
    }
    expect(fs.readdirSync(at.home)).toEqual([])
  })

  it('says in order what is left for a person, each with its place', () => {
    const list = result.output.slice(result.output.indexOf('What a person does'))
    const order = [
      '小程序备案',
      '服务类目',
      'AppID账号管理',
      'ICP filing',
      '隐私保护指引',
      'chooseAddress',
      'build:weapp',
      'the shop: become its owner',
      'submit for review',
    ]
    const places = order.map((word) => list.indexOf(word))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(list).toContain(pagePath('sale/orders'))
    expect(list).toContain('https://mp.weixin.qq.com')
  })

  it('[MESSAGE-3] writes the messages’ templates into the settings of the shop that it begins', async () => {
    expect(result.output).toContain('shop: begun')
    const settings = await at.mall.db.get('settings', 'shop')
    const [paid, shipped] = at.mall.wechat.templates()
    expect(settings).toMatchObject({
      preparing: true,
      name: '',
      messageTemplates: { paid: paid!.priTmplId, shipped: shipped!.priTmplId },
      messageFields: {
        paid: { order: 'character_string4', goods: 'thing1', amount: 'amount3' },
        shipped: { goods: 'thing2', courier: 'thing3', waybill: 'character_string4' },
      },
      messageCard: true,
    })
    expect(at.mall.wechat.setting('card_template')).toBe('yes')
    expect(result.output).toContain('message paid: written into the settings')
  })

  it('[OWNER-2] prints a code by which the owner comes in, which stands nowhere', async () => {
    const code = codeIn(result)
    const kept = await at.mall.db.find('ownerCodes', { where: {}, limit: 10 })
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
    expect(await claim(code.toLowerCase())).toMatchObject({ ok: true })
    expect(await owners()).toHaveLength(1)
  })
})

describe('the next deployments', () => {
  beforeAll(async () => {
    const code = codeIn(await firstDeployment())
    if ((await owners()).length === 0) await claim(code)
  }, 300_000)

  it('[DEPLOY-2] change nothing where everything is there, and say so', async () => {
    const [changes, templates] = [at.account.changes, at.mall.wechat.templates()]
    at.writes.length = 0
    const result = await at.deployAgain()
    expect(result).toEqual({ code: 0, output: expect.stringContaining('nothing was changed') })
    expect(result.output).not.toContain('·')
    expect(result.output).not.toContain('owner’s code')
    expect(at.account.changes).toBe(changes)
    expect(at.mall.wechat.templates()).toEqual(templates)
    // The trials, and nothing else.
    expect(at.writes.filter((line) => !/trials|Transaction/.test(line))).toEqual([])
  })

  it('[CARD-2] leave out the card of orders where the category has none, and ask again the next time', async () => {
    const { wechat, db } = at.mall
    await db.change('settings', { _id: 'shop' }, { messageCard: false })
    wechat.leave('card_category', false)
    const without = await at.deployAgain()
    expect({ code: without.code, card: (await db.get('settings', 'shop'))?.messageCard }).toEqual({
      code: 0,
      card: false,
    })
    wechat.leave('card_category', true)
    await at.deployAgain()
    expect((await db.get('settings', 'shop'))?.messageCard).toBe(true)
  })

  it('[DEPLOY-2] put right what somebody has changed, and only that', async () => {
    const { account } = at
    account.tables.get('members')!.acl = 'READONLY'
    account.rule = JSON.stringify({
      '*': { invoke: true },
      scheduler: { invoke: true },
      theirs: { invoke: true },
    })
    account.gateway.routes[0]!.auth = true
    account.functions.get('scheduler')!.triggers = []
    account.functions.get('paynotify')!.triggers = [
      { TriggerName: 'old', TriggerDesc: '0 0 * * * * *', Type: 'timer', Enable: 1 },
    ]
    account.functions.get('merchant')!.Description = 'code of before'
    account.functions.get('storefront')!.variables.pop()
    const from = account.changed.length
    const result = await at.deployAgain()
    expect(result.code).toBe(0)
    expect(
      account.changed
        .slice(from)
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual([
      'BatchCreateTrigger',
      'DeleteTrigger',
      'ModifyDatabaseACL',
      'ModifyHTTPServiceRoute',
      'ModifyResourcePermission',
      'UpdateFunctionCode',
      'UpdateFunctionConfiguration',
      'UpdateFunctionConfiguration',
    ])
    expect(JSON.parse(account.rule ?? '{}')).toMatchObject({
      theirs: { invoke: true },
      scheduler: { invoke: false },
    })
    expect(result.output).toContain('function storefront: ')
    expect(account.functions.get('merchant')!.Description).toMatch(/^code [0-9a-f]{32}$/)
  })
})
