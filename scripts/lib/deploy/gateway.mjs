import { isUnknownCall } from './account.mjs'

/**
 * HTTP access of an environment, by the calls that it has: newer ones know domains with their routes, older ones one
 * list of paths. Both in the same words.
 *
 * @returns `state()`: whether it is on, its domains, and the routes `{domain, path, function, open}`;
 *   `switchOn(domain)`; `route(domain, path, function)`: makes it, or puts it right
 */
export async function openGateway(account, envId) {
  try {
    const first = await account.app.env.describeHttpServiceRoute({ EnvId: envId, Offset: 0, Limit: 100 })
    return newGateway(account, envId, first)
  } catch (error) {
    if (!isUnknownCall(error)) throw error
    return oldGateway(account)
  }
}

/** For payments' notifications: more than a sale brings, less than a flood. */
const QPS = { QPSTotal: 100, QPSPerClient: { LimitBy: 'ClientIP', LimitValue: 50 } }

function newGateway({ app, patiently }, EnvId, first) {
  const read = async () => first ?? (await app.env.describeHttpServiceRoute({ EnvId, Offset: 0, Limit: 100 }))
  const forget = () => void (first = undefined)
  const isHttp = ({ DomainType }) => DomainType === undefined || DomainType === 'HTTPSERVICE'
  const change = (how, Domain) => patiently(() => app.env[how]({ EnvId, Domain }))
  return {
    async state() {
      const { Domains = [] } = await read()
      const http = Domains.filter(isHttp)
      return {
        isOn: http.some(({ Enable }) => Enable),
        domains: http.map(({ Domain, IsDefault, DNSStatus, Status }) => ({
          name: Domain,
          isDefault: IsDefault === true,
          problem:
            DNSStatus === 'INVALID'
              ? 'its DNS does not lead here'
              : Status === 'FAIL'
                ? 'it failed'
                : undefined,
        })),
        isOnAt: (name) => http.some(({ Domain, Enable }) => Domain === name && Enable),
        routes: http.flatMap(({ Domain, Routes = [] }) =>
          (Routes ?? []).map((route) => ({
            domain: Domain,
            path: route.Path,
            function: route.UpstreamResourceName,
            open: route.UpstreamResourceType === 'SCF' && route.EnableAuth !== true && route.Enable !== false,
          })),
        ),
      }
    },
    async switchOn(domain) {
      await change('modifyHttpServiceRoute', { Domain: domain, Enable: true })
      forget()
    },
    async route(domain, path, name, isThere) {
      await change(isThere ? 'modifyHttpServiceRoute' : 'createHttpServiceRoute', {
        Domain: domain,
        Routes: [
          {
            Path: path,
            UpstreamResourceType: 'SCF',
            UpstreamResourceName: name,
            EnableAuth: false,
            Enable: true,
            QPSPolicy: QPS,
          },
        ],
      })
      forget()
    },
  }
}

function oldGateway({ app, patiently }) {
  /** A function, as the older calls number what a path leads to. */
  const FUNCTION = 1
  const OPEN = 2
  return {
    async state() {
      const { DefaultDomain, EnableService, ServiceSet = [] } = await app.access.getDomainList()
      const { APISet = [] } = await app.access.getAccessList({})
      const own = (ServiceSet ?? []).map(({ Domain }) => Domain).filter((name) => name !== DefaultDomain)
      return {
        isOn: EnableService === true,
        isOnAt: () => EnableService === true,
        domains: [
          ...own.map((name) => ({ name, isDefault: false })),
          ...(DefaultDomain ? [{ name: DefaultDomain, isDefault: true }] : []),
        ],
        // A path leads to the same on all domains.
        routes: (APISet ?? []).map(({ Path, Name, Type, AuthSwitch }) => ({
          domain: undefined,
          path: Path,
          function: Name,
          open: Type === FUNCTION && (AuthSwitch ?? OPEN) === OPEN,
        })),
      }
    },
    switchOn: () => patiently(() => app.access.switchAuth(true)),
    async route(_domain, path, name, isThere) {
      if (isThere)
        throw new Error(`${path} asks for a login: switch that off in DevTools → 云开发 → HTTP 访问服务`)
      await patiently(() => app.access.createAccess({ path, name, auth: false }))
    },
  }
}
