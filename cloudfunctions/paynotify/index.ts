import { seams } from '../collected/seams'
import { httpFunction } from '../platform/compose'
import { answerNotification } from './notify'

/** WeChat Pay's notifications. */
export const main = httpFunction('paynotify', seams, answerNotification)
