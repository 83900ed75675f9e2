import Taro from '@tarojs/taro'
import { isWeb } from './env'

/**
 * Asks whether messages may be sent (订阅消息). Must run in a tap or in the callback of a payment, before anything is
 * awaited; at most three templates.
 * A refusal or an old WeChat is no error. Does nothing in a browser.
 * @returns the accepted template ids
 */
export async function askToSubscribe(templateIds: string[]): Promise<string[]> {
  if (isWeb || templateIds.length === 0) return []
  const ids = templateIds.slice(0, 3)
  try {
    const answer = await Taro.requestSubscribeMessage({ tmplIds: ids, entityIds: [] })
    return ids.filter((id) => (answer as unknown as Record<string, unknown>)[id] === 'accept')
  } catch {
    return []
  }
}
