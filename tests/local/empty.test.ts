import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalCloud, StartError, type LocalCloud, type LocalCloudOptions } from '../../local'
import type { ShopOnStage } from '../../local/server/own-shop'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'

/** A shop that is set up here instead of the demo. */

const DAY_MS = 86_400_000
const PRINTED = /^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/

const dataDir = mkdtempSync(join(tmpdir(), 'banyan-empty-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function within<T>(options: LocalCloudOptions, look: (cloud: LocalCloud) => Promise<T>): Promise<T> {
  const cloud = await startLocalCloud({ timers: false, clockStandsAt: NOON, instances: 1, ...options })
  try {
    return await look(cloud)
  } finally {
    await cloud.close()
  }
}
const onStage = async ({ url }: LocalCloud) =>
  (await (await fetch(`${url}/local/shop`)).json()) as ShopOnStage
const claim = (cloud: LocalCloud, code: string) => cloud.call('merchant', 'storefront/staff.claim', { code })
const enter = async (cloud: LocalCloud, who: string) => {
  const answer = await cloud.call(who, 'storefront/member.enter', {})
  if (!answer.ok) throw new Error(answer.error.code)
  return { closed: answer.data.shop.closed, staff: answer.data.staffPermissions.length > 0 }
}

test('[EMPTY-1] an empty shop stands, and whoever has its code becomes the owner, however often it starts', async () => {
  const functionsDir = keptFunctions()
  const first = await within({ dataDir, empty: true, functionsDir }, async (cloud) => {
    expect(await cloud.db.get('settings', 'shop')).toMatchObject({ preparing: true, name: '' })
    expect(await cloud.db.find('products', { where: {}, limit: 1 })).toEqual([])
    expect(cloud.chat.list()).toMatchObject([{ name: '周老师' }])
    const [code, again] = await Promise.all([cloud.ownerCode(), cloud.ownerCode()])
    expect(code).toMatch(PRINTED)
    expect(again).toBe(code)
    expect(await onStage(cloud)).toEqual({ demo: false, name: '', ownerCode: code })
    expect(await enter(cloud, 'buyer')).toEqual({ closed: 'ownerless', staff: false })
    return code ?? ''
  })
  await within({ dataDir, empty: true, functionsDir }, async (cloud) => {
    const code = (await cloud.ownerCode()) ?? ''
    expect(code).not.toBe(first)
    expect(await claim(cloud, first)).toMatchObject({ error: { code: 'OWNER_CODE_WRONG' } })
    expect(await claim(cloud, code)).toMatchObject({ ok: true })
    expect(await cloud.ownerCode()).toBeUndefined()
    expect(await onStage(cloud)).toEqual({ demo: false, name: '' })
    expect(await enter(cloud, 'buyer')).toEqual({ closed: 'preparing', staff: false })
    expect(await enter(cloud, 'merchant')).toEqual({ closed: 'preparing', staff: true })
  })
  // Without the option it is the shop of this folder still.
  await within({ dataDir, demo: true }, async (cloud) => {
    expect(await cloud.ownerCode()).toBeUndefined()
    expect(await onStage(cloud)).toEqual({ demo: false, name: '' })
  })
})

test('[EMPTY-1] a code whose days are over gives way to another', async () => {
  await within({ empty: true }, async (cloud) => {
    const before = await cloud.ownerCode()
    await cloud.advance(8 * DAY_MS)
    const after = await cloud.ownerCode()
    expect(after).toMatch(PRINTED)
    expect(after).not.toBe(before)
    expect(await cloud.ownerCode()).toBe(after)
  })
})

test('[EMPTY-1] where the demo stands nothing is changed, and a sentence says so', async () => {
  const demo = mkdtempSync(join(tmpdir(), 'banyan-demo-'))
  await within({ dataDir: demo, demo: true }, async (cloud) => {
    expect(await onStage(cloud)).toEqual({ demo: true, name: '山野集' })
    expect(await cloud.ownerCode()).toBeUndefined()
  })
  const started = startLocalCloud({ dataDir: demo, empty: true }).then((cloud) => cloud.close())
  await expect(started).rejects.toBeInstanceOf(StartError)
  await expect(started).rejects.toThrow('演示店铺')
  await within({ dataDir: demo, demo: true }, async (cloud) => {
    expect(await cloud.db.get('settings', 'shop')).toMatchObject({ name: '山野集' })
    expect(await cloud.db.find('ownerCodes', { where: {}, limit: 1 })).toEqual([])
  })
  rmSync(demo, { recursive: true, force: true })
})
