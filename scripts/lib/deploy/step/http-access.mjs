import { openGateway } from '../gateway.mjs'
import { readManifest } from '../manifest.mjs'

/** Switches HTTP access on and leads the paths to their functions, at the domain that WeChat Pay notifies. */
export async function deployHttpAccess({ account, deployment }, report) {
  const gateway = await openGateway(account, deployment.envId)
  const { hostname } = new URL(deployment.config.pay.notifyUrl)
  const domainOf = ({ domains }) =>
    (
      domains.find(({ name }) => name === hostname) ??
      domains.find(({ isDefault }) => isDefault) ??
      domains[0]
    )?.name
  let state = await gateway.state()
  if (!state.isOn || !state.isOnAt(domainOf(state))) {
    await gateway.switchOn(domainOf(state))
    state = await gateway.state()
    if (!state.isOnAt(domainOf(state)))
      throw new Error('HTTP access stays off: switch it on in DevTools → 云开发')
    report.changed('HTTP access: switched on')
  }
  const domain = domainOf(state)
  for (const { name, path } of readManifest()) {
    if (path === undefined) continue
    const here = state.routes.find((one) => one.path === path && (one.domain ?? domain) === domain)
    if (here && here.function !== name)
      throw new Error(
        `the path ${path} leads to ${here.function} already: take it away in DevTools → 云开发 → HTTP 访问服务`,
      )
    if (here?.open) continue
    await gateway.route(domain, path, name, here !== undefined)
    report.changed(`HTTP access: ${path} leads to ${name}`)
  }
}
