import { useCommand, useReenter } from '@/data'
import { CallError } from '@/platform'

/** Becomes the owner by a code, and enters the mall again as the owner. */
export function useClaim() {
  const { mutateAsync } = useCommand('storefront/staff.claim', { silent: true })
  const reenter = useReenter()
  return async (code: string): Promise<void> => {
    await mutateAsync({ code })
    await reenter()
  }
}

/** What a refused code says; nothing when it was refused for something else. */
export function refusedCode(error: unknown): string | undefined {
  if (!(error instanceof CallError) || error.code !== 'OWNER_CODE_WRONG') return undefined
  const { left } = (error.details ?? {}) as { left?: unknown }
  if (typeof left !== 'number') return error.message
  return left > 0 ? `这个码不对，还能试 ${left} 次` : '这个码不对，这一小时的次数用完了'
}
