import { randomInt } from 'node:crypto'

/**
 * A code by which somebody becomes the owner, while the shop has none. It stands nowhere but in what is printed now;
 * `anew` makes another one when it was lost.
 */
export async function offerOwner({ db, server }, { anew }, report) {
  const ctx = { db, clock: { now: Date.now } }
  const is = await server.owner.ownership(ctx)
  if (is.is === 'owned') return undefined
  if (is.is === 'open' && !anew)
    return {
      lines: [
        `The owner’s code that was printed before is good until ${day(is.until)}; npm run deploy -- --owner-code makes another one.`,
      ],
    }
  const code = server.owner.newOwnerCode(randomInt)
  const until = await server.owner.offerOwnership(ctx, code)
  report.changed('owner: a code was made')
  return {
    lines: [
      `The owner’s code: ${server.owner.printedOwnerCode(code)}`,
      `Whoever enters it in the mini-program first becomes the owner. Good once, until ${day(until)}; it stands nowhere else.`,
    ],
  }
}

const day = (at) => new Date(at).toISOString().slice(0, 10)
