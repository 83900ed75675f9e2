import { SETTINGS_GROUPS } from '@shared/contract/settings/limits'
import type { ParsedInputOf } from '@shared/contract'
import { beginShop } from '../../cloudfunctions/domain/shop/settings'
import { merchant, storefront } from '../support/handlers'
import { jpegWith } from '../support/pictures'
import { codeOf, startSaleMall, type SaleMall } from '../support/sale'

/** A shop from nothing to its opening. */

jest.setTimeout(240_000)

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

const staff = () => mall.asStaff('oOwner')
const stored = async () => (await mall.db.get('settings', 'shop'))!
const begin = async () => {
  await mall.db.remove('settings', { _id: 'shop' })
  await mall.db.remove('legalTexts', { version: mall.db._.gte(0) })
  await mall.db.remove('trail', { at: mall.db._.gte(0) })
  await beginShop(mall.ctx)
}
beforeEach(begin)
type Edit = Omit<ParsedInputOf<'merchant/settings.save'>, 'version'>
const text = (title: string) => ({ title, paragraphs: [{ text: `${title}第一段` }, { text: '第二段' }] })
const EDITS = {
  shop: { name: '溪口小店', slogan: '自家种的', searchHint: '搜花生' },
  contact: { servicePhone: '0571-5555 0199' },
  freight: { freightFen: 800, freeFreightFromFen: 9_900 },
  afterSale: { afterSaleDays: 15, autoReceiveDays: 10, unpaidMinutes: 30, promises: [{ text: '坏果包赔' }] },
  commission: {},
  legal: { terms: text('用户协议'), privacy: text('隐私政策'), agreement: text('推广协议') },
} satisfies Edit

const save = async (edit: Edit, version?: number) =>
  merchant['settings.save'](staff(), {
    version: version ?? (await merchant['settings.get'](staff())).version,
    ...edit,
  })
const confirmAll = async () => {
  for (const group of SETTINGS_GROUPS) await save({ [group]: EDITS[group] })
}

test('[SETUP-1] a shop that is not open quotes and sells nothing, and sells from its opening on', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(3)]
  expect(await codeOf(mall.place(buyer, product))).toBe('SHOP_CLOSED')
  const lines = [{ productId: product, skuId: `${product}-sku`, quantity: 1 }]
  expect(await codeOf(storefront['order.quote'](mall.as(buyer), { lines, choices: {} }))).toBe('SHOP_CLOSED')
  expect(await mall.stock(product)).toEqual({ available: 3, held: 0, sold: 0 })
  await confirmAll()
  await merchant['setup.open'](staff())
  expect(await codeOf(mall.place(buyer, product))).toBe('ok')
})

test('[SETUP-5] every visitor learns whether it has an owner, and that it is not open; an open one asks nothing', async () => {
  const shopOf = async () => (await storefront['member.enter'](mall.as('oVisitor'), {})).shop
  await mall.db.remove('staff', { owner: true })
  expect(await shopOf()).toMatchObject({ closed: 'ownerless', name: '' })
  await mall.db.insert('staff', { _id: 'oOwner', name: '店主', owner: true, permissions: [] })
  await mall.newProduct(1)
  await confirmAll()
  expect(await shopOf()).toMatchObject({ closed: 'preparing', name: '溪口小店' })
  await merchant['setup.open'](staff())
  expect(await shopOf()).not.toHaveProperty('closed')
})

test('[SETUP-3] it opens once all steps are confirmed and something is on sale, not before', async () => {
  await mall.db.change('products', { listed: true }, { listed: false })
  expect(await merchant['setup.get'](staff())).toEqual({ open: false, done: [] })
  for (const group of SETTINGS_GROUPS) {
    expect(await codeOf(merchant['setup.open'](staff()))).toBe('SETUP_UNDONE')
    await save({ [group]: EDITS[group] })
    expect((await merchant['setup.get'](staff())).done).toContain(group)
  }
  expect(await codeOf(merchant['setup.open'](staff()))).toBe('SETUP_UNDONE')
  expect((await stored()).preparing).toBe(true)
  await mall.newProduct(1)
  mall.clock.advance(60_000)
  await merchant['setup.open'](staff())
  expect(await stored()).toMatchObject({ openedAt: mall.clock.now() })
  expect(await stored()).not.toHaveProperty('preparing')
})

test('[SETUP-3] what is on sale without pieces is nothing to open with', async () => {
  await mall.db.change('products', { listed: true }, { listed: false })
  await confirmAll()
  const product = await mall.newProduct(0)
  await mall.db.change('products', { _id: product }, { soldOut: true, lowStock: true })
  expect((await merchant['setup.get'](staff())).done).not.toContain('product')
  expect(await codeOf(merchant['setup.open'](staff()))).toBe('SETUP_UNDONE')
  expect((await stored()).preparing).toBe(true)
  const begunAt = mall.clock.now()
  const more = {
    skuId: `${product}-sku`,
    token: 'adjust-0123456789abcdef',
    begunAt,
    delta: 1,
    reason: '到货',
  }
  await merchant['inventory.adjust'](staff(), more)
  const { result, trips } = await mall.tripsOf(() => merchant['setup.get'](staff()))
  expect(result.done).toContain('product')
  expect(trips).toHaveLength(2)
  await merchant['setup.open'](staff())
})

test('[SETUP-3] of ten who open it at once one does, and the day it opened stays', async () => {
  await confirmAll()
  await mall.newProduct(1)
  const acting = { openid: 'oOwner', name: '店主', call: 'setup.open' }
  const now = mall.clock.now()
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      merchant['setup.open']({ ...staff(), acting, clock: { ...mall.clock, now: () => now + i } }),
    ),
  )
  const { openedAt } = await stored()
  // The row is the winner's.
  expect(await mall.db.find('trail', { where: { call: 'setup.open' }, limit: 9 })).toMatchObject([
    { what: '开张', at: openedAt },
  ])
  mall.clock.advance(60_000)
  await merchant['setup.open'](staff())
  expect((await stored()).openedAt).toBe(openedAt)
  expect((await merchant['setup.get'](staff())).open).toBe(true)
})

test('[SETUP-4] beginning a shop changes nothing where one stands', async () => {
  await save({ shop: EDITS.shop })
  expect(await beginShop(mall.ctx)).toBe(false)
  expect((await stored()).name).toBe('溪口小店')
})

test('[SETTINGS-3] a group is changed as a whole and leaves the others alone, before and after the opening', async () => {
  await confirmAll()
  await mall.newProduct(1)
  await merchant['setup.open'](staff())
  const before = await merchant['settings.get'](staff())
  await save({ freight: { freightFen: 1_200, freeFreightFromFen: 20_000 } })
  expect(await merchant['settings.get'](staff())).toEqual({
    ...before,
    version: before.version + 1,
    freight: { freightFen: 1_200, freeFreightFromFen: 20_000 },
  })
  expect(await stored()).not.toHaveProperty('confirmed')
})

test('[SETTINGS-3] of ten who change the same version at once one does; the same change again is no conflict', async () => {
  const codes = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      codeOf(save({ freight: { freightFen: 100 * (i + 1), freeFreightFromFen: 0 } }, 0)),
    ),
  )
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
  expect(codes.filter((code) => code === 'VERSION_CONFLICT')).toHaveLength(9)
  const { freight } = await merchant['settings.get'](staff())
  expect(await save({ freight: freight! }, 0)).toEqual({ version: 1 })
})

test('[SETTINGS-4] what buyers and distributors agreed to is kept, its version grows with its words only', async () => {
  const versions = async () => {
    const { legal, agreement } = await stored()
    return { legal: legal?.version ?? 'the mall’s own', agreement: agreement.version }
  }
  const { legal } = await merchant['settings.get'](staff())
  const asRead = ({ title, paragraphs }: { title: string; paragraphs: string[] }) => ({
    title,
    paragraphs: paragraphs.map((text) => ({ text })),
  })
  const own = {
    terms: asRead(legal.terms),
    privacy: asRead(legal.privacy),
    agreement: asRead(legal.agreement),
  }
  expect(await versions()).toEqual({ legal: 'the mall’s own', agreement: 1 })
  await save({ legal: own })
  expect(await versions()).toEqual({ legal: 1, agreement: 1 })
  await save({ legal: { ...own, terms: text('用户协议') } })
  expect(await versions()).toEqual({ legal: 2, agreement: 1 })
  await save({ legal: { ...own, terms: text('用户协议'), agreement: text('推广协议') } })
  expect(await versions()).toEqual({ legal: 2, agreement: 2 })
  const kept = await mall.db.find('legalTexts', { where: {}, orderBy: [['_id', 'asc']], limit: 9 })
  expect(kept.map(({ _id }) => _id)).toEqual(['agreement-1', 'agreement-2', 'legal-1', 'legal-2'])
  expect(kept[0]).toMatchObject({ texts: [legal.agreement] })
  expect(kept[2]).toMatchObject({ texts: [legal.terms, legal.privacy] })
  expect(kept[3]?.texts[0]).toMatchObject({ paragraphs: ['用户协议第一段', '第二段'] })
})

test('[SETTINGS-5] what somebody wrote wrong by hand can be written anew here', async () => {
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    { freightFen: '八元' as never, settingsVersion: 'x' as never },
  )
  expect(await merchant['settings.get'](staff())).not.toHaveProperty('freight')
  await save({ freight: EDITS.freight })
  expect(await merchant['settings.get'](staff())).toMatchObject({ freight: EDITS.freight })
})

test('[SETTINGS-5] one rule that is wrong keeps from changing no other group, and an agreement is written anew', async () => {
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    { freightFen: '八元' as never, agreement: mall.db._.set('没有' as never) },
  )
  await save({ legal: EDITS.legal })
  await save({ afterSale: EDITS.afterSale })
  const { legal } = await merchant['settings.get'](staff())
  expect(legal.agreement.title).toBe('推广协议')
})

test('[SETTINGS-4] a version that somebody may have agreed to never stands for other words, whatever was written by hand', async () => {
  await save({ legal: EDITS.legal })
  await save({ legal: { ...EDITS.legal, terms: text('第二份协议') } })
  const agreed = (await stored()).legal!.version
  await mall.db.change('settings', { _id: 'shop' }, { legal: mall.db._.set({ version: 'x' } as never) })
  await save({ legal: { ...EDITS.legal, terms: text('第三份协议') } })
  expect((await stored()).legal!.version).toBeGreaterThan(agreed)
})

test('[SETTINGS-6] the logo is a picture that was uploaded here', async () => {
  const foreign = `cloud://other.bucket/pictures/${'a'.repeat(32)}.jpg`
  expect(await codeOf(save({ shop: { ...EDITS.shop, logo: foreign } }))).toBe('PICTURE_UNKNOWN')
  expect((await stored()).name).toBe('')
  const content = jpegWith().toString('base64')
  const { picture } = await merchant['picture.upload'](staff(), { content })
  await save({ shop: { ...EDITS.shop, logo: picture } })
  // One that stands already is asked about no more.
  await save({ shop: { ...EDITS.shop, logo: picture, slogan: '另一句' } })
  expect(await stored()).toMatchObject({ logo: picture, slogan: '另一句' })
})

test('[SETUP-1] whatever stands in its place, a shop that was never opened sells nothing, and can be opened', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(3)]
  await confirmAll()
  for (const wrong of ['true', 1, null, {}]) {
    await mall.db.change('settings', { _id: 'shop' }, { preparing: mall.db._.set(wrong as never) })
    expect(await codeOf(mall.place(buyer, product))).toBe('SHOP_CLOSED')
  }
  await merchant['setup.open'](staff())
  expect(await codeOf(mall.place(buyer, product))).toBe('ok')
})

test('[TRAIL-1] settings whose number was broken by hand leave a row for each change', async () => {
  const acting = { openid: 'oOwner', name: '店主', call: 'settings.save' }
  const change = async (freightFen: number) => {
    const { version } = await merchant['settings.get'](staff())
    mall.clock.advance(1_000)
    await merchant['settings.save'](
      { ...staff(), acting },
      { version, freight: { freightFen, freeFreightFromFen: 9_900 } },
    )
  }
  const before = await mall.db.count('trail', { call: 'settings.save' })
  await change(1_000)
  await mall.db.change('settings', { _id: 'shop' }, { settingsVersion: 'x' as never })
  await change(1_100)
  await change(1_200)
  expect(await mall.db.count('trail', { call: 'settings.save' })).toBe(before + 3)
})

test('[TRAIL-1] a change of the settings is in the trail with what was before', async () => {
  const acting = { openid: 'oOwner', name: '店主', call: 'settings.save' }
  await save({ freight: EDITS.freight })
  await merchant['settings.save'](
    { ...staff(), acting },
    { version: 1, freight: { freightFen: 1_200, freeFreightFromFen: 9_900 }, shop: EDITS.shop },
  )
  expect(await mall.db.find('trail', { where: { call: 'settings.save' }, limit: 9 })).toMatchObject([
    {
      what: '改店铺设置',
      subject: { name: '溪口小店' },
      changes: [
        { field: '店名', before: '', after: '溪口小店' },
        { field: '口号', before: '', after: '自家种的' },
        { field: '搜索提示', before: '', after: '搜花生' },
        { field: '运费', unit: 'fen', before: 800, after: 1_200 },
      ],
    },
  ])
})
