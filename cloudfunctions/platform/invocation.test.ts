import { callerOf, type PlatformContext } from './invocation'

const APP = 'wx00000000000000aa'
const KEYS = 'WX_OPENID,WX_APPID'
const variables = { WX_CONTEXT_KEYS: KEYS, WX_OPENID: 'oBuyer', WX_APPID: APP }
const asJson = (value: unknown): PlatformContext => ({ environment: JSON.stringify(value) })
const MEMBER = { kind: 'member', openid: 'oBuyer' }

beforeEach(() => void Object.assign(process.env, { ...variables, WX_OPENID: 'oCalledBefore' }))
afterEach(() => {
  for (const name of Object.keys(variables)) delete process.env[name]
})

test.each<[string, PlatformContext | undefined, object]>([
  ['JSON', asJson(variables), MEMBER],
  ['K=V;K=V', { environ: `WX_CONTEXT_KEYS=${KEYS};WX_OPENID=oBuyer;WX_APPID=${APP}` }, MEMBER],
  [
    'K=V;K=V with blanks and an end',
    { environ: `WX_CONTEXT_KEYS=${KEYS}; WX_OPENID=oBuyer; WX_APPID=${APP};` },
    MEMBER,
  ],
  [
    'JSON beside K=V of somebody else',
    { ...asJson({}), environ: `WX_CONTEXT_KEYS=${KEYS};WX_OPENID=oOther;WX_APPID=${APP}` },
    { kind: 'nobody' },
  ],
  ['no variables', asJson({}), { kind: 'nobody' }],
  ['no variables, K=V', { environ: '' }, { kind: 'nobody' }],
  [
    'an openid that is not announced',
    asJson({ ...variables, WX_CONTEXT_KEYS: 'TRIGGER_SRC' }),
    { kind: 'nobody' },
  ],
  ['an openid without announcements', asJson({ WX_OPENID: 'oBuyer', WX_APPID: APP }), { kind: 'nobody' }],
  ['an empty openid', asJson({ ...variables, WX_OPENID: '' }), { kind: 'nobody' }],
  ['an openid that is no text', asJson({ ...variables, WX_OPENID: { a: 1 } }), { kind: 'nobody' }],
  ['another mini-program', asJson({ ...variables, WX_APPID: 'wxother' }), { kind: 'foreign' }],
  ['no mini-program', asJson({ ...variables, WX_APPID: undefined }), { kind: 'foreign' }],
  [
    'neither form',
    { request_id: '1', requestId: '2' },
    { kind: 'unreadable', has: ['requestId', 'request_id'] },
  ],
  ['no JSON', { environment: 'WX_OPENID=oBuyer' }, { kind: 'unreadable', has: ['environment'] }],
  ['JSON that is no object', { environment: '7' }, { kind: 'unreadable', has: ['environment'] }],
  ['nothing at all', undefined, { kind: 'unreadable', has: [] }],
])('[IDENTITY-2] who calls is what this invocation says: %s', (_name, platform, caller) => {
  expect(callerOf(platform, APP)).toEqual(caller)
})
