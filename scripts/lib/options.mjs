import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './project.mjs'

const DEFAULT_PORT = 8620
/** How many levels a demo shop can pay. */
const LEVELS = [1, 3]

/** Options of start, dev and reset. Ends the process with a sentence when they cannot be read. */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean' },
        'no-client': { type: 'boolean' },
        explain: { type: 'boolean' },
        empty: { type: 'boolean' },
        levels: { type: 'string' },
      },
    })
    const port = Number(values.port ?? process.env.PORT ?? DEFAULT_PORT)
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`端口 ${values.port} 不对`)
    const levels = Number(values.levels ?? 1)
    if (!LEVELS.includes(levels))
      throw new Error(`分销级数 ${values.levels} 不对，演示店铺有 1 级的和 3 级的`)
    if (values.empty && values.levels !== undefined)
      throw new Error('空店自己定分销级数，不要和 --levels 一起用')
    return {
      port,
      data: values.data,
      open: !values['no-open'],
      client: !values['no-client'],
      explain: values.explain === true,
      empty: values.empty === true,
      levels,
    }
  } catch (error) {
    console.error(
      `${error.code ? '有不认识的选项' : error.message}。\n可用的选项：--port 8620  --data .data  --no-open  --no-client（用现成的 dist/h5）  --explain（列出每次数据库操作用了哪个索引）  --empty（从一间空店开始，数据在 .data-empty）  --levels 3（付三级佣金的演示店铺，数据在 .data-levels-3）`,
    )
    process.exit(2)
  }
}

/** Where the shop's data lies; an empty shop, and one with more levels, has a folder of its own beside the demo's. */
export function dataDirOf({ data, empty, levels }) {
  const demo = levels === 1 ? '.data' : `.data-levels-${levels}`
  return path.resolve(root, data ?? (empty ? '.data-empty' : demo))
}
