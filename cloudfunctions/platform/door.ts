import { contract, type Envelope, type FunctionName } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import type { Permission } from '@shared/contract/permissions'
import { AppError, ERROR_SENTENCES, type ErrorCode } from '@shared/contract/errors'
import type * as z from 'zod'
import type { Context, MemberContext } from './context'
import { causeOf, mask } from './log'

type Calls<F extends FunctionName> = (typeof contract)[F]
type Schema<
  F extends FunctionName,
  C extends keyof Calls<F>,
  K extends 'input' | 'output',
> = Calls<F>[C] extends Call ? Calls<F>[C][K] : never

/** One handler a call of the function; a call without one does not compile. */
export type Handlers<F extends FunctionName> = {
  readonly [C in keyof Calls<F>]: (
    ctx: MemberContext,
    input: z.output<Schema<F, C, 'input'>>,
  ) => Promise<z.input<Schema<F, C, 'output'>>>
}

export interface Door<F extends FunctionName> {
  readonly name: F
  readonly handlers: Handlers<F>
  /** Says whether the caller may; asked only for permissions beyond `member`. @throws AppError */
  authorize(ctx: MemberContext, permission: Permission): Promise<void>
}

/** Inputs beyond this are refused before they are looked at. */
const INPUT_LIMIT_BYTES = 256 * 1024

interface Request {
  readonly path: string
  readonly input: unknown
}

function readRequest(event: unknown): Request {
  const { path, input } = (event ?? {}) as { path?: unknown; input?: unknown }
  if (typeof path !== 'string') throw new AppError('UNKNOWN_CALL')
  return { path, input }
}

async function answer<F extends FunctionName>(
  door: Door<F>,
  ctx: Context,
  openid: string | undefined,
  event: unknown,
): Promise<unknown> {
  const { path, input } = readRequest(event)
  const calls = contract[door.name] as Record<string, Call>
  const call = Object.hasOwn(calls, path) ? calls[path] : undefined
  if (!call) throw new AppError('UNKNOWN_CALL')
  if (call.permission !== 'anyone' && !openid) throw new AppError('UNAUTHENTICATED')
  if (JSON.stringify(input ?? null).length > INPUT_LIMIT_BYTES) throw new AppError('BAD_INPUT')
  const parsed = call.input.safeParse(input ?? {})
  if (!parsed.success) throw new AppError('BAD_INPUT', { cause: parsed.error })
  const memberCtx: MemberContext = { ...ctx, openid: openid ?? '' }
  if (call.permission !== 'anyone' && call.permission !== 'member') {
    await door.authorize(memberCtx, call.permission)
  }
  const handler = (door.handlers as Record<string, (ctx: MemberContext, input: unknown) => Promise<unknown>>)[
    path
  ]
  if (!handler) throw new AppError('UNKNOWN_CALL')
  return call.output.parse(await handler(memberCtx, parsed.data))
}

/** Answers one call of a client: identity, permission, input, handler, output; errors become sentences. */
export async function openDoor<F extends FunctionName>(
  door: Door<F>,
  ctx: Context,
  openid: string | undefined,
  event: unknown,
): Promise<Envelope> {
  try {
    return { ok: true, data: await answer(door, ctx, openid, event), now: ctx.clock.now() }
  } catch (error) {
    const code: ErrorCode = error instanceof AppError ? error.code : 'INTERNAL'
    const asked = (event as { path?: unknown } | null)?.path
    // Not `String`: an object of the caller's may have a `toString` that is none.
    const path = typeof asked === 'string' ? asked.slice(0, 60) : typeof asked
    const fields = {
      code,
      path,
      caller: openid ? mask(openid) : undefined,
      cause: error instanceof AppError ? (error.cause ? causeOf(error.cause) : undefined) : causeOf(error),
    }
    if (code === 'INTERNAL') ctx.log.error('call.failed', fields)
    else ctx.log.info('call.refused', fields)
    const message = error instanceof AppError ? error.message : ERROR_SENTENCES.INTERNAL
    return { ok: false, error: { code, message, requestId: ctx.requestId }, now: ctx.clock.now() }
  }
}
