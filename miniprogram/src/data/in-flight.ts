const running = new Map<string, Promise<unknown>>()

/**
 * A command that is on its way is not made again: a second tap gets the first one's answer. The same command with
 * another input is another command.
 */
export function inFlight<T>(name: string, input: unknown, run: () => Promise<T>): Promise<T> {
  const key = `${name} ${JSON.stringify(input)}`
  const known = running.get(key)
  // The key says which command it is, and so what it answers.
  if (known) return known as Promise<T>
  const answer = run().finally(() => running.delete(key))
  running.set(key, answer)
  return answer
}
