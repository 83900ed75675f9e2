import type { InputOf } from '@shared/contract'
import { CHANNEL, REAL_NAME } from '@shared/contract/distributor/limits'
import { NICKNAME } from '@shared/contract/member/limits'
import type { TextLimit } from '@shared/contract/limits'
import { cleanLine } from '@shared/text/line'
import { misfit } from '@shared/text/length'
import { isMobile } from '@shared/text/mobile'
import { isNameless } from '@shared/words/nameless'

/** What somebody writes who wants to become a distributor (推广员). */
export interface ApplyForm {
  /** What others call the applicant. */
  nickname: string
  realName: string
  mobile: string
  /** One of `CHANNELS`, or nothing yet. */
  channel: string
  channelNote: string
  agreed: boolean
}
export type ApplyErrors = Partial<Record<'nickname' | 'realName' | 'mobile' | 'channel' | 'agreed', string>>

export const EMPTY_APPLY: ApplyForm = {
  nickname: '',
  realName: '',
  mobile: '',
  channel: '',
  channelNote: '',
  agreed: false,
}

export const CHANNELS = ['微信群', '朋友圈', '公众号', '短视频', '线下门店', '其他'] as const
/** Of the note; with the channel before it, it is one line (`CHANNEL`). */
export const CHANNEL_NOTE: TextLimit = { least: 0, most: 80 }

/** `微信群：小区邻居，300 人`: channel and note in one line, as the server keeps it. */
export function channelText({ channel, channelNote }: Pick<ApplyForm, 'channel' | 'channelNote'>): string {
  const note = cleanLine(channelNote)
  if (channel === '' || channel === '其他') return note
  return note ? `${channel}：${note}` : channel
}

/** What is wrong with a form, in words; nothing when it can be sent. The server checks it again. */
export function applyErrors(form: ApplyForm): ApplyErrors {
  const errors: ApplyErrors = {}
  const nickname = misfit(form.nickname, NICKNAME)
  if (isNameless(form.nickname)) errors.nickname = '请写一个昵称，朋友靠它认出你'
  else if (nickname) errors.nickname = `昵称最多 ${NICKNAME.most} 个字`
  const name = misfit(form.realName, REAL_NAME)
  if (name === 'short') errors.realName = `请写真实姓名，至少 ${REAL_NAME.least} 个字`
  else if (name === 'long') errors.realName = `姓名最多 ${REAL_NAME.most} 个字`
  if (!isMobile(form.mobile)) {
    errors.mobile = form.mobile ? '手机号是 11 位数字，请再看一眼' : '请写手机号，审核时可能联系你'
  }
  if (form.channel === '') errors.channel = '请选一个你常用的推广渠道'
  else if (misfit(channelText(form), CHANNEL) === 'short')
    errors.channel = '选了「其他」，请写两句打算在哪里推广'
  else if (misfit(form.channelNote, CHANNEL_NOTE)) errors.channel = `补充说明最多 ${CHANNEL_NOTE.most} 个字`
  if (!form.agreed) errors.agreed = '请先阅读并同意推广协议'
  return errors
}

/** What is sent; call it on a form without errors. */
export function applyInput(
  form: ApplyForm,
  agreementVersion: number,
): InputOf<'distributor/distributor.apply'> {
  const { nickname, realName, mobile } = form
  return {
    nickname: cleanLine(nickname),
    realName: cleanLine(realName),
    mobile,
    channel: channelText(form),
    agreementVersion,
  }
}
