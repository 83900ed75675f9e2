/**
 * Of WeChat's directory of couriers what copies of it agree upon; the real one has some 1,500.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/weixin-express/
 */
const COURIERS: Readonly<Record<string, string>> = {
  SF: '顺丰速运',
  YTO: '圆通速递',
  ZTO: '中通快递',
  STO: '申通快递',
  YD: '韵达速递',
  EMS: 'EMS',
  JTSD: '极兔速递',
  JD: '京东快递',
  DBL: '德邦快递',
  DBLKY: '德邦快运',
  HTKY: '百世快递',
  ZJS: '宅急送',
  FWX: '丰网速运',
  YZPY: '邮政快递包裹',
  FEDEX: 'FEDEX联邦(国内件)',
  FEDEX_GJ: 'FEDEX联邦(国际件)',
  UPS: 'UPS',
  USPS: 'USPS美国邮政',
  DHL: 'DHL-中国件',
  BDT: '八达通',
  CNPEX: 'CNPEX中邮快递',
  DNWL: '丹鸟物流',
  ANEKY: '安能物流',
  SX: '顺心捷达',
  SURE: '速尔快递',
  SNWL: '苏宁物流',
  SS: '闪送',
  SFB2C: '顺丰国际',
  STO_INTL: '申通快递国际',
  EMS2: 'EMS国内',
  SFWL: '盛丰物流',
  SHWL: '盛辉物流',
  OTHER: '其他快递',
}

/** 运力列表, `POST /cgi-bin/express/delivery/open_msg/get_delivery_list`. */
export function deliveryList(): {
  delivery_list: { delivery_id: string; delivery_name: string }[]
  count: number
} {
  const list = Object.entries(COURIERS).map(([id, name]) => ({ delivery_id: id, delivery_name: name }))
  return { delivery_list: list, count: list.length }
}
