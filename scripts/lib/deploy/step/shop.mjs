/** Begins the shop where there is none, so that its settings can be written to; what its owner has to do is left. */
export async function deployShop({ db, server, left }, report) {
  if (await server.beginShop({ db, clock: { now: Date.now } }))
    report.changed('shop: begun, to be set up in the mini-program')
  const { preparing } = await db.get('settings', 'shop')
  if (preparing === true) left.add('shop')
}
