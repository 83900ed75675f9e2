import { seams } from '../collected/seams'
import { pushFunction } from '../platform/compose'
import { hearPush } from './push'

/** WeChat's events (消息推送). */
export const main = pushFunction('wechatpush', seams, hearPush)
