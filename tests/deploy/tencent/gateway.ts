import { refusal, type Answered, type TencentAccount } from './account'
import type { CloudRequest } from './proxy'

export interface RouteState {
  domain: string
  path: string
  function: string
  auth: boolean
}
export interface GatewayState {
  /** Which of the two sets of calls the environment has. */
  calls: 'new' | 'old'
  isOn: boolean
  domains: { name: string; isDefault: boolean }[]
  routes: RouteState[]
}

interface Domain {
  Domain: string
  Enable?: boolean
  Routes?: {
    Path: string
    UpstreamResourceType: string
    UpstreamResourceName: string
    EnableAuth?: boolean
  }[]
}

export function answerGateway(
  { gateway, functions }: TencentAccount,
  request: CloudRequest,
): Answered | undefined {
  const { action, body } = request
  const { calls, domains } = gateway
  if (/HTTPServiceRoute$/.test(action)) {
    if (calls !== 'new') return refusal('InvalidAction')
    if (action === 'DescribeHTTPServiceRoute') return tellNew(gateway)
    return changeNew(gateway, functions, action, body['Domain'] as Domain)
  }
  if (!/CloudBaseGW/.test(action)) return undefined
  if (calls !== 'old') return refusal('UnsupportedOperation')
  switch (action) {
    case 'DescribeCloudBaseGWService':
      return {
        DefaultDomain: domains.find(({ isDefault }) => isDefault)?.name,
        EnableService: gateway.isOn,
        ServiceSet: domains.filter(({ isDefault }) => !isDefault).map(({ name }) => ({ Domain: name })),
      }
    case 'DescribeCloudBaseGWAPI':
      return {
        APISet: gateway.routes.map((one) => ({
          Path: one.path,
          Name: one.function,
          Type: 1,
          AuthSwitch: one.auth ? 1 : 2,
        })),
      }
    case 'ModifyCloudBaseGWPrivilege':
      gateway.isOn = body['EnableService'] === true
      return {}
    case 'CreateCloudBaseGWAPI': {
      const [path, name] = [String(body['Path']), String(body['Name'])]
      if (gateway.routes.some((one) => one.path === path)) return refusal('InvalidParameter.APICreated')
      if (!functions.has(name)) return refusal('ResourceNotFound.Function')
      gateway.routes.push({ domain: '', path, function: name, auth: body['AuthSwitch'] === 1 })
      return {}
    }
    default:
      return undefined
  }
}

const tellNew = ({ domains, routes, isOn }: GatewayState): Answered => ({
  OriginDomain: domains[0]?.name,
  TotalCount: domains.length + 1,
  Domains: [
    ...domains.map(({ name, isDefault }) => ({
      Domain: name,
      DomainType: 'HTTPSERVICE',
      IsDefault: isDefault,
      Enable: isOn,
      Status: 'SUCCESS',
      DNSStatus: 'OK',
      Routes: routes
        .filter(({ domain }) => domain === name)
        .map((one) => ({
          Path: one.path,
          UpstreamResourceType: 'SCF',
          UpstreamResourceName: one.function,
          EnableAuth: one.auth,
          Enable: true,
        })),
    })),
    // Every environment has one for files, which leads to no function.
    { Domain: 'mall-1a2b3c.tcloudbaseapp.com', DomainType: 'STATIC_STORE', IsDefault: true, Enable: true },
  ],
})

function changeNew(
  gateway: GatewayState,
  functions: TencentAccount['functions'],
  action: string,
  { Domain, Enable, Routes = [] }: Domain,
): Answered {
  if (!gateway.domains.some(({ name }) => name === Domain))
    return refusal('ResourceNotFound', 'no such domain')
  for (const { Path, UpstreamResourceType, UpstreamResourceName, EnableAuth = false } of Routes) {
    const at = gateway.routes.findIndex((one) => one.domain === Domain && one.path === Path)
    if (UpstreamResourceType !== 'SCF' || !functions.has(UpstreamResourceName))
      return refusal('InvalidParameter', 'UpstreamResource')
    if (action === 'CreateHTTPServiceRoute' && at >= 0) return refusal('InvalidParameter.APICreated')
    if (action === 'ModifyHTTPServiceRoute' && at < 0) return refusal('ResourceNotFound', 'no such route')
    const route = { domain: Domain, path: Path, function: UpstreamResourceName, auth: EnableAuth }
    gateway.routes.splice(at < 0 ? gateway.routes.length : at, at < 0 ? 0 : 1, route)
  }
  if (Enable !== undefined) gateway.isOn = Enable
  return {}
}
