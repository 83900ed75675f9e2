/** 省, 市, 区. */
export type Region = [province: string, city: string, district: string]

const MUNICIPALITIES = ['北京', '上海', '天津', '重庆']

/**
 * Reads what a person types as a region: with spaces or commas between the parts (浙江省 杭州市 西湖区) or in one
 * go (浙江省杭州市西湖区, 北京市朝阳区). What is not there yet stays empty.
 */
export function parseRegion(text: string): Region {
  const plain = text.normalize('NFKC').trim()
  const parts = plain.split(/[\s,，、/]+/).filter(Boolean)
  const municipality = MUNICIPALITIES.find((name) => plain.startsWith(name))
  if (municipality) {
    const district = parts
      .join('')
      .slice(municipality.length)
      .replace(new RegExp(`^市?(?:${municipality}市?)?(?:市辖区)?`), '')
    return [`${municipality}市`, `${municipality}市`, district]
  }
  if (parts.length >= 3) return [parts[0] ?? '', parts[1] ?? '', parts.slice(2).join('')]
  const [, province = '', rest = ''] = /^(.+?(?:省|自治区|特别行政区))(.*)$/.exec(parts.join('')) ?? []
  if (!province) return [parts[0] ?? '', parts[1] ?? '', '']
  const [, city = '', district = ''] = /^(.+?(?:自治州|地区|盟|市))(.*)$/.exec(rest) ?? []
  return city ? [province, city, district] : [province, rest, '']
}
