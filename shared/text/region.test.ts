import { hasNoDistricts, placeOf, tidyRegion } from './region'

/** Regions as WeChat's own list has them (https://developers.weixin.qq.com/miniprogram/dev/component/picker.html). */

const HUBEI = ['仙桃市', '潜江市', '天门市', '神农架林区']
const HAINAN = [
  ...['五指山市', '琼海市', '文昌市', '万宁市', '东方市', '定安县', '屯昌县', '澄迈县', '临高县'],
  ...['白沙黎族自治县', '昌江黎族自治县', '乐东黎族自治县', '陵水黎族自治县'],
  ...['保亭黎族苗族自治县', '琼中黎族苗族自治县'],
]
const XINJIANG = [
  '石河子市',
  '阿拉尔市',
  '图木舒克市',
  '五家渠市',
  '北屯市',
  '铁门关市',
  '双河市',
  '可克达拉市',
]
const DIRECTLY_UNDER: [province: string, city: string, county: string][] = [
  ...HUBEI.map((name): [string, string, string] => ['湖北省', '省直辖县级行政区划', name]),
  ['河南省', '省直辖县级行政区划', '济源市'],
  ...HAINAN.map((name): [string, string, string] => ['海南省', '省直辖县级行政区划', name]),
  ...XINJIANG.map((name): [string, string, string] => ['新疆维吾尔自治区', '自治区直辖县级行政区划', name]),
]

test('there are 28 counties directly under a province', () => expect(DIRECTLY_UNDER).toHaveLength(28))

test.each(DIRECTLY_UNDER)('[REGION-1] %s %s %s is written as couriers do', (province, city, county) => {
  expect(tidyRegion([province, city, county])).toEqual([province, county, county])
  // As it was kept before, and as it is now.
  for (const kept of [city, county]) expect(placeOf([province, kept, county])).toBe(`${province}${county}`)
  expect(hasNoDistricts(county)).toBe(true)
})

test.each<[picked: [string, string, string], tidy: [string, string, string], place: string]>([
  [['浙江省', '杭州市', '西湖区'], ['浙江省', '杭州市', '西湖区'], '浙江省杭州市西湖区'],
  [['广东省', '东莞市', ''], ['广东省', '东莞市', '东莞市'], '广东省东莞市'],
  [['广东省', '东莞市', '长安镇'], ['广东省', '东莞市', '长安镇'], '广东省东莞市长安镇'],
  [['湖北省', '', '仙桃市'], ['湖北省', '仙桃市', '仙桃市'], '湖北省仙桃市'],
  [['北京市', '北京市', '朝阳区'], ['北京市', '北京市', '朝阳区'], '北京市朝阳区'],
  [['北京市', '市辖区', '朝阳区'], ['北京市', '北京市', '朝阳区'], '北京市朝阳区'],
  [['重庆市', '县', '城口县'], ['重庆市', '重庆市', '城口县'], '重庆市城口县'],
  [
    ['香港特别行政区', '香港特别行政区', '中西区'],
    ['香港特别行政区', '香港特别行政区', '中西区'],
    '香港特别行政区中西区',
  ],
  [['香港特别行政区', '', '中西区'], ['香港特别行政区', '中西区', '中西区'], '香港特别行政区中西区'],
  [['澳门特别行政区', '', ''], ['澳门特别行政区', '澳门特别行政区', '澳门特别行政区'], '澳门特别行政区'],
  [['吉林省', '吉林市', '昌邑区'], ['吉林省', '吉林市', '昌邑区'], '吉林省吉林市昌邑区'],
])('[REGION-1] %j becomes %j', (picked, tidy, place) => {
  expect(tidyRegion(picked)).toEqual(tidy)
  expect([placeOf(picked), placeOf(tidy)]).toEqual([place, place])
})
