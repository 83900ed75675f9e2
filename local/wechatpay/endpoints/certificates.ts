import { X509Certificate } from 'node:crypto'
import type { WechatPayContext } from '../context'
import { WechatPayError } from '../errors'
import { rfc3339 } from '../format'
import { seal } from '../sealing'

/** 下载平台证书, `GET /v3/certificates`: a merchant in 公钥 mode has none and hears 404. */
export function certificates(context: WechatPayContext): Record<string, unknown> {
  const { certificatePem, serial } = context.keys.platform
  if (!certificatePem)
    throw new WechatPayError(
      404,
      'RESOURCE_NOT_EXISTS',
      '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥',
    )
  const certificate = new X509Certificate(certificatePem)
  return {
    data: [
      {
        serial_no: serial,
        effective_time: rfc3339(Date.parse(certificate.validFrom)),
        expire_time: rfc3339(Date.parse(certificate.validTo)),
        encrypt_certificate: seal(certificatePem, 'certificate', context.keys.merchant.apiV3Key),
      },
    ],
  }
}
