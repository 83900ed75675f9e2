/**
 * `npm run reset`: removes what the local cloud has put into its data folder, and nothing else; the next start fills it
 * with the demo shop. `-- --empty`: the folder of the empty shop.
 */
import { loadLocalCloud } from './lib/local-build.mjs'
import { dataDirOf, readOptions } from './lib/options.mjs'

const options = readOptions()
const dataDir = dataDirOf(options)
const { resetShopFolder } = await loadLocalCloud()
try {
  await resetShopFolder(dataDir)
  console.log(
    options.empty
      ? `已清空 ${dataDir}，下次 npm start -- --empty 又是一间空店。`
      : `已清空 ${dataDir}，下次 npm start 会重新放入演示店铺。`,
  )
} catch (error) {
  console.error(error.name === 'StartError' ? error.message : error)
  process.exit(1)
}
