import path from 'node:path'

/**
 * Packages that libraries ask for and no function ever reaches: more than half of each bundle, loaded at every cold
 * start. In the bundle a stub stands for each of them, which says its name when it is used after all.
 */
export const LEFT_OUT = {
  '@cloudbase/database/dist/commonjs/realtime/websocket-client': 'node-sdk: watch',
  '@cloudbase/ai': 'node-sdk: language models',
  '@cloudbase/app': 'node-sdk: language models',
  '@cloudbase/wx-cloud-client-sdk': 'node-sdk: data models and SQL',
  '@fidm/x509': 'wechatpay-node-v3: reads serial numbers of certificates; ours are configured',
  axios: 'node-sdk: looks for keys on a virtual machine',
  'form-data': 'node-sdk: uploadFile',
  'http-proxy-agent': 'node-sdk: a proxy',
  'https-proxy-agent': 'node-sdk: a proxy',
  jsonwebtoken: 'node-sdk: auth().createTicket',
  superagent: 'wechatpay-node-v3: its http client; ours stands in its place',
  'web-streams-polyfill': 'node-sdk: language models',
  xml2js: 'node-sdk: uploadFile',
}

/** May be read and extended, as libraries do when they load; calling it says what is missing. */
const stubOf = (name) => `
const missing = () => { throw new Error(${JSON.stringify(`${name} is left out of the bundle (scripts/lib/left-out.mjs)`)}) }
module.exports = new Proxy(function () {}, {
  apply: missing,
  construct: missing,
  get: (stub, key) => (typeof key === 'symbol' || key === '__esModule' || key === 'then' || key === 'prototype' ? stub[key] : module.exports),
})`

/** Which of them a library means by `path`; a file of a library is named from the library on. */
function leftOutBy({ path: wanted, importer }) {
  if (!wanted.startsWith('.')) return Object.hasOwn(LEFT_OUT, wanted) ? wanted : undefined
  const file = path.resolve(path.dirname(importer), wanted).split(`node_modules${path.sep}`).at(-1)
  const name = file.split(path.sep).join('/')
  return Object.hasOwn(LEFT_OUT, name) ? name : undefined
}

/** The plugin of esbuild that puts stubs in their places. */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    const last = Object.keys(LEFT_OUT).map((name) => name.split('/').at(-1).replaceAll('.', '\\.'))
    build.onResolve({ filter: new RegExp(`(^|/)(${last.join('|')})$`) }, (wanted) => {
      const name = leftOutBy(wanted)
      return name && { path: name, namespace: 'left-out' }
    })
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path: name }) => ({ contents: stubOf(name) }))
  },
}
