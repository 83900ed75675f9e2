import type { CallDescription, ContractDescription } from './describe'
import { inputBreaks } from './input'
import { outputBreaks } from './output'

/**
 * What of a contract clients of a release before would stumble over: clients that are out there call as they were
 * built. Each break is a sentence that begins with the call; empty when old clients go on.
 *
 * It sees shapes, and refinements by their words. What it does not see: a field, or a refinement, that means something
 * else under the same name.
 */
export function breaksOf(before: ContractDescription, now: ContractDescription): string[] {
  const calls = Object.entries(before.calls).flatMap(([name, call]) => {
    const current = now.calls[name]
    return current ? callBreaks(name, call, current) : [`${name} is gone`]
  })
  return [...calls, ...withoutSentence(now)]
}

function callBreaks(name: string, before: CallDescription, now: CallDescription): string[] {
  const breaks: string[] = []
  if (before.kind !== now.kind) breaks.push(`${name} was a ${before.kind} and is a ${now.kind}`)
  if (!mayStill(before.permission, now.permission)) {
    breaks.push(`${name} was for ${before.permission} and is for ${now.permission}`)
  }
  // A client may know what to do about a code; nobody tells it what comes in its place.
  const gone = before.errors.filter((code) => !now.errors.includes(code))
  return [
    ...breaks,
    ...gone.map((code) => `${name} no longer answers ${code}`),
    ...inputBreaks(before.input, now.input, `${name} input`),
    ...outputBreaks(before.output, now.output, `${name} output`),
    ...Object.entries(before.details ?? {}).flatMap(([code, schema]) => {
      const current = now.details?.[code]
      // A client goes on without them: that is what it does when an older server answers.
      return current ? outputBreaks(schema, current, `${name} ${code}`) : []
    }),
  ]
}

/** Whether all who might call may still. */
function mayStill(before: string, now: string): boolean {
  if (before === now || now === 'anyone') return true
  return now === 'member' && before !== 'anyone'
}

/** A client shows the sentence that comes with a code it does not know: there has to be one. */
function withoutSentence({ calls, errors }: ContractDescription): string[] {
  return Object.entries(calls).flatMap(([name, call]) =>
    call.errors
      .filter((code) => !errors[code]?.trim())
      .map((code) => `${name} answers ${code}, which has no sentence`),
  )
}
