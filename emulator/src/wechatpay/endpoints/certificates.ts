import { X509Certificate } from 'node:crypto'
import type { WechatPayContext } from '../context'
import { WechatPayError } from '../errors'
import { rfc3339 } from '../format'
import { keysInUse } from '../key-change'
import { seal } from '../sealing'

/**
 * 下载平台证书, `GET /v3/certificates`: every certificate in use, two during a rotation. A merchant in 公钥 mode has
 * none and hears 404.
 */
export function certificates({ keys }: WechatPayContext): Record<string, unknown> {
  const data = keysInUse(keys).flatMap(({ serial, certificatePem }) =>
    certificatePem === undefined ? [] : [entry(serial, certificatePem, keys.merchant.apiV3Key)],
  )
  if (data.length === 0)
    throw new WechatPayError(
      404,
      'RESOURCE_NOT_EXISTS',
      '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥',
    )
  return { data }
}

function entry(serial: string, certificatePem: string, apiV3Key: string): Record<string, unknown> {
  const certificate = new X509Certificate(certificatePem)
  return {
    serial_no: serial,
    effective_time: rfc3339(Date.parse(certificate.validFrom)),
    expire_time: rfc3339(Date.parse(certificate.validTo)),
    encrypt_certificate: seal(certificatePem, 'certificate', apiV3Key),
  }
}
