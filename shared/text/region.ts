/** 省, 市, 区. */
export type Region = [province: string, city: string, district: string]

/** What stands in official lists where there is no city: an office's word that nobody writes on a parcel. */
const NO_CITY = /^(?:省|自治区)?直辖县级(?:行政区划|行政单位)$|^市辖区$|^县$/

/**
 * A region with all three names, as couriers write it: a county directly under a province is its own city (仙桃市), a
 * city without districts its own district (东莞市), and a region without cities its own city (香港特别行政区).
 */
export function tidyRegion([province, written, district]: Region): Region {
  const named = NO_CITY.test(written) ? '' : written
  const city = named || (isMunicipality(province) ? province : district) || province
  return [province, city, district || named || province]
}

/** A region in one piece: no office's word, and no name twice; a municipality is named once. */
export function placeOf([province, city, district]: Region): string {
  return [province, isMunicipality(province) || NO_CITY.test(city) ? '' : city, district]
    .filter((name, at, all) => name !== '' && !all.slice(0, at).includes(name))
    .join('')
}

export function isMunicipality(province: string): boolean {
  return MUNICIPALITIES.some((name) => province.startsWith(name))
}

export const MUNICIPALITIES = ['北京', '上海', '天津', '重庆'] as const

/** How regions are called for short, which is how people write them. */
const FULL_NAMES: Readonly<Record<string, string>> = {
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
}

/** A text that begins with a region's short name begins with its whole one. */
export function inFull(text: string): string {
  for (const [short, full] of Object.entries(FULL_NAMES)) {
    if (text.startsWith(short) && !text.startsWith(full)) return full + text.slice(short.length)
  }
  return text
}

/**
 * Places below which there is no district: counties directly under a province, and cities without any. When one of them
 * has been written, nothing is missing. https://www.mca.gov.cn/n156/n186/index.html
 */
const WITHOUT_DISTRICTS: readonly string[] = [
  ...['仙桃市', '潜江市', '天门市', '神农架林区', '济源市'],
  ...['五指山市', '琼海市', '文昌市', '万宁市', '东方市', '定安县', '屯昌县', '澄迈县', '临高县'],
  ...['白沙黎族自治县', '昌江黎族自治县', '乐东黎族自治县', '陵水黎族自治县'],
  ...['保亭黎族苗族自治县', '琼中黎族苗族自治县'],
  ...['石河子市', '阿拉尔市', '图木舒克市', '五家渠市', '北屯市', '铁门关市', '双河市', '可克达拉市'],
  ...['昆玉市', '胡杨河市', '新星市', '白杨市'],
  ...['东莞市', '中山市', '儋州市', '嘉峪关市'],
]

/** Whether a place, with or without its 市, has no districts. */
export function hasNoDistricts(place: string): boolean {
  return WITHOUT_DISTRICTS.includes(place) || WITHOUT_DISTRICTS.includes(`${place}市`)
}
