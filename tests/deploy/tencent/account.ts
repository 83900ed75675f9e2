import type { CloudRequest } from './proxy'
import { answerDatabase, type TableState } from './database'
import { answerFunctions, type FunctionState } from './functions'
import { answerGateway, type GatewayState } from './gateway'

/** What an action answers, or how Tencent refuses it. */
export type Answered = Record<string, unknown>
export const refusal = (Code: string, Message = Code): Answered => ({ Error: { Code, Message } })

/** An account at Tencent with one environment of CloudBase: what it holds, and how it is out of order. */
export interface TencentAccount {
  envId: string
  secretId: string
  /** The mini-program to which the environment belongs. */
  appId: string
  status: string
  source: string
  databaseStatus: string
  /** Permissions come from policies. */
  policies: boolean
  /** Only the older or only the newer calls of HTTP access. */
  gateway: GatewayState
  tables: Map<string, TableState>
  functions: Map<string, FunctionState>
  /** The functions' security rule, as JSON. */
  rule: string | undefined
  /** The storage's rule. */
  storage: string
  expiresAt: string
  /** Each is refused once, as it is in the cloud while the last change is under way. */
  busyOnce: Set<string>
  /** Answers for timers and makes none; the same with the security rule. */
  losesTimers: boolean
  losesRule: boolean
  losesStorage: boolean
  /** Why the first function that is made does not come up. */
  failFirst: string | undefined
  /** Breaks the connection at this action, counted among those that change something. */
  dieAt: number | undefined
  /** How many actions that change something have come. */
  changes: number
  changed: string[]
}

export function createAccount(over: Partial<TencentAccount> = {}): TencentAccount {
  return {
    envId: 'mall-1a2b3c',
    secretId: 'AKIDtest0000000000000000000000000000',
    appId: 'wx0000000000000001',
    status: 'NORMAL',
    source: 'miniapp',
    databaseStatus: 'RUNNING',
    policies: false,
    gateway: {
      calls: 'new',
      isOn: false,
      domains: [{ name: 'mall-1a2b3c-1250000000.ap-shanghai.app.tcloudbase.com', isDefault: true }],
      routes: [],
    },
    tables: new Map(),
    functions: new Map(),
    rule: undefined,
    storage: 'PRIVATE',
    expiresAt: '2099-01-01 00:00:00',
    busyOnce: new Set(),
    losesTimers: false,
    losesRule: false,
    losesStorage: false,
    failFirst: undefined,
    dieAt: undefined,
    changes: 0,
    changed: [],
    ...over,
  }
}

const BUCKET = 'b'
const READS = /^(Describe|Get|List)/

/** Answers a request of the management API, as strictly as Tencent does; nothing: the connection breaks. */
export function answerOf(account: TencentAccount, request: CloudRequest): Answered | undefined {
  const { action, body, secretId } = request
  if (secretId !== account.secretId)
    return refusal('AuthFailure.SecretIdNotFound', 'The SecretId is not found')
  const named = body['EnvId'] ?? body['ServiceId'] ?? body['Namespace']
  if (named !== undefined && named !== account.envId)
    return action === 'DescribeEnvInfo'
      ? { EnvInfo: {} }
      : refusal('UnauthorizedOperation', 'you are not authorized to operate on this environment')
  // Said of several calls to be wanted for mini-programs, and wrong when it is another's.
  if (body['WxAppId'] !== undefined && body['WxAppId'] !== account.appId)
    return refusal('AuthFailure.UnauthorizedOperation', 'WxAppId does not match')
  if (!READS.test(action)) {
    account.changes += 1
    if (account.changes === account.dieAt) return undefined
    if (account.busyOnce.delete(action)) return refusal(BUSY[action] ?? 'RequestLimitExceeded')
    account.changed.push(
      `${action} ${String(body['TableName'] ?? body['FunctionName'] ?? body['CollectionName'] ?? '')}`.trim(),
    )
  }
  return (
    answerEnvironment(account, request) ??
    answerDatabase(account, request) ??
    answerFunctions(account, request) ??
    answerGateway(account, request) ??
    refusal('InvalidAction', `${action} is unknown here`)
  )
}

const BUSY: Readonly<Record<string, string>> = {
  UpdateTable: 'ResourceInUse.IndexCreating',
  ModifyDatabaseACL: 'ResourceInUse.FsACLJobUnDone',
  ModifyStorageSafeRule: 'ResourceInUse.FsACLJobUnDone',
}

function answerEnvironment(account: TencentAccount, { action, body }: CloudRequest): Answered | undefined {
  const { envId, status, source, databaseStatus, policies } = account
  const environment = {
    EnvId: envId,
    Alias: 'mall',
    Status: status,
    Source: source,
    EnvType: 'baas',
    Region: 'ap-shanghai',
    Databases: [{ InstanceId: 'tnt-1', Status: databaseStatus, Region: 'ap-shanghai' }],
    Functions: [{ Namespace: envId, Region: 'ap-shanghai' }],
    Storages: [{ Bucket: BUCKET, Region: 'ap-shanghai', CdnDomain: 'b.tcb.qcloud.la', AppId: '125' }],
    Meta: policies ? [{ Key: 'authz_engine', Value: 'opa' }] : [],
  }
  switch (action) {
    case 'DescribeEnvs':
      return { EnvList: [environment] }
    case 'DescribeEnvInfo':
      return { EnvInfo: { EnvBaseInfo: environment } }
    case 'DescribeQuotaData':
      return { Value: 1 }
    case 'DescribeBillingInfo':
      return { EnvBillingInfoList: [{ EnvId: envId, ExpireTime: account.expiresAt, IsolatedTime: '' }] }
    case 'DescribeResourcePermission':
      if (policies) return refusal('UnsupportedOperation')
      return {
        Data: { PermissionList: account.rule ? [{ Permission: 'CUSTOM', SecurityRule: account.rule }] : [] },
      }
    case 'ModifyResourcePermission':
      return setRule(account, body)
    case 'DescribeStorageSafeRule':
      return body['Bucket'] === BUCKET
        ? { AclTag: account.storage }
        : refusal('InvalidParameter', 'no such bucket')
    case 'ModifyStorageSafeRule':
      return setStorage(account, body)
    default:
      return undefined
  }
}

function setStorage(account: TencentAccount, body: Record<string, unknown>): Answered {
  const { Bucket, AclTag, Rule } = body
  const known = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY'].includes(String(AclTag))
  if (Bucket !== BUCKET || (!known && (AclTag !== 'CUSTOM' || !Rule))) return refusal('InvalidParameter')
  if (!account.losesStorage) account.storage = String(AclTag)
  return {}
}

function setRule(account: TencentAccount, body: Record<string, unknown>): Answered {
  if (account.policies) return refusal('UnsupportedOperation')
  const { ResourceType, Permission, SecurityRule } = body
  if (ResourceType !== 'function' || Permission !== 'CUSTOM') return refusal('InvalidParameter')
  try {
    const rule = JSON.parse(String(SecurityRule)) as Record<string, unknown>
    const wrong = Object.values(rule).some((one) => {
      const invoke = (one as { invoke?: unknown } | null)?.invoke
      return typeof invoke !== 'boolean' && typeof invoke !== 'string'
    })
    if (wrong) return refusal('InvalidParameter.SecurityRule')
  } catch {
    return refusal('InvalidParameter.SecurityRule', 'no JSON')
  }
  if (!account.losesRule) account.rule = String(SecurityRule)
  return {}
}
