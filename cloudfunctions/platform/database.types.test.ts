import type { Context } from './context'
import type { FieldPath } from './collections'

/**
 * What must not compile does not: each line below an `@ts-expect-error` is one mistake. The compiler is the test
 * (`npm run check:types`); nothing of this runs.
 */
export const mistakes = async ({ db }: Context): Promise<void> => {
  const { _ } = db
  const where = { _id: '1' }

  // @ts-expect-error no such collection
  await db.get('order', '1')
  // @ts-expect-error no such collection
  await db.aggregate('order', (pipeline) => pipeline.limit(1))
  // @ts-expect-error no such field
  await db.count('orders', { stat: 'paid' })
  // @ts-expect-error no such field below one
  await db.count('members', { 'binding.boundAtt': 1 })
  // @ts-expect-error no such field of a list's elements
  await db.count('orders', { 'lines.skuID': 'a' })
  // @ts-expect-error no such field, handed in by name
  await db.remove('carts', { ...where, line: 1 })
  // @ts-expect-error no such field to change
  await db.change('orders', where, { state: 'paid', payedAt: 1 })
  // @ts-expect-error no such field to change, spread
  await db.change('orders', where, { state: 'paid', ...{ payedAt: 1 } })
  // @ts-expect-error no such field of the condition
  await db.changeAndGet('stocks', { ...where, avaliable: _.gte(1) }, { available: 1 })
  // @ts-expect-error no such field to sort by
  await db.find('orders', { where, orderBy: [['placed', 'desc']], limit: 1 })
  // @ts-expect-error no such field to read
  await db.find('orders', { where, fields: ['statee'], limit: 1 })
  // @ts-expect-error a document of another collection
  await db.insert('accounts', { _id: '1', token: '', expiresAt: 0 })
  // @ts-expect-error a field is missing
  await db.insert('tokens', { _id: '1', token: '' })

  const [found] = await db.find('orders', { where, fields: ['payFen', 'lines.skuId'], limit: 1 })
  // @ts-expect-error it was not read
  found?.state.at(0)

  await db.transaction(async (inside) => {
    // @ts-expect-error no such field, in a transaction
    await inside.changeAndGet('accounts', where, { avilableFen: 1 })
    // @ts-expect-error does not exist in a transaction, since it would run outside
    await inside.count('accounts', where)
  })
}

export const right = async ({ db }: Context): Promise<number | undefined> => {
  const { _ } = db
  await db.change(
    'commissions',
    { _id: '1', 'reversals.R1': _.exists(false), 'shares.0.reversedFen': 0, distributorIds: 'a' },
    { 'shares.0.reversedFen': _.inc(1), 'lines.0.payFen': 1 },
  )
  const no = '1'
  await db.find('orders', {
    where: { [`refunds.R${no}.state`]: 'owed' },
    fields: [`refunds.R${no}`],
    limit: 1,
  })
  const [found] = await db.find('orders', { where: {}, fields: ['payFen', 'lines.skuId'], limit: 1 })
  return found?.payFen
}

interface Deep {
  _id: string
  list: { at: number; inner: { x: string }[] }[]
  byName: Record<string, { a: number }>
  maybe?: { b: string } | null
}
export const paths: FieldPath<Deep>[] = [
  '_id',
  'list',
  'list.at',
  'list.3.at',
  'list.inner.x',
  'byName.any',
  'byName.any.a',
  'maybe.b',
]

test('the compiler has looked at this file', () => {
  expect([typeof mistakes, typeof right, paths.length]).toEqual(['function', 'function', 8])
})
