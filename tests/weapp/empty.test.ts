import path from 'node:path'
import type { CallName } from '@shared/contract'
import { routes } from '@shared/collected/routes'
import { startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { PATIENCE_MS, until } from '../support/until'
import { openPackage, type OpenPackage } from './host'

/** The built mini-program of a shop that is still to be set up, run as WeChat runs it. */

let cloud: LocalCloud
let mini: OpenPackage

/** Where the mini-program went last. */
const lastUrl = () =>
  String(
    mini.asked.filter(({ name }) => /navigateTo|redirectTo|switchTab/.test(name)).at(-1)?.options['url'] ??
      '',
  ).replace(/^\//, '')
const arrives = (route: string) => until(route, () => lastUrl() === route || undefined)

beforeAll(async () => {
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    empty: true,
    instances: 2,
    timers: false,
    callTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
  })
  mini = openPackage(path.resolve(__dirname, '../../dist/weapp'), (name, data) => {
    const { path: call, input } = data as { path: string; input: unknown }
    return cloud.call('merchant', `${name}/${call}` as CallName, input as never)
  })
}, 120_000)
afterAll(() => cloud?.close())

test('home leads to the page of the code, and the code is taken', async () => {
  const home = await mini.open(routes.home)
  await home.says('这间店还没有主人')
  home.tap('填开店码')
  await arrives(routes['merchant-shop/claim'])

  const claim = await mini.open(routes['merchant-shop/claim'])
  await claim.says('还差 16 位')
  claim.fill('开店码', 'ABCD-EFGH-JKLM-NPQR')
  await claim.says('成为店主')
  claim.tap('成为店主')
  await claim.says('这个码不对，还能试 4 次')
  claim.fill('开店码', (await cloud.ownerCode()) ?? '')
  await claim.says('成为店主')
  claim.tap('成为店主')
  await arrives(routes.merchant)
  expect(await cloud.ownerCode()).toBeUndefined()
  await home.says('还没开张，只有你们看得到')
})
