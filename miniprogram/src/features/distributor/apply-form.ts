/** What somebody writes who wants to become a promoter (推广员). */
export interface ApplyForm {
  realName: string
  mobile: string
  /** One of `CHANNELS`, or nothing yet. */
  channel: string
  channelNote: string
  agreed: boolean
}
export type ApplyErrors = Partial<Record<'realName' | 'mobile' | 'channel' | 'agreed', string>>

export const EMPTY_APPLY: ApplyForm = {
  realName: '',
  mobile: '',
  channel: '',
  channelNote: '',
  agreed: false,
}

export const CHANNELS = ['微信群', '朋友圈', '公众号', '短视频', '线下门店', '其他'] as const
const NOTE_MAX = 80

/** `微信群：小区茶友，300 人`: channel and note in one line, as the server keeps it. */
export function channelText({ channel, channelNote }: Pick<ApplyForm, 'channel' | 'channelNote'>): string {
  const note = channelNote.replace(/\s+/g, ' ').trim()
  if (channel === '' || channel === '其他') return note
  return note ? `${channel}：${note}` : channel
}

/** What is wrong with a form, in words; nothing when it can be sent. The server checks it again. */
export function applyErrors(form: ApplyForm): ApplyErrors {
  const errors: ApplyErrors = {}
  const name = [...form.realName.trim()].length
  if (name < 2) errors.realName = '请写真实姓名，至少 2 个字'
  else if (name > 20) errors.realName = '姓名最多 20 个字'
  if (!/^1[3-9]\d{9}$/.test(form.mobile)) {
    errors.mobile = form.mobile ? '手机号是 11 位数字，请再看一眼' : '请写手机号，审核时可能联系你'
  }
  const channel = [...channelText(form)].length
  if (form.channel === '') errors.channel = '请选一个你常用的推广渠道'
  else if (channel < 2) errors.channel = '选了「其他」，请写两句打算在哪里推广'
  else if ([...form.channelNote].length > NOTE_MAX) errors.channel = `补充说明最多 ${NOTE_MAX} 个字`
  if (!form.agreed) errors.agreed = '请先阅读并同意推广协议'
  return errors
}

/** Who a level's commission comes from, in words a newcomer understands. */
export function rateWords(level: number): { title: string; note: string } {
  switch (level) {
    case 1:
      return { title: '你的客户下单', note: '通过你的分享进店的人' }
    case 2:
      return { title: '你推荐的推广员成交', note: '你介绍来的伙伴，他的客户下单' }
    default:
      return { title: '再隔一层的推广员成交', note: '伙伴介绍来的伙伴，他的客户下单' }
  }
}
