/** `npm run reset`: empties the local cloud's data folder; the next start fills it with the demo shop. */
import fs from 'node:fs'
import { dataDirOf, readOptions } from './lib/options.mjs'

const dataDir = dataDirOf(readOptions())
try {
  fs.rmSync(dataDir, { recursive: true, force: true })
  console.log(`已清空 ${dataDir}，下次 npm start 会重新放入演示店铺。`)
} catch (error) {
  console.error(`清空不了 ${dataDir}（${error.message}）。先关掉正在运行的榕铺（Ctrl-C），再试一次。`)
  process.exit(1)
}
