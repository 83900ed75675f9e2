import { TRANSACTION_LIMIT_MS } from '../../../src/cloudbase/engine/transaction'
import { errorOf } from '../sdk'
import { ENDED, openBank, type Bank } from './bank'

/**
 * "Transaction must be committed or aborted within 30 seconds":
 * https://docs.cloudbase.net/en/error-code/DATABASE_TRANSACTION_FAIL
 */
let bank: Bank

/** A bank whose transactions end by themselves that soon. One at a time: the SDK reads its address when it sends. */
async function open(transactionLimitMs: number): Promise<void> {
  bank = await openBank({ transactionLimitMs })
  await bank.fresh()
}
afterEach(async () => {
  await bank?.close()
})

test('is 30 s', () => {
  expect(TRANSACTION_LIMIT_MS).toBe(30_000)
})

test('ends a transaction in the middle of its work', async () => {
  await open(20)
  const transaction = await bank.db.startTransaction()
  const working = async (): Promise<void> => {
    const a = transaction.collection('t').doc('a')
    for (;;) await a.update({ n: bank.db.command.inc(10) })
  }
  expect(await errorOf(working())).toMatchObject(ENDED)
  expect(await bank.one('a')).toMatchObject({ n: 10 })
})

test('ends one whose client has died, and who waited for it goes on', async () => {
  // Long enough for the two operations before the waiting begins.
  await open(2_000)
  const dead = await bank.db.startTransaction()
  await dead.collection('t').doc('a').remove()
  await dead.collection('t').add({ _id: 'c', k: 3 })
  const results = await Promise.all([
    bank.t.doc('a').update({ n: bank.db.command.inc(1) }),
    bank.t.add({ _id: 'd', k: 3 }),
  ])
  expect(results).toMatchObject([{ updated: 1 }, { id: 'd' }])
  expect(await bank.one('a')).toMatchObject({ n: 11 })
  expect(bank.server.stats()).toMatchObject({ openTransactions: 0, formerVersions: 0 })
})

test('is what a transaction runs into which waits for itself: where().update() of a document it has written', async () => {
  await open(1_000)
  const transaction = await bank.db.startTransaction()
  const t = transaction.collection('t')
  await t.doc('a').update({ n: 99 })
  // It is sent outside, and waits there for the transaction to end.
  expect(await t.where({ _id: 'a' }).update({ n: bank.db.command.inc(1) })).toMatchObject({ updated: 1 })
  expect(await bank.one('a')).toMatchObject({ n: 11 })
  expect(await errorOf(transaction.commit())).toMatchObject(ENDED)
})
