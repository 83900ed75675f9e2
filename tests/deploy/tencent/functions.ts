import { refusal, type Answered, type TencentAccount } from './account'
import type { CloudRequest } from './proxy'

interface Trigger {
  TriggerName: string
  TriggerDesc: string
  Type: string
  Enable: number
}
interface Variable {
  Key: string
  Value: string
}
export interface FunctionState {
  Runtime: string
  Handler: string
  MemorySize: number
  Timeout: number
  Description: string
  variables: Variable[]
  triggers: Trigger[]
  /** What was uploaded last; base64 of a zip. */
  zip: string
  /** How often it is asked for before it has become active. */
  comingUp: number
  /** Why it never comes up. */
  failure?: string
}

const RUNTIMES = ['Nodejs20.19', 'Nodejs18.15', 'Nodejs16.13']
/** 1.5 MB as base64. */
const ZIP_LIMIT = 2_097_152
const VARIABLES_LIMIT = 4_096
/** Seven fields, seconds first. */
const CRON = /^(\S+ ){6}\S+$/

export function answerFunctions(account: TencentAccount, request: CloudRequest): Answered | undefined {
  const { action, body } = request
  const name = String(body['FunctionName'] ?? '')
  const found = account.functions.get(name)
  if (action === 'CreateFunction') return create(account, name, body)
  if (
    !/^(GetFunction|UpdateFunction(Code|Configuration)|BatchCreateTrigger|DeleteTrigger|DeleteFunction)$/.test(
      action,
    )
  )
    return undefined
  if (!found) return refusal('ResourceNotFound.Function', `no function ${name}`)
  switch (action) {
    case 'GetFunction':
      return tell(name, found)
    case 'UpdateFunctionCode': {
      if (found.comingUp > 0) return refusal('FailedOperation.FunctionStatusError')
      const wrong = wrongCode(body)
      if (wrong) return wrong
      Object.assign(found, { zip: zipOf(body), Handler: body['Handler'], comingUp: 1 })
      return {}
    }
    case 'UpdateFunctionConfiguration': {
      if (found.comingUp > 0) return refusal('FailedOperation.FunctionStatusError')
      const variables = variablesOf(body)
      if (isTooLarge(variables)) return refusal('InvalidParameterValue.Environment')
      // A runtime is ignored, as it is in the cloud; variables are all of them or none.
      for (const field of ['MemorySize', 'Timeout', 'Description'] as const)
        if (body[field] !== undefined) Object.assign(found, { [field]: body[field] })
      if (variables.length > 0) found.variables = variables
      found.comingUp = 1
      return {}
    }
    case 'BatchCreateTrigger':
      if (account.losesTimers) return {}
      return addTriggers(found, JSON.parse(String(body['Triggers'])) as Trigger[])
    case 'DeleteTrigger':
      found.triggers = found.triggers.filter(({ TriggerName }) => TriggerName !== body['TriggerName'])
      return {}
    case 'DeleteFunction':
      account.functions.delete(name)
      return {}
    default:
      return undefined
  }
}

const variablesOf = (body: Record<string, unknown>): Variable[] =>
  (body['Environment'] as { Variables?: Variable[] } | undefined)?.Variables ?? []
const isTooLarge = (variables: Variable[]): boolean =>
  variables.reduce((sum, { Key, Value }) => sum + Key.length + Value.length, 0) > VARIABLES_LIMIT
const zipOf = (body: Record<string, unknown>): string =>
  String((body['Code'] as { ZipFile?: string } | undefined)?.ZipFile ?? body['ZipFile'] ?? '')

function wrongCode(body: Record<string, unknown>): Answered | undefined {
  const zip = zipOf(body)
  if (zip === '' || zip.length > ZIP_LIMIT) return refusal('InvalidParameterValue.ZipFile')
  return undefined
}

function create(account: TencentAccount, name: string, body: Record<string, unknown>): Answered {
  if (account.functions.has(name)) return refusal('ResourceInUse.FunctionName', 'the function exists')
  const { Runtime, Handler, MemorySize, Timeout, Description } = body as unknown as FunctionState
  if (!RUNTIMES.includes(Runtime)) return refusal('InvalidParameterValue.Runtime')
  if (isTooLarge(variablesOf(body))) return refusal('InvalidParameterValue.Environment')
  const wrong = wrongCode(body)
  if (wrong) return wrong
  const failure = account.functions.size === 0 ? account.failFirst : undefined
  account.failFirst = undefined
  account.functions.set(name, {
    Runtime,
    Handler,
    MemorySize,
    Timeout,
    Description: Description ?? '',
    variables: variablesOf(body),
    triggers: [],
    zip: zipOf(body),
    comingUp: 1,
    ...(failure !== undefined && { failure }),
  })
  return {}
}

function tell(name: string, found: FunctionState): Answered {
  const { variables, triggers, comingUp, failure, zip: _, ...rest } = found
  if (comingUp > 0) found.comingUp -= 1
  const failed = failure !== undefined && comingUp === 0
  return {
    ...rest,
    FunctionName: name,
    Type: 'Event',
    Status: comingUp > 0 ? 'Creating' : failed ? 'CreateFailed' : 'Active',
    ...(failed && { StatusReasons: [{ ErrorCode: 'FailedOperation', ErrorMessage: failure }] }),
    Environment: { Variables: variables },
    Triggers: triggers,
  }
}

function addTriggers(found: FunctionState, wanted: Trigger[]): Answered {
  for (const { Type, TriggerDesc } of wanted) {
    if (Type !== 'timer') return refusal('InvalidParameterValue.Type')
    if (!CRON.test(TriggerDesc)) return refusal('InvalidParameterValue.TriggerDesc')
  }
  for (const { TriggerName, TriggerDesc, Type } of wanted) {
    if (found.triggers.some((one) => one.TriggerName === TriggerName)) return refusal('ResourceInUse.Trigger')
    // It is told in JSON, which is not how it was said.
    found.triggers.push({ TriggerName, Type, TriggerDesc: JSON.stringify({ cron: TriggerDesc }), Enable: 1 })
  }
  return {}
}
