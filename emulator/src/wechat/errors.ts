/** A refusal of WeChat's server APIs: HTTP 200 with `{errcode, errmsg}`. */
export class WechatError extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message)
  }
}
