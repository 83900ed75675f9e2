import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'

/**
 * Lets WeChat look at a text that others are going to read (msgSecCheck). Whatever it does not pass is refused. When it
 * cannot look (an outage, or somebody who does not use the mini-program), the text passes and the log says so: a shop
 * has to go on without WeChat's check. One call of WeChat.
 * @throws AppError TEXT_REFUSED
 */
export async function passText(
  ctx: Context,
  request: { openid: string; text: string; where: 'profile' | 'comment' },
): Promise<void> {
  const outcome = await ctx.wechat.checkText(request)
  if (outcome.kind !== 'ok') {
    ctx.log.warn('text.unchecked', { where: request.where, outcome: outcome.kind })
  } else if (outcome.value !== 'pass') throw new AppError('TEXT_REFUSED')
}
