/** Busy with the last change of the same thing: the same call a little later. */
const BUSY =
  /IndexCreating|FsACLJobUnDone|RequestLimitExceeded|FunctionStatusError|ResourceInUse\.(Creating|Updating)/
const TRIES = 8
/** Before the first look whether the cloud has done what it said it would, ms; the next pauses are longer. */
export const PAUSE_MS = 250

/**
 * The account through Tencent's own manager-node: it takes the key in memory, so that no argument, no file and no login
 * of the command line holds it, and nothing has to be logged out of afterwards.
 *
 * @returns `app`; `call(service, action, param)`: one action; `missing(error)`: whether it says that a thing is not
 *   there
 */
export async function openAccount({ envId, secretId, secretKey, proxy, region }, pauseMs = PAUSE_MS) {
  const { default: CloudBase } = await import('@cloudbase/manager-node')
  const app = new CloudBase({ envId, secretId, secretKey, proxy, region })
  const patiently = (attempt) => again(attempt, pauseMs)
  const versions = { tcb: '2018-06-08', scf: '2018-04-16' }
  return {
    app,
    call: (service, Action, Param) =>
      patiently(() => app.commonService(service, versions[service]).call({ Action, Param })),
    patiently,
    pauseMs,
  }
}

/** Tries again what is refused only because the last change is not through yet. */
async function again(attempt, pauseMs) {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === TRIES || !BUSY.test(String(error.code))) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** Math.min(tries, 5)))
    }
  }
}

export const isMissing = (error) => /^ResourceNotFound/.test(String(error.code))
/** The environment does not know the call: it is older, or newer, than it. */
export const isUnknownCall = (error) =>
  /InvalidAction|UnknownAction|ActionNotFound|UnsupportedOperation|InvalidParameter\.Action/.test(
    String(error.code),
  )

/** A refusal in one line: its code and what Tencent says about it. */
export const said = (error) => `${error.code ? `${error.code}: ` : ''}${error.message}`.split('\n')[0]
