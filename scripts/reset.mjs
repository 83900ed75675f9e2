/** `npm run reset`: removes what the local cloud has put into its data folder, and nothing else; the next start fills it with the demo shop. */
import { loadLocalCloud } from './lib/local-build.mjs'
import { dataDirOf, readOptions } from './lib/options.mjs'

const dataDir = dataDirOf(readOptions())
const { resetShopFolder } = await loadLocalCloud()
try {
  await resetShopFolder(dataDir)
  console.log(`已清空 ${dataDir}，下次 npm start 会重新放入演示店铺。`)
} catch (error) {
  console.error(error.name === 'StartError' ? error.message : error)
  process.exit(1)
}
