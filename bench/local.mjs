/**
 * Figures of the local cloud's database through the real SDK: `node bench/local.mjs [seconds]`.
 * The server runs in a process of its own on a file with synchronous=FULL, the clients in this one, so that
 * what the SDK takes and what the server takes both count.
 */
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const SECONDS = Number(process.argv[2] ?? 3)
const root = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(root, '.cache/bench/cloudbase.mjs')

if (process.env.BENCH_FILE) {
  const { startCloudbaseServer } = await import(bundle)
  const server = await startCloudbaseServer({
    file: process.env.BENCH_FILE,
    indexes: [
      {
        collection: 'orders',
        indexes: [
          index('buyer_createdAt', false, 'buyerId', '-createdAt'),
          index('orderNo', true, 'orderNo'),
          index('status_payBy', false, 'status', 'payBy'),
        ],
      },
      { collection: 'stocks', indexes: [] },
    ],
  })
  process.on('message', () => process.send({ cpu: process.cpuUsage(), stats: server.stats() }))
  process.on('disconnect', () => process.exit())
  process.send({ env: server.env })
} else await main()

function index(IndexName, MgoIsUnique, ...fields) {
  const MgoIndexKeys = fields.map((field) =>
    field.startsWith('-') ? { Name: field.slice(1), Direction: '-1' } : { Name: field, Direction: '1' },
  )
  return { IndexName, MgoKeySchema: { MgoIsUnique, MgoIndexKeys } }
}

async function main() {
  mkdirSync(join(root, '.cache/bench'), { recursive: true })
  await build({
    entryPoints: [join(root, 'local/cloudbase/index.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  const folder = mkdtempSync(join(root, '.cache/bench/run-'))
  const child = fork(fileURLToPath(import.meta.url), {
    env: { ...process.env, BENCH_FILE: join(folder, 'db') },
  })
  const ask = () =>
    new Promise((resolve) => (child.once('message', resolve), child.connected && child.send('?')))
  const { env } = await new Promise((resolve) => child.once('message', resolve))
  Object.assign(process.env, env)
  const { default: cloudbase } = await import('@cloudbase/node-sdk')
  const db = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database()
  console.log(`${cpus().length} CPUs, load ${loadavg()[0].toFixed(2)}, ${SECONDS} s a row, synchronous=FULL`)
  console.log('operation                         clients    ops/s   p50 ms   p95 ms   server CPU')
  try {
    for (const [name, prepare, operation] of scenarios(db)) {
      await prepare()
      for (const clients of [1, 50]) await measure(name, clients, operation, ask)
    }
  } finally {
    child.disconnect()
    rmSync(folder, { recursive: true })
  }
}

async function measure(name, clients, operation, ask) {
  const times = []
  const before = await ask()
  const startedAt = performance.now()
  const until = startedAt + SECONDS * 1000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const at = performance.now()
        await operation()
        times.push(performance.now() - at)
      }
    }),
  )
  const elapsed = performance.now() - startedAt
  const after = await ask()
  const cpu = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / times.length
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.floor(times.length * share)].toFixed(2).padStart(8)
  const rate = Math.round((times.length / elapsed) * 1000)
  console.log(
    `${name.padEnd(34)}${String(clients).padStart(7)}${String(rate).padStart(9)} ${at(0.5)} ${at(0.95)}   ${cpu.toFixed(0)} µs/op`,
  )
}

function scenarios(db) {
  const _ = db.command
  const orders = db.collection('orders')
  const stocks = db.collection('stocks')
  let count = 0
  let buyer = 0
  const order = () => {
    const n = ++count
    return {
      _id: `order-${n}`,
      orderNo: `202607010000${n}`,
      buyerId: `buyer-${n % 500}`,
      status: 'pending_payment',
      createdAt: 1_780_000_000_000 + n,
      payBy: 1_780_000_900_000 + n,
      totalFen: 19_900,
      lines: [
        { skuId: 'sku-1', spuId: 'spu-1', title: '手工紫砂壶 西施 240ml', quantity: 1, priceFen: 19_900 },
      ],
      address: {
        name: '张三',
        phone: '13800000000',
        province: '江苏省',
        city: '无锡市',
        detail: '丁蜀镇 1 号',
      },
      effects: [{ id: 'accrue', kind: 'commission' }],
    }
  }
  const pick = () => `order-${1 + Math.floor(Math.random() * count)}`
  const nothing = async () => {}
  const hot = async () => {
    const holds = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [
        `order-${i}`,
        { quantity: 1, expiresAt: 1_780_000_900_000 + i },
      ]),
    )
    await stocks.doc('hot').set({ available: 1e9, sold: 0, holds })
  }
  return [
    ['insert, 3 indexes', nothing, () => orders.add(order())],
    ['get by id', nothing, () => orders.doc(pick()).get()],
    [
      'find by unique index',
      nothing,
      () => orders.where({ orderNo: `202607010000${1 + (buyer++ % count)}` }).get(),
    ],
    [
      'newest 20 of a buyer',
      nothing,
      () =>
        orders
          .where({ buyerId: `buyer-${buyer++ % 500}` })
          .orderBy('createdAt', 'desc')
          .limit(20)
          .get(),
    ],
    [
      'conditional update by id',
      nothing,
      () =>
        orders.where({ _id: pick(), status: 'pending_payment' }).update({ tries: _.inc(1), seenAt: ++buyer }),
    ],
    [
      'one hot document of 100 holds',
      hot,
      () => {
        const id = `order-${buyer++ % 100}`
        return stocks.where({ _id: 'hot', available: _.gte(1) }).update({
          available: _.inc(-1),
          holds: { [id]: _.set({ quantity: 1, expiresAt: 1_780_000_000_000 + buyer }) },
        })
      },
    ],
    [
      'transaction: get, update, add, commit',
      nothing,
      () =>
        db.runTransaction(async (transaction) => {
          const id = pick()
          await transaction.collection('orders').doc(id).get()
          await transaction
            .collection('orders')
            .doc(id)
            .update({ tries: _.inc(1) })
          await transaction.collection('orders').add(order())
        }, 20),
    ],
  ]
}
