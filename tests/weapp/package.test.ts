import fs from 'node:fs'
import path from 'node:path'
import { routes } from '@shared/collected/routes'
import { pagePath } from '@shared/page-path'
import { MOST_BYTES, openPackage } from './host'

const root = path.resolve(__dirname, '../../dist/weapp')

beforeAll(() => {
  if (!fs.existsSync(path.join(root, 'app.js'))) throw new Error('npm run build:weapp comes first')
})

describe('the built mini-program', () => {
  const refusal = {
    ok: false,
    error: { code: 'INTERNAL', message: '出了点小问题，没丢也没重复，请稍后再试', requestId: 'r1' },
    now: 1_795_000_000_000,
  }

  test('every page opens in WeChat, and says so in words when no call succeeds', async () => {
    const mini = openPackage(root, () => refusal)
    expect([...mini.routes].sort()).toEqual(Object.values(routes).sort())
    for (const route of mini.routes) {
      const page = await mini.open(route, { productId: 'p', orderId: 'o', commissionId: 'c' })
      expect({ route, blank: page.text() === '' }).toEqual({ route, blank: false })
      expect({ route, heavy: page.updates.filter((bytes) => bytes > MOST_BYTES) }).toEqual({
        route,
        heavy: [],
      })
      page.close()
    }
  })

  test('[RELEASE-1] a release opens the environment that it was built for', () => {
    expect(openPackage(root, () => refusal).cloudEnv).toBe('mall-of-the-tests')
  })

  test('[DEPLOY-5] the page of an order opens from WeChat’s message on the shipping, too', async () => {
    const asked: unknown[] = []
    const mini = openPackage(root, (_, data) => {
      asked.push(data)
      return refusal
    })
    const given = { transaction_id: '42', merchant_id: '19', merchant_trade_no: 'order1' }
    await mini.open(pagePath('sale/order'), given)
    expect(asked).toContainEqual({ path: 'order.get', input: { orderId: 'order1' } })
  })

  test('carries no schema: the server validates', () => {
    const scripts = fs
      .readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
    expect(scripts).toContain('common.js')
    expect(
      scripts.filter((name) => /_zod\b|ZodError/.test(fs.readFileSync(path.join(root, name), 'utf8'))),
    ).toEqual([])
  })
})
