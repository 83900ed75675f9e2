import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import { LOCAL_CREDENTIALS, startLocalCloud } from '../../local'
import { rawDatabase } from '../platform/database'
import { loose } from '../../tests/local/loose'
import { migration } from './0004-order-slots'
import { personal } from '../../tests/support/personal'

test.each([
  ['was placed before there were slots', { state: 'paid' }, 'o1'],
  ['is unpaid, of before', { state: 'pending_payment' }, 'o1'],
  ['is unpaid and has one', { state: 'pending_payment', slot: 'oBuyer#3' }, undefined],
  ['was paid by functions of before', { state: 'paid', slot: 'oBuyer#3' }, 'o1'],
  ['was closed by functions of before', { state: 'closed', slot: 'oBuyer#0' }, 'o1'],
  ['is in order', { state: 'shipped', slot: 'o1' }, undefined],
])('[UNPAID-4] an order that %s', (_, order, slot) => {
  for (const last of [false, true]) {
    expect(migration.change({ _id: 'o1', ...order }, last, personal)).toEqual(slot ? { set: { slot } } : null)
  }
})

/** What the first migration reads of an order of version 1. */
const OLD = { v: 1, lines: [], chain: [], freightFen: 0, refunds: {}, owed: [] }

test('[UNPAID-4] a folder of before, in which no order has a slot, is brought over before no two may have the same', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banyan-slots-'))
  try {
    const before = await startLocalCloud({ dataDir, migrations: [] })
    const keys = { MgoIsUnique: false, MgoIndexKeys: [{ Name: 'slot', Direction: '1' as const }] }
    before.cloudbase.ensureCollections([
      { collection: 'orders', indexes: [{ IndexName: 'slot', MgoKeySchema: keys }] },
    ])
    const secrets = { ...LOCAL_CREDENTIALS, serviceUrl: `${before.url}/admin` }
    const raw = rawDatabase(cloudbase.init({ env: 'banyan-local', ...secrets }).database())
    for (const [_id, state] of Object.entries({ a: 'paid', b: 'pending_payment', c: 'closed' })) {
      await raw.insert('orders', { ...OLD, _id, state })
    }
    await before.close()

    const after = await startLocalCloud({ dataDir })
    const orders = await after.db.find('orders', { where: {}, orderBy: [['_id', 'asc']], limit: 9 })
    expect(orders.map(({ _id, slot }) => [_id, slot])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ])
    expect(await loose(after.db).insert('orders', { _id: 'd', slot: 'a' })).toBe(false)
    await after.close()
  } finally {
    rmSync(dataDir, { recursive: true })
  }
})
