import { said } from '../account.mjs'
import { openGateway } from '../gateway.mjs'

/** HTTP access and the address at which WeChat Pay is to notify. */
export async function checkHttp({ account, deployment, left }, { fine, look, wrong }) {
  let state
  try {
    state = await (await openGateway(account, deployment.envId)).state()
  } catch (error) {
    return void wrong('Tencent does not tell of HTTP access', said(error))
  }
  const { isOn, domains } = state
  if (!isOn) look('HTTP access is switched off', 'Deploying switches it on.')
  if (!URL.canParse(deployment.config?.pay.notifyUrl ?? '')) return
  const { hostname, pathname } = new URL(deployment.config.pay.notifyUrl)
  const known = domains.find(({ name }) => name === hostname)
  const names = domains.map(({ name }) => name).join(', ') || 'none yet'
  if (pathname !== '/paynotify')
    wrong('WXPAY_NOTIFY_URL does not end with /paynotify', 'That is the path that the deployment opens.')
  else if (!known && /\.tcloudbase(app)?\.com$/.test(hostname))
    wrong(`WXPAY_NOTIFY_URL: the environment has no domain ${hostname}`, `It has: ${names}.`)
  else if (!known)
    look(
      `WXPAY_NOTIFY_URL: ${hostname} is no domain of the environment`,
      `It has: ${names}. Right only when what stands there hands /paynotify on to one of them.`,
    )
  else if (known.isDefault) {
    left.add('domain')
    look(
      `WXPAY_NOTIFY_URL uses ${hostname}, which Tencent gives for trying out only: it is slowed down and may show a page of its own`,
      'Bind a domain with ICP filing: DevTools → 云开发 → 更多 → HTTP 访问服务, then change WXPAY_NOTIFY_URL.',
    )
  } else if (known.problem)
    wrong(`${hostname} cannot be reached: ${known.problem}`, 'Set its CNAME at your DNS provider.')
  else fine(`HTTP access: ${hostname}`)
}
