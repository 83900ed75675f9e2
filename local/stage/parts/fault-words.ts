import type { FaultName, Gate } from '../../../emulator/src/faults/names'

/** Where something can go wrong, as a person at the stage chooses it: a gate, and what is asked for there. */
export const PLACES: readonly { gate: Gate; name: string; kinds: readonly [at: string, name: string][] }[] = [
  {
    gate: 'database',
    name: '数据库',
    kinds: [
      ['database.getDocument', '读取'],
      ['database.insertDocument', '新增'],
      ['database.modifyDocument', '修改'],
      ['database.modifyAndReturnDoc', '修改并取回'],
    ],
  },
  {
    gate: 'wechatpay',
    name: '微信支付',
    kinds: [
      ['wechatpay.prepay', '下单'],
      ['wechatpay.query', '查单'],
      ['wechatpay.close', '关单'],
      ['wechatpay.refund', '退款'],
      ['wechatpay.queryRefund', '查退款'],
    ],
  },
  {
    gate: 'wechat',
    name: '微信',
    kinds: [
      ['wechat.sendMessage', '订阅消息'],
      ['wechat.uploadShipping', '发货信息'],
      ['wechat.miniProgramCode', '小程序码'],
      ['wechat.token', '接口凭证'],
    ],
  },
  {
    gate: 'notification',
    name: '通知',
    kinds: [
      ['notification.TRANSACTION.SUCCESS', '支付成功'],
      ['notification.REFUND.SUCCESS', '退款成功'],
    ],
  },
]

/** `微信支付 · 退款` for `wechatpay.refund`; whatever has no name here is told as it is. */
export function placeName(at: string): string {
  const place = PLACES.find(({ gate }) => at === gate || at.startsWith(`${gate}.`))
  if (!place) return at
  const kind = place.kinds.find(([kindAt]) => at === kindAt || at.startsWith(`${kindAt}.`))
  const rest = at.slice((kind?.[0] ?? place.gate).length + 1)
  return [place.name, kind?.[1], rest].filter(Boolean).join(' · ')
}

/** `crash_*` has no words: it would end what draws this page. */
export const FAULT_WORDS: Readonly<Record<Exclude<FaultName, 'crash_before' | 'crash_after'>, string>> = {
  refuse: '没有执行，连接断开',
  lose: '已执行，回复丢失',
  stall: '已执行，一直不回复',
  delay: '等调用方放弃后才执行',
  twice: '执行两遍',
  late: '晚到 40 分钟',
  kill_before: '执行前，云函数实例被杀',
  kill_after: '执行后，云函数实例被杀',
  rate_limit: '频率超限，没有执行',
  system_error: '系统错误，没有执行',
  system_error_after: '系统错误，其实已执行',
  unsigned: '回复没有签名',
  bad_signature: '回复签名不对',
  stale: '回复签名过期',
  unknown_serial: '回复用了陌生公钥',
  not_json: '回复不是 JSON',
}
