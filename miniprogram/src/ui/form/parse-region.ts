import { hasNoDistricts, inFull, MUNICIPALITIES, type Region } from '@shared/text/region'

export type { Region }

/**
 * Reads what a person types as a region: with spaces or commas between the parts (浙江省 杭州市 西湖区) or in one
 * go (浙江省杭州市西湖区, 北京市朝阳区, 湖北仙桃, 香港中西区). What is not there yet stays empty.
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
  const whole = inFull(parts.join(''))
  const [, province = '', rest = ''] = /^(.+?(?:省|自治区|特别行政区))(.*)$/.exec(whole) ?? []
  if (!province) return below(parts[0] ?? '', parts[1] ?? '')
  // There are no cities below it.
  if (province.endsWith('特别行政区')) return [province, rest && province, rest]
  const [, city = '', district = ''] = /^(.+?(?:自治州|地区|盟|市))(.*)$/.exec(rest) ?? []
  return district ? [province, city, district] : below(province, rest)
}

/** A place directly under a province, which may be all there is. */
const below = (province: string, place: string): Region => [
  province,
  place,
  hasNoDistricts(place) ? place : '',
]
