import type { contract, Envelope, FunctionName } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import { AppError, ERROR_SENTENCES, type ErrorCode } from '@shared/contract/errors'
import type { Permission } from '@shared/contract/permissions'
import type * as z from 'zod'
import type { CallerReaders, Context, ContextFor, MemberContext } from './context'
import type { Caller } from './invocation'
import { causeOf, mask } from './log'

type Calls<F extends FunctionName> = (typeof contract)[F]
type Handler<C> =
  C extends Call<infer I, infer O, infer P>
    ? (ctx: ContextFor<P>, input: z.output<I>) => Promise<z.input<O>>
    : never

/** One handler a call of the function; a call without one does not compile. */
export type Handlers<F extends FunctionName> = { readonly [C in keyof Calls<F>]: Handler<Calls<F>[C]> }

export interface Door<F extends FunctionName> {
  readonly name: F
  /** What it answers: handed in, so that a function loads no other's schemas. */
  readonly calls: Calls<F>
  readonly handlers: Handlers<F>
  /** Reads who calls and says whether they may; asked only for permissions beyond `member`. */
  readonly readers: CallerReaders
}

/** Inputs beyond this are refused before they are looked at, unless their call says how large they may be. */
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

function callOf(calls: Readonly<Record<string, Call>>, path: string): Call | undefined {
  return Object.hasOwn(calls, path) ? calls[path] : undefined
}

async function answer<F extends FunctionName>(
  door: Door<F>,
  ctx: Context,
  caller: Caller,
  event: unknown,
): Promise<unknown> {
  const { path, input } = readRequest(event)
  const call = callOf(door.calls, path)
  if (!call) throw new AppError('UNKNOWN_CALL')
  if (call.permission !== 'anyone' && caller.kind !== 'member') throw unauthenticated(ctx, caller)
  if (isTooMuch(input, call.inputBytes)) throw new AppError('BAD_INPUT')
  const parsed = call.input.safeParse(input ?? {})
  if (!parsed.success) throw new AppError('BAD_INPUT', { cause: parsed.error })
  const member: MemberContext = { ...ctx, openid: caller.kind === 'member' ? caller.openid : '' }
  const known = await readCaller(
    door.readers,
    member,
    call.permission,
    call.kind === 'command' ? path : undefined,
  )
  const handler = (door.handlers as Record<string, (ctx: MemberContext, input: unknown) => Promise<unknown>>)[
    path
  ]
  if (!handler) throw new AppError('UNKNOWN_CALL')
  return call.output.parse(await handler(known, parsed.data))
}

/** What the handler gets to know of the caller. @throws AppError when the caller may not */
async function readCaller(
  readers: CallerReaders,
  ctx: MemberContext,
  permission: Permission,
  command: string | undefined,
): Promise<MemberContext> {
  if (permission === 'anyone' || permission === 'member') return ctx
  if (permission === 'distributor') return readers.distributor(ctx)
  return readers.staff(ctx, permission, command)
}

/** A platform that has changed is to be seen in a minute, and never trusted by accident. */
function unauthenticated(ctx: Context, caller: Caller): AppError {
  if (caller.kind === 'unreadable') ctx.log.error('security.identity_unreadable', { has: caller.has })
  if (caller.kind === 'foreign') ctx.log.warn('security.foreign_app')
  return new AppError('UNAUTHENTICATED')
}

/** True for an input that is too large, or nested too deep, to be looked at. */
function isTooMuch(input: unknown, limitBytes = INPUT_LIMIT_BYTES): boolean {
  try {
    return JSON.stringify(input ?? null).length > limitBytes
  } catch {
    return true
  }
}

/** Answers one call of a client: identity, permission, input, handler, output; errors become sentences. */
export async function openDoor<F extends FunctionName>(
  door: Door<F>,
  ctx: Context,
  caller: Caller,
  event: unknown,
): Promise<Envelope> {
  try {
    return { ok: true, data: await answer(door, ctx, caller, event), now: ctx.clock.now() }
  } catch (error) {
    const code: ErrorCode = error instanceof AppError ? error.code : 'INTERNAL'
    const asked = (event as { path?: unknown } | null)?.path
    // Not `String`: an object of the caller's may have a `toString` that is none.
    const path = typeof asked === 'string' ? asked.slice(0, 60) : typeof asked
    const fields = {
      code,
      path,
      caller: caller.kind === 'member' ? mask(caller.openid) : caller.kind,
      cause: error instanceof AppError ? (error.cause ? causeOf(error.cause) : undefined) : causeOf(error),
    }
    if (code === 'INTERNAL') ctx.log.error('call.failed', fields)
    else ctx.log.info('call.refused', fields)
    const message = error instanceof AppError ? error.message : ERROR_SENTENCES.INTERNAL
    const details = detailsOf(ctx, callOf(door.calls, path), error)
    const told = { code, message, requestId: ctx.requestId, ...(details !== undefined && { details }) }
    return { ok: false, error: told, now: ctx.clock.now() }
  }
}

/** What a refusal tells beside its sentence, cut to the schema of the call; nothing that the call does not name. */
function detailsOf(ctx: Context, call: Call | undefined, error: unknown): unknown {
  if (!(error instanceof AppError) || error.details === undefined) return undefined
  const parsed = call?.details?.[error.code]?.safeParse(error.details)
  if (parsed?.success) return parsed.data
  // The refusal stands without them; whoever wrote them has to see it.
  ctx.log.error('call.details_unfit', { code: error.code, cause: parsed && causeOf(parsed.error) })
  return undefined
}
