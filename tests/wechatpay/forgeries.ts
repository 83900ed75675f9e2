import type { NotificationProblem } from '../../cloudfunctions/platform/wechatpay'
import type { Forgery } from '../../emulator/src/wechatpay'

/**
 * How the gateway judges each forgery.
 *
 * Sources: headers, body and answers https://pay.weixin.qq.com/docs/merchant/products/notification/introduction.html;
 * encryption https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_2_5.shtml; what to check when a signature does
 * not hold, and probes https://pay.weixin.qq.com/doc/v3/merchant/4016241880; the five minutes are those of WeChat
 * Pay's own SDKs.
 */
export const REFUSED: Partial<Record<Forgery, NotificationProblem>> = {
  bad_signature: 'bad_signature',
  empty_signature: 'missing_headers',
  foreign_key: 'bad_signature',
  sign_test: 'probe',
  old_timestamp: 'stale',
  future_timestamp: 'stale',
  timestamp_in_ms: 'stale',
  timestamp_in_words: 'stale',
  moved_timestamp: 'bad_signature',
  other_nonce: 'bad_signature',
  unknown_serial: 'unknown_serial',
  unknown_certificate: 'unknown_serial',
  serial_constructor: 'unknown_serial',
  serial_proto: 'unknown_serial',
  no_signature: 'missing_headers',
  no_serial: 'missing_headers',
  no_timestamp: 'missing_headers',
  no_nonce: 'missing_headers',
  no_headers: 'missing_headers',
  doubled_header: 'missing_headers',
  changed_body: 'bad_signature',
  no_body: 'bad_signature',
  signed_changed_ciphertext: 'undecryptable',
  signed_zero_tag: 'undecryptable',
  signed_truncated_tag: 'undecryptable',
  signed_short_ciphertext: 'undecryptable',
  signed_wrong_associated_data: 'undecryptable',
  signed_wrong_nonce: 'undecryptable',
  signed_wrong_key: 'undecryptable',
  signed_other_algorithm: 'malformed',
  signed_not_json: 'malformed',
  signed_array: 'malformed',
  signed_no_resource: 'malformed',
  signed_other_original_type: 'malformed',
  signed_refund_event: 'malformed',
  signed_unknown_event: 'unsupported_event',
  signed_other_mchid: 'wrong_merchant',
  signed_other_appid: 'wrong_merchant',
  signed_sub_merchant: 'wrong_merchant',
  signed_not_paid: 'malformed',
  signed_without_amount: 'malformed',
  signed_without_transaction: 'malformed',
  signed_fraction_of_a_fen: 'malformed',
}

/** Genuine for the gateway; the domain compares them with the order. */
export const HANDED_ON: Partial<Record<Forgery, object>> = {
  genuine: { tradeState: 'SUCCESS' },
  lower_case_serial: { tradeState: 'SUCCESS' },
  signed_short_amount: { paid: { totalFen: 1 } },
  signed_over_amount: { paid: { totalFen: 9_999_999 } },
  signed_other_currency: { paid: { currency: 'USD' } },
  signed_other_openid: { paid: { openid: 'oSomebodyElse00000000000000A' } },
  signed_unknown_order: { orderId: '90000000000000000000' },
  signed_refunded_elsewhere: { tradeState: 'REFUND' },
}
