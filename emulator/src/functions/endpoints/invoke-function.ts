import { sdkCodeOf } from '../errors'
import type { Runner } from '../runner'

/** `functions.invokeFunction`, which the SDK's `callFunction` sends. `request_data` is empty when it had no data. */
export async function invokeFunction(
  runner: Runner | undefined,
  asked: Record<string, unknown>,
): Promise<{ data: unknown } | { code: string; message: string }> {
  const { function_name: name, request_data: data } = asked
  const event = data === undefined || data === '' ? '{}' : data
  if (typeof name !== 'string' || typeof event !== 'string') {
    return { code: 'INVALID_PARAM', message: 'function_name and request_data must be strings' }
  }
  if (!runner) return { code: sdkCodeOf('UNKNOWN_FUNCTION'), message: `no function ${name}` }
  const invoked = await runner.invoke(name, event)
  if (invoked.ok) return { data: { response_data: invoked.text } }
  return { code: sdkCodeOf(invoked.code), message: `${invoked.code} ${invoked.message}` }
}
