/**
 * `npm start`: builds what has changed, starts the local cloud with the demo shop and opens it.
 * Options: --port 8620, --data .data, --no-open, --no-client (serves dist/h5 as it is), --explain
 * (tells of each database operation which index served it), --empty (an empty shop in place of the demo, in
 * .data-empty), --levels 3 (a demo shop that pays three levels, in .data-levels-3). This file is plain enough for an old Node to read it and say so.
 */
const WANTED = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(
    '榕铺需要 Node.js ' +
      WANTED.join('.') +
      ' 或更新的版本，现在是 ' +
      process.versions.node +
      '。\n' +
      '请到 https://nodejs.org/zh-cn 下载安装 LTS 版，然后重新运行 npm start。',
  )
  process.exit(1)
}
import('./lib/run-local.mjs').then(({ runLocal }) => runLocal({ dev: false }))
