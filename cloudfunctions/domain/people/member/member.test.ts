import { storefront } from '../../../../tests/support/handlers'
import { STAFF_PERMISSIONS, type StaffPermission } from '@shared/contract/permissions'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import type { DistributorDoc } from '../../distribution/distributor'
import type { SettingsDoc } from '../../shop/settings'
import { ADDRESS_LIMIT } from './address.service'
import { addressesOf, newMember, type MemberDoc } from '.'
import { readDistributorCaller } from '../../distribution/distributor'
import { readStaff, type StaffDoc } from '../staff'

const DAY_MS = 86_400_000

// Generous: the machine may be busy, and nothing here waits for time to pass.
jest.setTimeout(240_000)

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
beforeEach(async () => {
  mall.reset()
  await mall.db.insert('settings', {
    _id: 'shop',
    name: '山野集',
    slogan: '产地直供',
    openedAt: 1,
    freightFen: 800,
    freeFreightFromFen: 9_900,
    promises: [],
    servicePhone: '',
    afterSaleDays: 7,
    messageTemplates: {},
    binding: { mode: 'first', validDays: 365, protectedDays: 30 },
  } as unknown as SettingsDoc)
})
afterAll(() => mall.close())

const buyer = () => mall.as('o_buyer')
const member = () => mall.db.get('members', 'o_buyer')
const distributor = (id: string, state: DistributorDoc['state']) =>
  mall.db.insert('distributors', { _id: id, state, distributorId: id } as DistributorDoc)
const staff = (id: string, part: Partial<StaffDoc>) =>
  mall.db.insert('staff', { _id: id, name: '沈禾', owner: false, permissions: [], ...part })

const house = {
  name: '林知夏',
  mobile: '13812346207',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  detail: '文三路 199 号',
  label: '家',
  isDefault: false,
}

describe('opening the mall', () => {
  it('[MEMBER-1] makes one member of somebody who comes several times at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => storefront['member.enter'](buyer(), {})))
    expect(await mall.db.count('members', {})).toBe(1)
    expect(await member()).toEqual(newMember('o_buyer', mall.clock.now()))
  })

  it('[MEMBER-1] answers somebody who was here before in six trips, with all that pages need', async () => {
    await distributor('o_shi', 'active')
    await mall.db.insert('members', newMember('o_shi', 1, '阿拾'))
    await staff('o_buyer', { permissions: ['order.read', 'nonsense'] })
    await mall.db.insert('members', {
      ...newMember('o_buyer', 1, '林知夏'),
      binding: {
        distributorId: 'o_shi',
        path: ['o_shi'],
        shareCode: 'abc123',
        boundAt: 1,
        expiresAt: mall.clock.now() + DAY_MS,
        protectedUntil: 2,
      },
      boundTo: 'o_shi',
    } as MemberDoc)
    const { result, trips } = await mall.tripsOf(() => storefront['member.enter'](buyer(), {}))
    expect(trips).toHaveLength(6)
    expect(result).toMatchObject({
      nickname: '林知夏',
      distributorState: 'none',
      staffPermissions: ['order.read'],
      cartCount: 0,
      recommendedBy: '阿拾',
    })
    expect(result.shop.name).toBe('山野集')
    expect((await member())?.lastSeenAt).toBe(mall.clock.now())
    mall.clock.advance(2 * DAY_MS)
    expect(await storefront['member.enter'](buyer(), {})).not.toHaveProperty('recommendedBy')
  })

  it('[MEMBER-1] opens for an unknown share code as well', async () => {
    const entered = await storefront['member.enter'](buyer(), { scene: 'nothing1' })
    expect(entered).not.toHaveProperty('landing')
  })
})

describe('the address book', () => {
  const save = (part: object = {}) => storefront['member.saveAddress'](buyer(), { ...house, ...part })
  const list = async () => (await storefront['member.addresses'](buyer())).items

  it('[MEMBER-2] keeps 20 addresses of 30 that come at once, one of them the default', async () => {
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => save({ isDefault: true })))
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(Array(30 - ADDRESS_LIMIT).fill('ADDRESS_LIMIT'))
    expect(await list()).toHaveLength(ADDRESS_LIMIT)
    expect((await list()).filter((address) => address.isDefault)).toHaveLength(1)
  })

  it('[MEMBER-2] always has one default: the first, then the chosen one, then one that is left', async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      ids.push((await save({ detail: `文三路 ${i} 号` })).addressId)
      mall.clock.advance(1)
    }
    const standard = async () => (await list()).flatMap((one) => (one.isDefault ? [one.addressId] : []))
    expect(await standard()).toEqual([ids[0]])
    await save({ addressId: ids[2], isDefault: true })
    expect(await standard()).toEqual([ids[2]])
    expect((await list())[0]?.addressId).toBe(ids[2])
    await storefront['member.removeAddress'](buyer(), { addressId: ids[2] ?? '' })
    expect(await standard()).toEqual([ids[0]])
    expect(addressesOf(mall.ctx, { _id: 'nobody', addresses: {}, defaultAddressId: 'gone' })).toEqual([])
  })

  it('[MEMBER-2] changes and removes only what is there, and only one’s own', async () => {
    const { addressId } = await save()
    await save({ addressId, detail: '文二路 1 号' })
    expect(await list()).toMatchObject([
      { addressId, detail: '文二路 1 号', name: '林知夏', isDefault: true },
    ])
    const other = mall.as('o_other')
    await expect(storefront['member.saveAddress'](other, { ...house, addressId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await storefront['member.removeAddress'](other, { addressId })
    expect((await member())?.addressCount).toBe(1)
    await Promise.all([1, 2, 3].map(() => storefront['member.removeAddress'](buyer(), { addressId })))
    expect(await list()).toEqual([])
    expect((await member())?.addressCount).toBe(0)
  })
})

describe('what a caller may do', () => {
  it('[MEMBER-3] lets active distributors only through the distributor’s door', async () => {
    for (const state of ['pending', 'refused', 'suspended'] as const) await distributor(`o_${state}`, state)
    await distributor('o_active', 'active')
    await expect(readDistributorCaller(mall.as('o_active'))).resolves.toMatchObject({ openid: 'o_active' })
    for (const openid of ['o_pending', 'o_refused', 'o_suspended', 'o_nobody', '']) {
      await expect(readDistributorCaller(mall.as(openid))).rejects.toMatchObject({
        code: 'NOT_DISTRIBUTOR',
      })
    }
  })

  it('[MEMBER-3] lets the owner do everything and staff what they were granted', async () => {
    await staff('o_owner', { owner: true })
    await staff('o_packer', { permissions: ['order.read', 'order.ship'] })
    // Told in a word: what a door hands out is too much to print.
    const door = (openid: string, permission: StaffPermission) =>
      readStaff(mall.as(openid), `staff:${permission}`).then(
        () => 'open',
        (error: { code?: string }) => error.code,
      )
    for (const permission of STAFF_PERMISSIONS) {
      const granted = ['order.read', 'order.ship'].includes(permission)
      expect(await door('o_owner', permission)).toBe('open')
      expect(await door('o_packer', permission)).toBe(granted ? 'open' : 'FORBIDDEN')
      expect(await door(buyer().openid, permission)).toBe('FORBIDDEN')
    }
  })
})
