import { answerOf, createAccount, type TencentAccount } from './account'

/** The stand-in refuses what Tencent refuses; what it answers is proven by the deployments against it. */

let account: TencentAccount
beforeEach(() => void (account = createAccount()))

const ask = (action: string, body: Record<string, unknown> = {}, secretId = account.secretId) => {
  const answered = answerOf(account, { host: '', action, body, secretId })
  return (answered?.['Error'] as { Code?: string } | undefined)?.Code ?? answered
}
const WxAppId = 'wx0000000000000001'
const code = { Code: { ZipFile: 'UEs=' }, Runtime: 'Nodejs20.19' }

test.each<[string, () => unknown, unknown]>([
  ['another’s key', () => ask('DescribeEnvs', {}, 'AKIDother'), 'AuthFailure.SecretIdNotFound'],
  ['another’s environment', () => ask('CreateTable', { EnvId: 'other' }), 'UnauthorizedOperation'],
  [
    'another mini-program',
    () => ask('DescribeQuotaData', { WxAppId: 'wx9' }),
    'AuthFailure.UnauthorizedOperation',
  ],
  ['a call that is gone', () => ask('GetFunctionLogs'), 'InvalidAction'],
  ['a name of a collection', () => ask('CreateTable', { TableName: '_orders' }), 'InvalidParameter'],
  [
    'permissions of nobody’s app',
    () => ask('ModifyDatabaseACL', { CollectionName: 'a' }),
    'MissingParameter',
  ],
  [
    'a runtime that there is not',
    () => ask('CreateFunction', { FunctionName: 'a', ...code, Runtime: 'Nodejs99' }),
    'InvalidParameterValue.Runtime',
  ],
  [
    'code above 1.5 MB',
    () => ask('CreateFunction', { FunctionName: 'a', ...code, Code: { ZipFile: 'x'.repeat(2_097_153) } }),
    'InvalidParameterValue.ZipFile',
  ],
  [
    'variables above 4 KB',
    () =>
      ask('CreateFunction', {
        FunctionName: 'a',
        ...code,
        Environment: { Variables: [{ Key: 'K', Value: 'v'.repeat(4_096) }] },
      }),
    'InvalidParameterValue.Environment',
  ],
  [
    'code of no function',
    () => ask('UpdateFunctionCode', { FunctionName: 'a' }),
    'ResourceNotFound.Function',
  ],
  [
    'a rule that is no rule',
    () =>
      ask('ModifyResourcePermission', {
        ResourceType: 'function',
        Permission: 'CUSTOM',
        SecurityRule: '{"*":true}',
      }),
    'InvalidParameter.SecurityRule',
  ],
  [
    'a rule of no bucket',
    () => ask('ModifyStorageSafeRule', { Bucket: 'x', AclTag: 'PRIVATE' }),
    'InvalidParameter',
  ],
  [
    'a rule that the storage does not have',
    () => ask('ModifyStorageSafeRule', { Bucket: 'b', AclTag: 'PUBLIC' }),
    'InvalidParameter',
  ],
  ['the older calls of HTTP access', () => ask('DescribeCloudBaseGWAPI'), 'UnsupportedOperation'],
  [
    'a route to no function',
    () =>
      ask('CreateHTTPServiceRoute', {
        Domain: {
          Domain: account.gateway.domains[0]!.name,
          Routes: [{ Path: '/a', UpstreamResourceType: 'SCF', UpstreamResourceName: 'a' }],
        },
      }),
    'InvalidParameter',
  ],
])('%s is refused', (_, make, why) => expect(make()).toBe(why))

test('what is under way, what is there and what differs is refused, and a runtime never changes', () => {
  account.busyOnce = new Set(['UpdateTable', 'ModifyDatabaseACL'])
  const index = (Name: string) => ({
    TableName: 'orders',
    CreateIndexes: [
      { IndexName: 'i', MgoKeySchema: { MgoIsUnique: false, MgoIndexKeys: [{ Name, Direction: '1' }] } },
    ],
  })
  const acl = { CollectionName: 'orders', WxAppId, AclTag: 'ADMINONLY' }
  const [create, timer] = [
    { FunctionName: 'a', ...code },
    { FunctionName: 'a', Triggers: '[{"TriggerName":"t","Type":"timer","TriggerDesc":"* * * * *"}]' },
  ]
  expect([
    ask('CreateTable', { TableName: 'orders' }),
    ask('CreateTable', { TableName: 'orders' }),
    ask('UpdateTable', index('x')),
    ask('UpdateTable', index('x')),
    ask('UpdateTable', index('y')),
    ask('ModifyDatabaseACL', acl),
    ask('ModifyDatabaseACL', acl),
    ask('CreateFunction', create),
    ask('CreateFunction', create),
    ask('UpdateFunctionConfiguration', create),
    ask('BatchCreateTrigger', timer),
  ]).toEqual([
    {},
    'ResourceUnavailable.ResourceExist',
    'ResourceInUse.IndexCreating',
    {},
    'ResourceUnavailable.IndexOptionsConflict',
    'ResourceInUse.FsACLJobUnDone',
    {},
    {},
    'ResourceInUse.FunctionName',
    'FailedOperation.FunctionStatusError',
    'InvalidParameterValue.TriggerDesc',
  ])
  ask('GetFunction', create)
  ask('UpdateFunctionConfiguration', { FunctionName: 'a', Runtime: 'Nodejs18.15' })
  expect(account.functions.get('a')?.Runtime).toBe('Nodejs20.19')
})
