import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { merchant, storefront } from '../../../../tests/support/handlers'
import type { WechatApi } from '../../../platform/ports'

let answer: Awaited<ReturnType<WechatApi['checkText']>>
let asked: Parameters<WechatApi['checkText']>[0][] = []
let mall: DistributionMall
beforeAll(async () => {
  const checkText: WechatApi['checkText'] = async (request) => {
    asked.push(request)
    return answer
  }
  mall = await startDistributionMall({ wechat: { checkText } as WechatApi })
})
afterAll(() => mall.close())
beforeEach(async () => {
  asked = []
  await mall.fresh()
  await mall.distributor('ann')
  await mall.distributor('pen', [], { state: 'pending' })
})

const rename = () => storefront['member.updateProfile'](mall.as('ann'), { nickname: '官方客服' })
const suspend = () =>
  merchant['distributor.setStanding'](mall.asStaff(), {
    distributorId: 'dann',
    act: 'suspend',
    reason: '收到多次投诉',
  })
const refuse = () =>
  merchant['distributor.decide'](mall.asStaff(), {
    distributorId: 'dpen',
    decision: 'refuse',
    reason: '资料不全',
  })
const standing = async () => ({
  nickname: (await mall.db.get('members', 'ann'))?.nickname,
  ann: (await mall.db.get('distributors', 'ann'))?.state,
  pen: (await mall.db.get('distributors', 'pen'))?.state,
})
const untouched = { nickname: '推广员ann', ann: 'active', pen: 'pending' }

it.each(['risky', 'review'] as const)('[FIT-1] what WeChat finds %s nobody reads', async (value) => {
  answer = { kind: 'ok', value }
  for (const act of [rename, suspend, refuse]) {
    await expect(act()).rejects.toMatchObject({ code: 'TEXT_REFUSED' })
  }
  expect(await standing()).toEqual(untouched)
  expect(asked).toEqual([
    { openid: 'ann', text: '官方客服', where: 'profile' },
    { openid: 'oStaff', text: '收到多次投诉', where: 'comment' },
    { openid: 'oStaff', text: '资料不全', where: 'comment' },
  ])
})

it.each([
  [{ kind: 'unknown', cause: 'timeout' } as const],
  [{ kind: 'rejected', code: '61010', message: '', final: true } as const],
])('[FIT-2] the shop goes on while WeChat cannot look, and the log says so: %j', async (outcome) => {
  answer = outcome
  for (const act of [rename, suspend, refuse]) await act()
  expect(await standing()).toEqual({ nickname: '官方客服', ann: 'suspended', pen: 'refused' })
  expect(mall.log.filter(({ event }) => event === 'text.unchecked')).toHaveLength(3)
})
