/** Begins the shop where there is none, so that its settings can be written to; what its owner has to do is left. */
export async function deployShop({ db, server, left }, report) {
  const standing = await db.get('settings', 'shop')
  if (!standing && (await server.beginShop({ db, clock: { now: Date.now } })))
    report.changed('shop: begun, to be set up in the mini-program')
  if (!standing || standing.preparing === true) left.add('shop')
}
