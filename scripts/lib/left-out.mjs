import path from 'node:path'

/**
 * Packages that libraries ask for and no function ever reaches: more than half of each bundle, loaded at every cold
 * start. In the bundle a stub stands for each of them, which says its name when it is used after all.
 */
export const LEFT_OUT = {
  '@cloudbase/database/dist/commonjs/realtime/websocket-client': 'node-sdk: watch',
  '@cloudbase/node-sdk/dist/ai': 'language models',
  '@cloudbase/node-sdk/dist/analytics': 'analytics()',
  '@cloudbase/node-sdk/dist/auth': 'auth()',
  '@cloudbase/node-sdk/dist/cloudrun': 'callContainer',
  '@cloudbase/node-sdk/dist/functions': 'callFunction',
  '@cloudbase/node-sdk/dist/logger': 'logger()',
  '@cloudbase/node-sdk/dist/notification': 'sendTemplateNotification',
  '@cloudbase/node-sdk/dist/storage': 'uploadFile and its like',
  '@cloudbase/node-sdk/dist/utils/metadata': 'looks for keys on a virtual machine',
  '@cloudbase/node-sdk/dist/utils/request': "requests other than the database's",
  '@cloudbase/node-sdk/dist/utils/tcbopenapicommonrequester': 'data models and SQL',
  '@cloudbase/node-sdk/dist/wx': 'callWxOpenApi and its like',
  '@cloudbase/wx-cloud-client-sdk': 'node-sdk: data models and SQL',
  '@fidm/x509': 'wechatpay-node-v3: reads serial numbers of certificates; ours are configured',
  axios: 'node-sdk: requestClient',
  superagent: 'wechatpay-node-v3: its http client; ours stands in its place',
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
