import type { ParkedDocument } from '@shared/contract/operations/schema'
import type { PictureCheckDoc } from '../../goods/inspection'

export const PICTURE_CHECKS = 'pictureChecks'

/**
 * WeChat's kinds of content. Source:
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync (label)
 */
const LABELS: Readonly<Record<number, string>> = {
  10001: '广告',
  20001: '时政',
  20002: '色情',
  20003: '辱骂',
  20006: '违法犯罪',
  20008: '欺诈',
  20012: '低俗',
  20013: '版权',
}

/** A picture that WeChat has doubts about, in the list of what somebody has to look at. */
export function toDoubt(check: PictureCheckDoc): ParkedDocument {
  const { _id, picture, suggest, label = 0, decidedAt = 0 } = check
  const kind = LABELS[label] ?? '其他'
  const think = suggest === 'risky' ? '微信认为这张图可能违规' : '微信拿不准这张图'
  return {
    kind: PICTURE_CHECKS,
    title: '图片',
    documentId: _id,
    picture,
    since: decidedAt,
    effects: [
      {
        what: '通过微信的图片检查',
        cause: `${think}（${kind}）：请看看，不妥就换掉，看完点「看过了」。商品没有自动下架`,
        detail: `${suggest} ${label}`,
        tries: 0,
      },
    ],
  }
}
