import { said } from '../account.mjs'

const DAY_MS = 86_400_000
const OWN_KEY =
  'Use an API key of the account to which the mini-program’s environment belongs: log in at https://console.cloud.tencent.com by 小程序公众号 (a sub-account needs QcloudAccessForTCBRole).'

/**
 * Whether the environment is there, works, belongs to the mini-program and is paid for.
 * @returns what Tencent says of it; nothing when it says nothing
 */
export async function checkEnvironment(parts, findings) {
  const { account, deployment } = parts
  const { fine, look, wrong } = findings
  const info = await infoOf(parts, findings)
  if (!info) return undefined
  parts.info = info
  if (info.Status !== 'NORMAL')
    wrong(
      `the environment ${deployment.envId} is ${info.Status}`,
      'Open it in DevTools → 云开发, and see whether it is paid for.',
    )
  if (info.Source !== 'miniapp')
    look(
      'the environment was not opened from a mini-program',
      'One that belongs to another account answers no phone: open it in WeChat DevTools → 云开发, with the mini-program’s AppID.',
    )
  await checkOwner(parts, findings)
  const [database] = info.Databases ?? []
  if (database?.Status === 'RUNNING') fine('database: running')
  else
    wrong(
      `the environment’s database is ${database?.Status ?? 'not there'}`,
      'Open DevTools → 云开发 → 数据库 once, and wait until it can be used.',
    )
  if (usesPolicies(info))
    look(
      'the environment takes its permissions from policies (OPA), which this deployment cannot write',
      'See the list that the deployment prints at its end. The functions refuse by themselves whom they are not for.',
    )
  await checkBill(account, deployment, findings)
  return info
}

/** A newer environment whose rules are one text in rego. */
export const usesPolicies = ({ Meta }) =>
  (Meta ?? []).some(({ Key, Value }) => Key === 'authz_engine' && Value === 'opa')

async function infoOf({ account, deployment }, { wrong }) {
  const { envId } = deployment
  try {
    const { EnvInfo } = await account.app.env.describeEnvInfo({ EnvId: envId })
    if (EnvInfo?.EnvBaseInfo?.EnvId === envId) return EnvInfo.EnvBaseInfo
  } catch (error) {
    if (/SecretId|Signature|TokenFailure/.test(error.code ?? ''))
      return void wrong(
        'Tencent does not know the API key',
        `${said(error)}. TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY are a pair from https://console.cloud.tencent.com/cam/capi`,
      )
    if (/Unauthorized|AuthFailure/.test(error.code ?? ''))
      return void wrong(`the API key may not use the environment ${envId}`, `${said(error)}. ${OWN_KEY}`)
    if (!/ResourceNotFound|InvalidParameter/.test(error.code ?? ''))
      return void wrong('Tencent does not tell of the environment', said(error))
  }
  const { EnvList = [] } = await account.app.env.listEnvs().catch(() => ({}))
  const others = EnvList.map(({ EnvId, Alias }) => `${EnvId} (${Alias ?? ''})`).join(', ')
  wrong(`there is no environment ${envId} in this account`, others ? `There are: ${others}.` : OWN_KEY)
}

/** No field holds the AppID: a question that is answered without one, and not with one, was about another's. */
async function checkOwner({ account, deployment }, { fine, wrong }) {
  const { envId: EnvId, appId: WxAppId } = deployment
  if (!WxAppId) return
  const ask = (more) =>
    account.call('tcb', 'DescribeQuotaData', { EnvId, MetricName: 'StorageSizepkg', ...more })
  try {
    await ask({ WxAppId })
    fine(`environment: ${EnvId} works and belongs to ${WxAppId}`)
  } catch (error) {
    const answered = await ask({}).then(
      () => true,
      () => false,
    )
    if (answered)
      wrong(
        `the environment ${EnvId} does not belong to the mini-program ${WxAppId}`,
        `${said(error)}. ${OWN_KEY}`,
      )
  }
}

async function checkBill(account, { envId: EnvId }, { look }) {
  const bill = await account.call('tcb', 'DescribeBillingInfo', { EnvId }).catch(() => undefined)
  const [one] = bill?.EnvBillingInfoList ?? []
  if (!one) return
  if (one.IsolatedTime && Date.parse(one.IsolatedTime) > 0)
    look('the environment is cut off because it is not paid for', 'Renew it in DevTools → 云开发.')
  else if (Date.parse(one.ExpireTime) < Date.now() + 14 * DAY_MS)
    look(`the environment is paid until ${one.ExpireTime} only`, 'Renew it in DevTools → 云开发.')
}
