import { openAccount } from '../account.mjs'
import { checkCertificate } from './certificate.mjs'
import { checkEnvironment } from './environment.mjs'
import { checkFunctions } from './functions.mjs'
import { checkHttp } from './http.mjs'
import { checkPersonalKeys } from '../personal.mjs'
import { checkPayments } from './payments.mjs'
import { checkVariables } from './variables.mjs'
import { checkWechat } from './wechat.mjs'

/**
 * Everything that can be known to be wrong before anything is changed, all at once. Only reads, here and there.
 *
 * @param parts `deployment`, `problems` of its variables, `account`, `server`
 */
export async function checkAll(parts, findings) {
  checkVariables(parts, findings)
  const { deployment, problems } = parts
  const has = (...names) => !names.some((name) => problems.some((line) => line.startsWith(name)))
  if (has('CLOUDBASE_ENV_ID', 'TENCENTCLOUD_')) {
    const info = await checkEnvironment(parts, findings)
    if (info) {
      // Functions lie in the environment's region; without one Shanghai is taken.
      if (info.Region) parts.account = await openAccount({ ...deployment, region: info.Region })
      await checkFunctions(parts, findings)
      await checkHttp(parts, findings)
      if (deployment.config) await checkPersonalKeys(parts, findings)
    }
  }
  // What asks others needs a configuration that can be read.
  if (!deployment.config) return
  checkCertificate(parts, findings)
  await checkWechat(parts, findings)
  await checkPayments(parts, findings)
}
