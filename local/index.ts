import { join } from 'node:path'
import { listen } from '../emulator/src/base'
import type { LocalCloud, LocalCloudOptions } from './cloud'
import { projectRoot } from './root'
import { assemble } from './server/assemble'
import { inTheShopsWords } from './server/errors'

export { describeOperation, LOCAL_CREDENTIALS } from '../emulator/src/cloudbase'
export type { FaultName, FaultPlan, PlanReport, Plan, PlannedFault } from '../emulator/src/faults'
export type { LogLine, Runner } from '../emulator/src/functions'
export type { PaymentBooks } from '../emulator/src/wechatpay'
export type { LocalCloud, LocalCloudOptions } from './cloud'
export { StartError } from './server/errors'
export { DEMO_PEOPLE, openidOf, phoneOf, type DemoPerson } from './server/phones'
export { resetShopFolder } from './server/shop-folder'

/**
 * Starts the local cloud on 127.0.0.1.
 * @throws StartError with a sentence for the user when the port is taken or the data cannot be read
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  // Without it the SDK looks for Tencent's metadata host before each request.
  process.env['TENCENTCLOUD'] ??= 'true'
  return inTheShopsWords(options.dataDir, async () => {
    const listening = await listen(options.port ?? 0)
    try {
      const h5Dir = options.h5Dir ?? join(projectRoot(), 'dist/h5')
      return await assemble({ ...options, h5Dir }, listening)
    } catch (error) {
      await listening.close()
      throw error
    }
  })
}
