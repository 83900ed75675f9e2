/* global module */
/** Stands in tests for what `scripts/lib/left-out.mjs` leaves out of the bundles: may be read and extended, not called. */
const missing = () => {
  throw new Error('left out of the bundles (scripts/lib/left-out.mjs), and so of the tests')
}
const own = ['__esModule', 'then', 'prototype']
const stub = new Proxy(function () {}, {
  apply: missing,
  construct: missing,
  get: (target, key) => (typeof key === 'symbol' || own.includes(key) ? target[key] : stub),
})
module.exports = stub
