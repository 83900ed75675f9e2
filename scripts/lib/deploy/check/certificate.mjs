import fs from 'node:fs'
import { createPublicKey, X509Certificate } from 'node:crypto'

const CURE =
  'Take both from the same download of WeChat Pay’s API certificate: apiclient_cert.pem, apiclient_key.pem.'

/**
 * Whether serial number, key and certificate of the merchant belong together. The certificate (`WXPAY_CERTIFICATE`, its
 * text or its path) is optional and goes nowhere: without it WeChat Pay says so when it is asked.
 */
export function checkCertificate({ deployment }, { fine, look, wrong }) {
  const { certificate, config } = deployment
  if (!certificate) return
  let read
  try {
    const text = fs.existsSync(certificate) ? fs.readFileSync(certificate, 'utf8') : certificate
    read = new X509Certificate(text.replace(/\\n/g, '\n').replace(/["']/g, ''))
  } catch {
    return void wrong(
      'WXPAY_CERTIFICATE is no certificate',
      'Give apiclient_cert.pem: its text, or its path.',
    )
  }
  const { serialNo, privateKeyPem } = config.pay
  const serial = read.serialNumber.toUpperCase()
  if (serial !== serialNo)
    wrong('WXPAY_SERIAL_NO is not the serial number of the certificate', `It is ${serial}.`)
  else if (!read.publicKey.equals(createPublicKey(privateKeyPem)))
    wrong('WXPAY_PRIVATE_KEY does not belong to the certificate', CURE)
  else fine('certificate: serial number and key belong to it')
  if (Date.parse(read.validTo) < Date.now()) look('the merchant’s certificate is over', CURE)
}
