import { isSoundWallet } from '@shared/rules/wallet'
import type { Context } from '../../../platform/context'
import type { AccountDoc } from '../ledger/ledger.model'
import type { Report } from './audit.model'
import { findAccounts, sumAccrued, sumPosted, sumPostings, sumReversed } from './audit.repo'

/** People whose sums are asked for at once. */
const AT_ONCE = 100

const BALANCES = {
  available: 'availableFen',
  withdrawing: 'withdrawingFen',
  paid: 'paidFen',
  debt: 'debtFen',
} as const satisfies Record<string, keyof AccountDoc>

/**
 * What stands in the ledger for these people against their balances, and what is pending there against their
 * commissions. Five round trips at once for a hundred of them.
 */
export async function checkPeople(ctx: Context, people: readonly string[], report: Report): Promise<void> {
  for (let from = 0; from < people.length; from += AT_ONCE) {
    await checkSome(ctx, people.slice(from, from + AT_ONCE), report)
  }
}

async function checkSome(ctx: Context, people: readonly string[], report: Report): Promise<void> {
  const [accounts, postings, accrued, reversed, posted] = await Promise.all([
    findAccounts(ctx, people),
    sumPostings(ctx, people),
    sumAccrued(ctx, people),
    sumReversed(ctx, people),
    sumPosted(ctx, people),
  ])
  const accountOf = new Map(accounts.map((account) => [account._id, account]))
  const booked = new Map(
    postings.map(({ distributorId, account, fen }) => [`${distributorId} ${account}`, fen]),
  )
  for (const person of people) {
    const account = accountOf.get(person)
    for (const [name, field] of Object.entries(BALANCES)) {
      const [balance, sum] = [account?.[field] ?? 0, booked.get(`${person} ${name}`) ?? 0]
      if (balance === sum) continue
      report(
        person,
        'LEDGER-2',
        `${person} ${name}`,
        `the balance is ${balance} fen, its postings sum to ${sum}`,
      )
    }
    if (account && hasWrongSign(account)) {
      report(person, 'LEDGER-2', person, 'a balance has the wrong sign, or debt stands beside money')
    }
    const pending = booked.get(`${person} pending`) ?? 0
    const owed = (accrued.get(person) ?? 0) - (reversed.get(person) ?? 0) - (posted.get(person) ?? 0)
    if (pending !== owed) {
      report(person, 'LEDGER-3', person, `${pending} fen pending in the ledger, ${owed} in the commissions`)
    }
  }
}

const hasWrongSign = (account: AccountDoc): boolean =>
  account.withdrawingFen < 0 || account.paidFen < 0 || !isSoundWallet(account)
