/**
 * What a member sees of the sample on the functions that were built with it, also when an order is paid; runs in the
 * copy of the repository, over its demo shop.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const root = process.cwd()
const { loadLocalCloud } = await import(pathToFileURL(path.join(root, 'scripts/lib/local-build.mjs')).href)
const { startLocalCloud } = await loadLocalCloud()
const cloud = await startLocalCloud({
  functionsDir: path.join(root, 'dist/functions'),
  demo: true,
  clockStandsAt: 1795233600000,
})
const call = (name, input) => cloud.call('buyer', `storefront/${name}`, input)
const must = async (name, input) => {
  const answer = await call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
  return answer.data
}

const none = await call('note.get', {})
const saved = await call('note.save', { words: '明前龙井' })
await cloud.advance(2 * 60_000)
const looked = await call('note.get', {})

const { items } = await must('catalog.list', {})
const { productId } = items.find(({ soldOut }) => !soldOut)
const { skus } = await must('catalog.product', { productId })
const { skuId } = skus.find(({ available }) => available > 0)
const lines = [{ productId, skuId, quantity: 1 }]
const { address, amounts } = await must('order.quote', { lines })
const token = 'sample-0123456789abcdef'
const wish = { token, lines, addressId: address.addressId, expectedPayFen: amounts.payFen }
const { orderId } = await must('order.place', wish)
const { payParams } = await must('payment.prepare', { orderId })
await cloud.advance(2 * 60_000)
const unpaid = await call('note.get', {})
const order = await cloud.db.get('orders', orderId)
cloud.wechatpay.pay(payParams, { openid: order.buyerId })
await must('payment.sync', { orderId })
await cloud.advance(2 * 60_000)
const paid = await call('note.get', {})

console.log(JSON.stringify({ none, saved, looked, unpaid, paid }))
await cloud.close()
process.exit(0)
